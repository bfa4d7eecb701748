//! Edits of one block's fields: those that follow on every key a person types, so they cost no
//! copy of the document.

use serde_json::{Map, Value, json};

use super::apply::{Applied, Done, Notice, named, path_of, place};
use super::draft::Draft;
use super::labels::Taken;
use super::patch::Patch;
use super::renaming::Renames;
use super::{BlockId, Edit, OFF, Refused, empty};
use crate::document::{Block, list, text};
use crate::kinds;

/// Does edits that change fields of a single block; gives nothing for other edits.
pub(super) fn in_place(document: &mut Value, edit: &Edit) -> Result<Option<Applied>, Refused> {
    let (key, what) = match edit {
        Edit::SetField { block, field, .. } => (block, format!("Change {field} of")),
        Edit::ResetFields { block, fields } => (block, format!("Reset {} of", fields.join(", "))),
        Edit::SetCriterion { block, .. } => (block, "Change condition of".to_owned()),
        _ => return Ok(None),
    };
    let path = path_of(document, key)?;
    let no_block = || Refused::NoSuchBlock { block: key.clone() };
    let block = at(document, &path).ok_or_else(no_block)?;
    let old = block.clone();
    let mut new = block.clone();
    let notices = match edit {
        Edit::SetField { field, value, .. } => set(&mut new, key, field, value.clone())?,
        Edit::ResetFields { fields, .. } => reset(&mut new, key, fields)?,
        Edit::SetCriterion {
            branch,
            expression,
            description,
            ..
        } => set_criterion(
            &mut new,
            key,
            branch.map(place),
            expression.as_deref(),
            description.as_deref(),
        )?,
        _ => Vec::new(),
    };
    block.clone_from(&new);
    let patch = Patch::between(&Value::Object(old), &Value::Object(new));
    let is_whole = document.get("workflow_definition").is_some();
    let changed = if patch.is_empty() {
        Vec::new()
    } else {
        vec![key.clone()]
    };
    Ok(Some(Applied {
        patch: patch.of_block(&path, is_whole),
        name: format!("{what} {}", key.0),
        changed,
        select: Vec::new(),
        renamed: Vec::new(),
        notices,
    }))
}

fn at<'a>(document: &'a mut Value, path: &[usize]) -> Option<&'a mut Map<String, Value>> {
    let map = document.as_object_mut()?;
    let mut holder = if map.contains_key("workflow_definition") {
        map.get_mut("workflow_definition")?.as_object_mut()?
    } else {
        map
    };
    for (depth, place) in path.iter().enumerate() {
        let list = if depth == 0 { "blocks" } else { "loop_blocks" };
        holder = holder.get_mut(list)?.get_mut(*place)?.as_object_mut()?;
    }
    Some(holder)
}

fn set(
    block: &mut Map<String, Value>,
    key: &BlockId,
    field: &str,
    value: Value,
) -> Result<Vec<Notice>, Refused> {
    expect_field(key, field)?;
    if field == "loop_variable_reference" && value.as_str().is_some_and(|it| !it.trim().is_empty())
    {
        // The server fills it in by itself, and would go on with the older list.
        if !text(block, "loop_over_parameter_key").is_empty() {
            block.insert("loop_over_parameter_key".to_owned(), "".into());
        }
    }
    if field == "code" {
        shift_steps(block, value.as_str().unwrap_or_default());
    }
    block.insert(field.to_owned(), value);
    Ok(Vec::new())
}

fn reset(
    block: &mut Map<String, Value>,
    key: &BlockId,
    fields: &[String],
) -> Result<Vec<Notice>, Refused> {
    let kind = kinds::of(block.kind());
    for field in fields {
        expect_field(key, field)?;
        match kind.field(field).filter(|field| field.required) {
            Some(required) => block.insert(field.clone(), empty::value(required.holds)),
            None => block.shift_remove(field),
        };
    }
    Ok(Vec::new())
}

