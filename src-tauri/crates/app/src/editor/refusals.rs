//! What a server refuses, at the places that it means as far as it tells them.

use serde_json::Value;
use skyvern_api::Problem as Told;
use workflow::document;
use workflow::edit::{BlockId, keyed};
use workflow::lint::{Holder, Place, Problem, Severity};

use super::blocks;
use crate::error::sentence;

/// The code of problems that the server found.
const CODE: &str = "server";

/// The problems with their places in the definition that was sent.
pub(super) fn problems(told: &[Told], sent: &Value) -> Vec<Problem> {
    told.iter()
        .map(|problem| Problem {
            code: CODE.to_owned(),
            severity: Severity::Error,
            message: sentence(&problem.message),
            place: place(problem, sent),
            fixes: Vec::new(),
        })
        .collect()
}

fn place(problem: &Told, sent: &Value) -> Place {
    let told = problem
        .field
        .as_deref()
        .and_then(|path| at_path(path, sent));
    told.or_else(|| in_words(&problem.message, sent))
        .unwrap_or(Place {
            holder: Holder::Workflow,
            field: None,
            path: Vec::new(),
            range: None,
        })
}

/// `workflow_definition.blocks[0].loop_blocks[1].label`, as the client writes it.
fn at_path(path: &str, sent: &Value) -> Option<Place> {
    let steps: Vec<&str> = path
        .split(['.', '[', ']'])
        .filter(|step| !step.is_empty())
        .collect();
    let steps = steps
        .strip_prefix(&["workflow_definition"])
        .unwrap_or(&steps);
    let (holder, rest) = match steps {
        ["blocks", rest @ ..] => block_at(rest, document::blocks(sent), sent)?,
        ["parameters", place, rest @ ..] => {
            let list = document::definition(sent)?.get("parameters")?;
            let key = list
                .get(place.parse::<usize>().ok()?)?
                .get("key")?
                .as_str()?;
            (
                Holder::Parameter {
                    key: key.to_owned(),
                },
                rest,
            )
        }
        rest => (Holder::Workflow, rest),
    };
    let owned = |step: &&str| (*step).to_owned();
    Some(Place {
        holder,
        field: rest.first().map(owned),
        path: rest.iter().skip(1).map(owned).collect(),
        range: None,
    })
}

/// The block that numbers lead to, and what is left of the path.
fn block_at<'s, 'p>(
    mut steps: &'s [&'p str],
    mut list: &[Value],
    sent: &Value,
) -> Option<(Holder, &'s [&'p str])> {
    loop {
        let (place, rest) = steps.split_first()?;
        let block = list.get(place.parse::<usize>().ok()?)?.as_object()?;
        if let Some(("loop_blocks", inside)) =
            rest.split_first().map(|(first, rest)| (*first, rest))
            && let (Some(inner), false) = (block.get("loop_blocks"), inside.is_empty())
        {
            list = inner.as_array()?;
            steps = inside;
            continue;
        }
        let (key, _) = keyed(sent).find(|(_, one)| std::ptr::eq(*one, block))?;
        return Some((Holder::Block { block: key }, rest));
    }
}

/// The block or parameter whose name stands in the sentence; the longest, which is the most particular.
fn in_words(message: &str, sent: &Value) -> Option<Place> {
    let is_named = |name: &str| {
        !name.is_empty()
            && ['\'', '"', '`']
                .iter()
                .any(|quote| message.contains(&format!("{quote}{name}{quote}")))
    };
    let labels = keyed(sent)
        .filter(|(_, block)| is_named(blocks::label(block)))
        .map(|(key, _)| Holder::Block { block: key });
    let definition = document::definition(sent)?;
    let list = definition.get("parameters").and_then(Value::as_array);
    let keys = list
        .into_iter()
        .flatten()
        .filter_map(|parameter| parameter.get("key")?.as_str())
        .filter(|key| is_named(key))
        .map(|key| Holder::Parameter {
            key: key.to_owned(),
        });
    let holder = labels.chain(keys).max_by_key(length)?;
    Some(Place {
        holder,
        field: None,
        path: Vec::new(),
        range: None,
    })
}

fn length(holder: &Holder) -> usize {
    match holder {
        Holder::Block {
            block: BlockId(name),
        }
        | Holder::Parameter { key: name } => name.len(),
        Holder::Workflow => 0,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(field: Option<&str>, message: &str, holder: &Holder, place: Option<&str>) {
        let sent = json!({ "title": "A", "workflow_definition": {
            "parameters": [{ "key": "month" }, { "key": "year" }],
            "blocks": [
                { "label": "open", "block_type": "goto_url" },
                { "label": "each", "block_type": "for_loop",
                  "loop_blocks": [{ "label": "open_row", "block_type": "wait" }] },
            ],
        }});
        let told = Told {
            field: field.map(str::to_owned),
            message: message.to_owned(),
        };
        let found = &problems(&[told], &sent)[0].place;
        assert_eq!(
            (&found.holder, found.field.as_deref()),
            (holder, place),
            "{field:?} {message}"
        );
    }

    fn block(label: &str) -> Holder {
        Holder::Block {
            block: BlockId(label.to_owned()),
        }
    }

    #[test]
    fn problems_stand_at_what_the_server_names() {
        let year = Holder::Parameter {
            key: "year".to_owned(),
        };
        check(
            Some("title"),
            "is missing",
            &Holder::Workflow,
            Some("title"),
        );
        check(
            Some("workflow_definition.blocks[0].url"),
            "no",
            &block("open"),
            Some("url"),
        );
        check(
            Some("workflow_definition.blocks[1].loop_blocks[0].wait_sec"),
            "no",
            &block("open_row"),
            Some("wait_sec"),
        );
        check(
            Some("workflow_definition.blocks[1].loop_blocks"),
            "no",
            &block("each"),
            Some("loop_blocks"),
        );
        check(
            Some("workflow_definition.parameters[1].key"),
            "no",
            &year,
            Some("key"),
        );
        check(
            None,
            "Block 'open_row' follows on 'open'",
            &block("open_row"),
            None,
        );
        check(None, "unknown parameter \"year\"", &year, None);
        check(None, "the open door", &Holder::Workflow, None);
        check(
            Some("workflow_definition.blocks[7].url"),
            "no",
            &Holder::Workflow,
            None,
        );
    }
}
