//! A document in which one block stands, or does not stand, as in another one.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::compare::matching::Matched;
use crate::document::{self, Block};
use crate::flow::links;
use crate::merge::places::Lists;
use crate::merge::sheet::{self, Id, List, Sheet, Sheets};
use crate::merge::write::Writer;
use crate::merge::{Three, workflow};

/// `target` with a block as `from` has it. `matched` has `from` as the older document; the block is
/// given by its index there and in the target. With `to_its_place` one that both have moves too.
pub(super) fn document(
    target: &Value,
    from: &Value,
    matched: &Matched<'_>,
    (older, newer): (Option<usize>, Option<usize>),
    to_its_place: bool,
) -> Option<Value> {
    let from = relabelled(from, matched);
    let sheets = sheet::read(Three {
        base: target,
        ours: target,
        theirs: &from,
    });
    let label = match (older, newer) {
        (_, Some(newer)) => matched.after.blocks[newer].key.0.clone(),
        (Some(older), None) => matched.before.blocks[older].key.0.clone(),
        (None, None) => return None,
    };
    let block = Id::Block(label);
    let mut taker = Taker::new(&sheets, matched);
    // What stands in a list that is no tree is not among the nodes; that list is a field.
    let is_open = |sheet: &Sheet| {
        let node = sheet.nodes.get(&block);
        node.is_some_and(|it| it.fields.get("loop_blocks").is_none_or(Value::is_null))
    };
    match (older, newer) {
        (Some(_), Some(_)) if is_open(&sheets.of.ours) && is_open(&sheets.of.theirs) => {
            taker.change(&block, to_its_place);
        }
        (Some(_), None) if is_open(&sheets.of.theirs) => taker.add(&block),
        (None, Some(_)) if is_open(&sheets.of.ours) => taker.delete(&block),
        _ => return None,
    }
    Some(taker.write(target))
}

/// `document` with the labels that its blocks have in the target; what they say stays as it is.
fn relabelled(document: &Value, matched: &Matched<'_>) -> Value {
    let mut labels: HashMap<String, String> = HashMap::new();
    for (index, block) in matched.before.blocks.iter().enumerate() {
        if let Some(newer) = matched.newer[index] {
            let (old, new) = (block.map.label(), matched.after.blocks[newer].map.label());
            if old != new {
                labels.insert(old.to_owned(), new.to_owned());
            }
        }
    }
    let mut document = document.clone();
    if let Some(definition) = document::definition_mut(&mut document) {
        if let Some(Value::String(label)) = definition.get_mut("finally_block_label")
            && let Some(new) = labels.get(label)
        {
            label.clone_from(new);
        }
        relabel_list(definition, "blocks", &labels);
    }
    document
}

fn relabel_list(map: &mut Map<String, Value>, list: &str, labels: &HashMap<String, String>) {
    let Some(Value::Array(blocks)) = map.get_mut(list) else {
        return;
    };
    for block in blocks.iter_mut().filter_map(Value::as_object_mut) {
        if let Some(new) = labels.get(block.label()) {
            block.insert("label".to_owned(), new.as_str().into());
        }
        if let Some(new) = block.next().and_then(|it| labels.get(it)) {
            links::set_next(block, Some(new));
        }
        for branch in 0..block.branches().len() {
            let target = block.branches()[branch].as_object().and_then(Block::next);
            if let Some(new) = target.and_then(|it| labels.get(it)) {
                links::set_target(block, branch, Some(new));
            }
        }
        relabel_list(block, "loop_blocks", labels);
    }
}

/// Builds the lists of the target anew.
struct Taker<'a> {
    sheets: &'a Sheets,
    lists: Lists,
    places: HashMap<Id, List>,
    /// What stands where it should not, and so is no guide.
    astray: HashSet<Id>,
    /// What says what it says there.
    changed: HashSet<Id>,
}

impl<'a> Taker<'a> {
    fn new(sheets: &'a Sheets, matched: &Matched<'_>) -> Self {
        let ours = &sheets.of.ours;
        let moved = matched.moved().into_iter().enumerate().filter(|it| it.1);
        let astray = moved.map(|it| Id::Block(matched.after.blocks[it.0].key.0.clone()));
        Self {
            sheets,
            lists: ours.lists.clone(),
            places: ours
                .nodes
                .iter()
                .map(|it| (it.0.clone(), it.1.list.clone()))
                .collect(),
            astray: astray.collect(),
            changed: HashSet::new(),
        }
    }