/// Refuses fields that decide on where blocks stand or what they are called.
fn expect_field(key: &BlockId, field: &str) -> Result<(), Refused> {
    let instead = match field {
        "label" => "rename the block",
        "block_type" => "add a block of the other kind",
        "next_block_label" => "move the block, or change where it goes",
        "loop_blocks" => "move blocks in and out of the loop",
        "branch_conditions" => "add, move and remove its branches",
        OFF => "turn the block off or on",
        _ => return Ok(()),
    };
    Err(Refused::NotAField {
        block: key.clone(),
        field: field.to_owned(),
        instead,
    })
}

/// Keeps the lines that described steps of a code block span.
fn shift_steps(block: &mut Map<String, Value>, new: &str) {
    let old: Vec<String> = text(block, "code").lines().map(str::to_owned).collect();
    let new: Vec<&str> = new.lines().collect();
    let same = |(a, b): &(&String, &&str)| a == b;
    let start = old.iter().zip(&new).take_while(same).count();
    let (old_rest, new_rest) = (old[start..].iter().rev(), new[start..].iter().rev());
    let end = old_rest.zip(new_rest).take_while(same).count();
    let changed_end = old.len() - end;
    // Lines of the part that changed stand for all of it.
    let shifted = |line: usize, changed: usize| {
        if line <= start {
            line
        } else if line > changed_end {
            line + new.len() - old.len()
        } else {
            changed
        }
    };
    let Some(Value::Array(steps)) = block.get_mut("steps") else {
        return;
    };
    steps.retain_mut(|step| {
        let Some(step) = step.as_object_mut() else {
            return true;
        };
        let line = |step: &Map<String, Value>, name: &str| {
            let line = step.get(name).and_then(Value::as_u64)?;
            usize::try_from(line).ok()
        };
        let (first, last) = (line(step, "line_start"), line(step, "line_end"));
        let first = first.map(|line| shifted(line, start + 1));
        let last = last.map(|line| shifted(line, new.len() - end));
        for (name, line) in [("line_start", first), ("line_end", last)] {
            if let Some(line) = line {
                step.insert(name.to_owned(), line.into());
            }
        }
        let (Some(first), Some(last)) = (first, last) else {
            return first.is_none_or(|first| first >= 1 && first <= new.len());
        };
        first >= 1 && first <= last && last <= new.len()
    });
}

fn set_criterion(
    block: &mut Map<String, Value>,
    key: &BlockId,
    branch: Option<usize>,
    expression: Option<&str>,
    description: Option<&str>,
) -> Result<Vec<Notice>, Refused> {
    let Some(branch) = branch else {
        if block.kind() != "while_loop" {
            return Err(Refused::NoCriterion { block: key.clone() });
        }
        let condition = block.entry("condition").or_insert(Value::Null);
        criterion(condition, expression.unwrap_or_default());
        if let Value::Object(condition) = condition {
            set_text(condition, "description", description);
        }
        return Ok(Vec::new());
    };
    let no_branch = Refused::NoSuchBranch {
        block: key.clone(),
        branch,
    };
    let Some(Value::Array(branches)) = block.get_mut("branch_conditions") else {
        return Err(no_branch);
    };
    let Some(Value::Object(own)) = branches.get_mut(branch) else {
        return Err(no_branch);
    };
    set_text(own, "description", description);
    own.insert("is_default".to_owned(), expression.is_none().into());
    match expression {
        Some(expression) => criterion(own.entry("criteria").or_insert(Value::Null), expression),
        None => {
            own.insert("criteria".to_owned(), Value::Null);
        }
    }
    let mut notices = Vec::new();
    if expression.is_none() {
        for (index, other) in branches
            .iter_mut()
            .enumerate()
            .filter(|(it, _)| *it != branch)
        {
            if other.get("is_default") == Some(&Value::Bool(true)) {
                other["is_default"] = false.into();
                other["criteria"] = empty::criterion();
                notices.push(Notice::plain(format!(
                    "Branch {} of `{}` was taken when no other was; now it needs a condition",
                    index + 1,
                    key.0
                )));
            }
        }
    }
    Ok(notices)
}

