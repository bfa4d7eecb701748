//! The blocks of the merged document.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::Side;
use super::decisions::{About, Decisions, Three};
use super::labels::Aligned;
use super::places::Lists;
use super::sheet::{Id, List, Sheets};
use super::values;
use crate::compare::fields::Catalogue;
use crate::document::Block;
use crate::flow::{Step, links};
use crate::kinds;

/// What is needed to write blocks.
pub(crate) struct Writer<'a> {
    pub(crate) sheets: &'a Sheets,
    pub(crate) lists: &'a Lists,
    /// The merged fields of all things.
    pub(crate) fields: HashMap<&'a Id, Map<String, Value>>,
    /// Whether the workflow runs by its links.
    pub(crate) linked: bool,
}

/// The merged fields of everything that is `alive`.
pub(super) fn all_fields<'a>(
    sheets: &'a Sheets,
    alive: &HashSet<Id>,
    aligned: &Aligned<'_>,
    decisions: &mut Decisions<'_>,
) -> HashMap<&'a Id, Map<String, Value>> {
    let ids = sheets.ids.iter().filter(|id| alive.contains(*id));
    ids.map(|id| (id, fields(sheets, id, aligned, decisions)))
        .collect()
}

fn fields(
    sheets: &Sheets,
    id: &Id,
    aligned: &Aligned<'_>,
    decisions: &mut Decisions<'_>,
) -> Map<String, Value> {
    let of = &sheets.of;
    let nodes = [&of.base, &of.ours, &of.theirs].map(|it| it.nodes.get(id).map(|it| &it.fields));
    let [base, Some(ours), Some(theirs)] = nodes else {
        let [base, ours, theirs] = nodes;
        return ours.or(theirs).or(base).cloned().unwrap_or_default();
    };
    let about = aligned.about(id.label());
    match (id, base) {
        (Id::Branch(_, number), base) => {
            let empty = Map::new();
            let base = base.unwrap_or(&empty);
            let prefix = format!("branch_conditions.{number}.");
            let maps = Three { base, ours, theirs };
            values::fields(&about, &prefix, Catalogue::None, maps, decisions)
        }
        (Id::Block(_), Some(base)) => block(&about, Three { base, ours, theirs }, decisions),
        (Id::Block(label), None) => {
            let catalogue = Catalogue::Block(kinds::of(ours.kind()));
            if values::same_fields(catalogue, ours, theirs) {
                return ours.clone();
            }
            let message = format!("Both versions added `{label}`, each in its own way.");
            whole(&about, "added", None, (ours, theirs), message, decisions)
        }
    }
}

/// Field by field, unless one side made another kind of block of it.
fn block(
    about: &About<'_>,
    maps: Three<&Map<String, Value>>,
    decisions: &mut Decisions<'_>,
) -> Map<String, Value> {
    let catalogue = Catalogue::Block(kinds::of(maps.ours.kind()));
    let same = |a, b| values::same_fields(catalogue, a, b);
    let is_one_kind = [maps.ours, maps.theirs]
        .iter()
        .all(|it| it.kind() == maps.base.kind());
    if is_one_kind || same(maps.base, maps.ours) || same(maps.base, maps.theirs) {
        return values::fields(about, "", catalogue, maps, decisions);
    }
    if same(maps.ours, maps.theirs) {
        return maps.ours.clone();
    }
    let message = format!("Both versions changed {}, and its kind.", about.title);
    let sides = (maps.ours, maps.theirs);
    whole(
        about,
        "block_type",
        Some(maps.base),
        sides,
        message,
        decisions,
    )
}

fn whole(
    about: &About<'_>,
    what: &str,
    base: Option<&Map<String, Value>>,
    (ours, theirs): (&Map<String, Value>, &Map<String, Value>),
    message: String,
    decisions: &mut Decisions<'_>,
) -> Map<String, Value> {
    let told = Three {
        base: base.map(values::told),
        ours: Some(values::told(ours)),
        theirs: Some(values::told(theirs)),
    };
    match decisions.of_whole(about, what, told, message) {
        Side::Ours => ours.clone(),
        Side::Theirs => theirs.clone(),
    }
}

impl Writer<'_> {
    /// The blocks of the workflow, `last` at the end.
    pub(super) fn top(&mut self, last: Option<&Id>) -> Vec<Value> {
        let mut blocks = Vec::new();
        let steps = self.sequence(&List::Top, last, &mut blocks);
        let mut written = links::write(blocks, &steps, self.linked);
        if let Some(last) = last {
            let mut blocks = vec![Map::new()];
            let step = self.step(last, 0, &mut blocks);
            written.extend(links::write(blocks, &[step], self.linked));
        }
        written
    }

    fn inside(&mut self, list: &List) -> Vec<Value> {
        let mut blocks = Vec::new();
        let steps = self.sequence(list, None, &mut blocks);
        let has_condition = blocks.iter().any(|block| !block.branches().is_empty());
        let linked = self.linked || has_condition || self.sheets.was_linked(list);
        links::write(blocks, &steps, linked)
    }

    fn sequence(
        &mut self,
        list: &List,
        without: Option<&Id>,
        blocks: &mut Vec<Map<String, Value>>,
    ) -> Vec<Step> {
        let lists = self.lists;
        let ids = lists.get(list).map_or(&[][..], Vec::as_slice).iter();
        let ids = ids.filter(|id| Some(*id) != without);
        ids.map(|id| {
            let place = blocks.len();
            blocks.push(Map::new());
            self.step(id, place, blocks)
        })
        .collect()
    }

    /// Writes a block, with what is inside it, at `place`, and what is in its branches after it.
    fn step(&mut self, id: &Id, place: usize, blocks: &mut Vec<Map<String, Value>>) -> Step {
        let mut block = self.fields.remove(id).unwrap_or_default();
        let mut step = Step::alone(place);
        let label = id.label().to_owned();
        let body = List::Loop(label.clone());
        let of = &self.sheets.of;
        let is_loop = [&of.ours, &of.theirs]
            .iter()
            .any(|it| it.lists.contains_key(&body))
            && block.contains_key("loop_blocks");
        let has_blocks = self.lists.get(&body).is_some_and(|it| !it.is_empty());
        if is_loop || has_blocks {
            block.insert("loop_blocks".to_owned(), self.inside(&body).into());
        }
        let lists = self.lists;
        let branches = lists.get(&List::Branches(label));
        if let Some(branches) = branches.filter(|it| !it.is_empty()) {
            let mut written = Vec::with_capacity(branches.len());
            for branch in branches {
                written.push(Value::Object(
                    self.fields.remove(branch).unwrap_or_default(),
                ));
                for list in branch.lists() {
                    step.branches.push(self.sequence(&list, None, blocks));
                }
            }
            block.insert("branch_conditions".to_owned(), written.into());
        } else if block.get("branch_conditions") == Some(&Value::Null) {
            block.insert("branch_conditions".to_owned(), Vec::<Value>::new().into());
        }
        blocks[place] = block;
        step
    }
}