    /// A block that both have.
    fn change(&mut self, block: &Id, to_its_place: bool) {
        self.changed.insert(block.clone());
        if to_its_place {
            self.put(block);
        }
        let branches = List::Branches(block.label().to_owned());
        for branch in self.sheets.of.theirs.list(&branches).to_vec() {
            self.changed.insert(branch.clone());
            self.put(&branch);
        }
        for branch in self.sheets.of.ours.list(&branches).to_vec() {
            if !self.sheets.of.theirs.nodes.contains_key(&branch) {
                self.empty(&branch, block);
                self.delete(&branch);
            }
        }
        let body = List::Loop(block.label().to_owned());
        if !self.sheets.of.theirs.lists.contains_key(&body) {
            self.empty(block, block);
        }
    }

    /// Puts what is new here and stands in a thing after `block`, so that it is not lost when the
    /// thing goes.
    fn empty(&mut self, id: &Id, block: &Id) {
        let theirs = &self.sheets.of.theirs;
        let mut after = block.clone();
        for list in id.lists() {
            for inside in self.lists.get(&list).cloned().unwrap_or_default() {
                if theirs.nodes.contains_key(&inside) {
                    self.put(&inside);
                } else if let Some(list) = self.places.get(block).cloned() {
                    self.cut(&inside);
                    let here = self.lists.entry(list.clone()).or_default();
                    let place = here.iter().position(|it| *it == after);
                    here.insert(place.map_or(here.len(), |at| at + 1), inside.clone());
                    self.places.insert(inside.clone(), list);
                    after = inside;
                }
            }
        }
    }

    /// A thing that the target has not, with all that is in it.
    fn add(&mut self, id: &Id) {
        self.put(id);
        for list in id.lists() {
            self.lists.entry(list.clone()).or_default();
            for inside in self.sheets.of.theirs.list(&list).to_vec() {
                self.add(&inside);
            }
        }
    }

    /// A thing that only the target has, but for what is in it and not new.
    fn delete(&mut self, id: &Id) {
        for list in id.lists() {
            for inside in self.lists.get(&list).cloned().unwrap_or_default() {
                if self.sheets.of.theirs.nodes.contains_key(&inside) {
                    self.put(&inside);
                } else {
                    self.delete(&inside);
                }
            }
        }
        self.cut(id);
        for list in id.lists() {
            self.lists.remove(&list);
        }
    }

    fn cut(&mut self, id: &Id) {
        let list = self
            .places
            .remove(id)
            .and_then(|list| self.lists.get_mut(&list));
        if let Some(list) = list {
            list.retain(|it| it != id);
        }
    }

    /// Puts a thing where it stands there, after what stands before it there.
    fn put(&mut self, id: &Id) {
        let theirs = &self.sheets.of.theirs;
        self.cut(id);
        let mut guide = id.clone();
        let list = loop {
            let Some(list) = theirs.nodes.get(&guide).map(|it| it.list.clone()) else {
                break List::Top;
            };
            match list.holder() {
                // What it stands in is not here, or stands in the thing itself: next to that.
                Some(holder) if !self.is_at_rest(&holder, id) => guide = holder,
                // The list of branches takes no blocks: next to the condition.
                Some(holder) if guide != *id && matches!(list, List::Branches(_)) => {
                    guide = holder;
                }
                _ => break list,
            }
        };
        let there = theirs.list(&list);
        let end = there
            .iter()
            .position(|it| *it == guide)
            .unwrap_or(there.len());
        let here = self.lists.entry(list.clone()).or_default();
        let before = there[..end].iter().rev().find_map(|it| {
            let is_guide = !self.astray.contains(it);
            here.iter().position(|other| is_guide && other == it)
        });
        here.insert(before.map_or(0, |at| at + 1), id.clone());
        self.places.insert(id.clone(), list);
        self.astray.remove(id);
    }

    /// Whether `holder` is in the target and not inside `id`.
    fn is_at_rest(&self, holder: &Id, id: &Id) -> bool {
        let mut here = Some(holder.clone());
        while let Some(it) = here {
            if it == *id {
                return false;
            }
            match self.places.get(&it) {
                None => return false,
                Some(list) => here = list.holder(),
            }
        }
        true
    }

    fn write(self, target: &Value) -> Value {
        let of = &self.sheets.of;
        let fields = self
            .sheets
            .ids
            .iter()
            .filter(|id| self.places.contains_key(*id))
            .map(|id| {
                let ours = of.ours.nodes.get(id).filter(|_| !self.changed.contains(id));
                let node = ours.or(of.theirs.nodes.get(id));
                (id, node.map(|it| it.fields.clone()).unwrap_or_default())
            });
        let mut document = target.clone();
        let writer = Writer {
            sheets: self.sheets,
            lists: &self.lists,
            fields: fields.collect(),
            linked: false,
        };
        workflow::set_blocks(&mut document, writer);
        document
    }
}
