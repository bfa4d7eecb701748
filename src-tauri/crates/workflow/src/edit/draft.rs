//! A document taken apart for editing: its blocks by number, and the lists they stand in. Put
//! together again, only lists that were touched are written anew.

mod finish;
mod moving;

use std::collections::HashSet;

use serde_json::{Map, Value};

pub(crate) use moving::extract;

use super::layout::{Id, Layout, Seat};
use super::refused::form;
use super::{BlockId, Refused};
use crate::document::{self, Block};

pub(crate) struct Draft {
    pub(crate) layout: Layout,
    pub(crate) blocks: Vec<Map<String, Value>>,
    /// The workflow's definition without its blocks.
    pub(crate) definition: Map<String, Value>,
    /// The workflow without its definition; none if there is nothing but a definition.
    pub(crate) workflow: Option<Map<String, Value>>,
    touched: HashSet<usize>,
    /// How many loops stood inside one another when it was taken apart.
    loops_before: usize,
    /// What stands in a list and is no block, with its place.
    strays: Vec<Vec<(usize, Value)>>,
}

impl Draft {
    pub(crate) fn of(mut document: Value) -> Result<Self, Refused> {
        prepare(&mut document)?;
        let (layout, _) = Layout::read(&document);
        let (mut workflow, mut definition) = (None, Map::new());
        if let Value::Object(mut map) = document {
            match map.get_mut("workflow_definition") {
                Some(Value::Object(inner)) => {
                    definition = std::mem::take(inner);
                    workflow = Some(map);
                }
                _ => definition = map,
            }
        }
        let blocks = definition.get_mut("blocks").and_then(Value::as_array_mut);
        let blocks = blocks.map(std::mem::take).unwrap_or_default();
        let mut draft = Self {
            strays: Vec::with_capacity(layout.lists.len()),
            blocks: Vec::with_capacity(layout.spots.len()),
            touched: HashSet::new(),
            loops_before: layout.loops(),
            layout,
            definition,
            workflow,
        };
        draft.take_apart(blocks);
        Ok(draft)
    }

    /// In the same order as [`Layout`] numbers them.
    fn take_apart(&mut self, blocks: Vec<Value>) {
        let first = self.strays.len();
        self.strays.push(Vec::new());
        let mut rest = vec![(first, blocks.into_iter().enumerate())];
        while let Some((list, items)) = rest.last_mut() {
            let list = *list;
            match items.next() {
                None => {
                    rest.pop();
                }
                Some((_, Value::Object(mut block))) => {
                    if let Some(Value::Array(inside)) = block.get_mut("loop_blocks") {
                        let inside = std::mem::take(inside).into_iter().enumerate();
                        rest.push((self.strays.len(), inside));
                        self.strays.push(Vec::new());
                    }
                    self.blocks.push(block);
                }
                Some((place, stray)) => self.strays[list].push((place, stray)),
            }
        }
    }

    /// Where the settings of the workflow stand.
    pub(crate) fn settings(&mut self) -> &mut Map<String, Value> {
        self.workflow.as_mut().unwrap_or(&mut self.definition)
    }

    pub(crate) fn label(&self, id: Id) -> &str {
        self.blocks[id].label()
    }

    /// The one block that `key` names.
    pub(crate) fn block_mut(&mut self, key: &BlockId) -> Result<&mut Map<String, Value>, Refused> {
        let id = self.layout.id(key)?;
        Ok(&mut self.blocks[id])
    }

    /// Makes the list of a seat one that is written anew.
    pub(crate) fn touch(&mut self, seat: Seat) {
        let list = self.layout.list_of(seat);
        self.touched.insert(list);
    }

    pub(crate) fn is_tree(&self, seat: Seat) -> bool {
        self.layout.lists[self.layout.list_of(seat)].is_tree
    }

    /// Refuses what cannot be done where places mean nothing.
    pub(crate) fn expect_tree(&self, id: Id) -> Result<(), Refused> {
        if self.is_tree(self.layout.spots[id].seat) {
            return Ok(());
        }
        Err(Refused::Unstructured {
            block: self.layout.key(id).clone(),
        })
    }
}

/// Makes sure that there is a definition with a list of blocks.
fn prepare(document: &mut Value) -> Result<(), Refused> {
    let found = form(document);
    let Value::Object(map) = document else {
        let expected = "a workflow";
        return Err(Refused::NoWorkflow { expected, found });
    };
    let is_definition = !map.contains_key("workflow_definition") && map.contains_key("blocks");
    let definition = if is_definition {
        map
    } else {
        let definition = map.entry("workflow_definition");
        let definition = definition.or_insert_with(|| Value::Object(Map::new()));
        let found = form(definition);
        let expected = "the definition";
        let fault = Refused::NoWorkflow { expected, found };
        definition.as_object_mut().ok_or(fault)?
    };
    for (key, expected) in [
        ("parameters", "a list of parameters"),
        ("blocks", "a list of blocks"),
    ] {
        let list = definition
            .entry(key)
            .or_insert_with(|| Value::Array(Vec::new()));
        if list.is_null() {
            *list = Value::Array(Vec::new());
        }
        if !list.is_array() {
            let found = form(list);
            return Err(Refused::NoWorkflow { expected, found });
        }
    }
    Ok(())
}

/// As many loops inside one another as are edited. No text can hold more, and no stack copy them.
const MOST_LOOPS_READ: usize = 100;

/// Refuses a document of more loops inside one another than that.
pub(super) fn expect_bounded(document: &Value) -> Result<(), Refused> {
    let mut rest = vec![document::blocks(document).iter()];
    while let Some(items) = rest.last_mut() {
        match items.next() {
            None => {
                rest.pop();
            }
            Some(Value::Object(block)) => {
                rest.push(block.loop_blocks().iter());
                if rest.len() > MOST_LOOPS_READ + 2 {
                    let most = MOST_LOOPS_READ;
                    return Err(Refused::TooDeep { most });
                }
            }
            Some(_) => {}
        }
    }
    Ok(())
}

impl Layout {
    /// How many loops stand inside one another at most.
    fn loops(&self) -> usize {
        let mut depths = vec![0; self.lists.len()];
        for (list, blocks) in self.lists.iter().enumerate() {
            let around = blocks
                .holder
                .map(|holder| self.list_of(self.spots[holder].seat));
            depths[list] = around.map_or(0, |around| depths[around] + 1);
        }
        depths.into_iter().max().unwrap_or_default()
    }

    /// Whether a block is one of `blocks` or stands in one.
    pub(crate) fn is_within(&self, id: Id, blocks: &HashSet<Id>) -> bool {
        let mut around = self.around(self.spots[id].seat);
        blocks.contains(&id)
            || around.any(|seat| self.holder(seat).is_some_and(|it| blocks.contains(&it)))
    }

    /// The blocks in reading order, without those that stand in others of them.
    pub(crate) fn outermost(&self, blocks: &[BlockId]) -> Result<Vec<Id>, Refused> {
        let ids = blocks.iter().map(|block| self.id(block));
        let chosen: HashSet<Id> = ids.collect::<Result<_, _>>()?;
        if chosen.is_empty() {
            return Err(Refused::Nothing);
        }
        let is_outermost = |id: &Id| {
            let holder = self.holder(self.spots[*id].seat);
            chosen.contains(id) && !holder.is_some_and(|holder| self.is_within(holder, &chosen))
        };
        let order = self.reading_order();
        Ok(order.into_iter().filter(is_outermost).collect())
    }
}