/// Writes an expression, with the type that the server would give it.
fn criterion(criterion: &mut Value, expression: &str) {
    if !criterion.is_object() {
        *criterion = empty::criterion();
    }
    criterion["criteria_type"] = empty::criteria_type(expression).into();
    criterion["expression"] = expression.into();
}

/// Sets a text; a field that is not there is not added to hold nothing.
fn set_text(map: &mut Map<String, Value>, key: &str, value: Option<&str>) {
    if value.is_some() || map.contains_key(key) {
        map.insert(key.to_owned(), json!(value));
    }
}

pub(super) fn rename(document: &Value, block: &BlockId, to: &str) -> Result<Done, Refused> {
    let mut draft = Draft::of(document.clone())?;
    let id = draft.layout.id(block)?;
    let old = draft.label(id).to_owned();
    if old == to {
        return Done::of(draft, format!("Rename {old}"), &[id]);
    }
    Taken::of(&draft).expect_label(to)?;
    let notices = follow(&mut draft, id, &old, to);
    draft.blocks[id].insert("label".to_owned(), to.into());
    let done = Done::of(draft, format!("Rename {} to {to}", named(&[&old])), &[id])?;
    Ok(Done {
        renamed: vec![(block.clone(), BlockId(to.to_owned()))],
        notices,
        ..done
    })
}

/// Rewrites all references to the block `id`, whose label is still `old`.
pub(super) fn follow(draft: &mut Draft, id: usize, old: &str, new: &str) -> Vec<Notice> {
    let is_other =
        |(place, block): (usize, &Map<String, Value>)| place != id && block.label() == old;
    if old.is_empty() || draft.blocks.iter().enumerate().any(is_other) {
        // What is said of this label may be meant for the other block.
        return Vec::new();
    }
    let parameters = list(&draft.definition, "parameters").iter();
    let is_parameter = |it: &Value| it.get("key").is_some_and(|key| key == old);
    let mut renames = Renames::default();
    renames.label(old, new, !parameters.into_iter().any(is_parameter));
    rewrite(draft, &renames)
}

/// Rewrites references in the whole document.
pub(super) fn rewrite(draft: &mut Draft, renames: &Renames) -> Vec<Notice> {
    let notices = follow_in(&mut draft.blocks, renames);
    if let Some(Value::Array(parameters)) = draft.definition.get_mut("parameters") {
        let parameters = parameters.iter_mut().filter_map(Value::as_object_mut);
        parameters.for_each(|parameter| renames.rewrite_parameter(parameter));
    }
    renames.rewrite_settings(&mut draft.definition);
    if let Some(workflow) = &mut draft.workflow {
        renames.rewrite_settings(workflow);
    }
    notices
}

/// Rewrites references in blocks.
pub(super) fn follow_in(blocks: &mut [Map<String, Value>], renames: &Renames) -> Vec<Notice> {
    let doubt = |block: &mut Map<String, Value>| {
        let name = renames.rewrite_block(block)?;
        Some(Notice::plain(format!(
            "The code of `{}` may still use `{name}`; change it by hand",
            block.label()
        )))
    };
    blocks.iter_mut().filter_map(doubt).collect()
}

pub(super) fn turn(document: &Value, blocks: &[BlockId], off: bool) -> Result<Done, Refused> {
    if blocks.is_empty() {
        return Err(Refused::Nothing);
    }
    let mut document = document.clone();
    for key in blocks {
        let path = path_of(&document, key)?;
        if let Some(block) = at(&mut document, &path) {
            if off {
                block.insert(OFF.to_owned(), true.into());
            } else {
                block.shift_remove(OFF);
            }
        }
    }
    let names: Vec<&str> = blocks.iter().map(|key| key.0.as_str()).collect();
    let way = if off { "off" } else { "on" };
    Ok(Done {
        document,
        name: format!("Turn {way} {}", named(&names)),
        select: blocks.to_vec(),
        ..Done::default()
    })
}
