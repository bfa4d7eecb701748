//! Putting a draft together again.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::Draft;
use crate::document::Block;
use crate::edit::keys::Keys;
use crate::edit::layout::{Id, Seat};
use crate::edit::{BlockId, Refused};
use crate::flow::{DEEPEST, links};

/// As many loops as can stand inside one another. More could be written, but neither Skyvern nor
/// Eyrie reads JSON of more than 128 levels.
const MOST_LOOPS: usize = 50;

/// A document put together again.
pub(crate) struct Finished {
    pub(crate) document: Value,
    /// The keys of the blocks in it, by number.
    pub(crate) keys: HashMap<Id, BlockId>,
}

impl Draft {
    pub(crate) fn finish(mut self) -> Result<Finished, Refused> {
        let touched: HashSet<usize> = std::mem::take(&mut self.touched);
        let lists = self.lists();
        let mut written: HashSet<usize> = lists
            .iter()
            .copied()
            .filter(|it| touched.contains(it))
            .collect();
        if !written.is_empty() {
            self.expect_shallow(&lists)?;
        }
        let upgraded = touched.contains(&0) && self.upgrade();
        if upgraded {
            // With links at the top the server looks for them in loops as well.
            written = lists
                .iter()
                .copied()
                .filter(|it| self.layout.lists[*it].is_tree)
                .collect();
        }
        let is_graph = self.version().is_some_and(|version| version >= 2);
        for list in lists.iter().filter(|list| written.contains(list)) {
            self.write(*list, is_graph)?;
        }
        let keys = self.keys(&written);
        for list in lists.into_iter().rev() {
            let array = self.array(list, &written);
            match self.layout.lists[list].holder {
                Some(holder) => put(&mut self.blocks[holder], "loop_blocks", array),
                None => put(&mut self.definition, "blocks", array),
            }
        }
        let document = match self.workflow {
            Some(mut workflow) => {
                let definition = Value::Object(self.definition);
                workflow.insert("workflow_definition".to_owned(), definition);
                workflow
            }
            None => self.definition,
        };
        Ok(Finished {
            document: Value::Object(document),
            keys,
        })
    }

    /// All lists that are still part of the document, each before those inside it.
    fn lists(&self) -> Vec<usize> {
        let mut lists = vec![0];
        let mut place = 0;
        while let Some(list) = lists.get(place) {
            let members = self.layout.members(*list).into_iter();
            lists.extend(members.filter_map(|id| self.layout.spots[id].body));
            place += 1;
        }
        lists
    }

    fn version(&self) -> Option<u64> {
        self.definition.get("version").and_then(Value::as_u64)
    }

    /// Version 1 knows no conditions, and no links; it stays as long as neither is there, so that
    /// old servers can run it.
    fn upgrade(&mut self) -> bool {
        let is_condition = |id: &Id| {
            let block = &self.blocks[*id];
            block.kind() == "conditional" || !block.branches().is_empty()
        };
        let needs_links = self.layout.members(0).iter().any(is_condition);
        let has_links = self.layout.lists[0].linked && self.version().is_none();
        let is_old = self.version().is_none_or(|version| version < 2);
        if is_old && (needs_links || has_links) {
            let place = usize::from(self.definition.contains_key("title"));
            if self.definition.contains_key("version") {
                self.definition.insert("version".to_owned(), 2.into());
            } else {
                self.definition
                    .shift_insert(place, "version".to_owned(), 2.into());
            }
        }
        is_old && needs_links
    }

    /// Sets the links of one list.
    fn write(&mut self, list: usize, is_graph: bool) -> Result<(), Refused> {
        let members = self.layout.members(list);
        let blocks = &self.layout.lists[list];
        let linked = (is_graph || (list != 0 && blocks.linked))
            || members
                .iter()
                .any(|id| !self.blocks[*id].branches().is_empty());
        let last = blocks.last;
        if blocks.is_tree {
            if linked {
                self.expect_labels(&members)?;
            }
            let steps = self.layout.steps(&self.layout.lists[list].sequence);
            links::link(&mut self.blocks, &steps, linked);
        }
        if let Some(last) = last {
            links::set_next(&mut self.blocks[last], None);
        }
        Ok(())
    }

    fn expect_labels(&self, members: &[Id]) -> Result<(), Refused> {
        let mut seen = HashSet::new();
        let wrong = members.iter().find(|id| {
            let label = self.label(**id);
            members.len() > 1 && (label.is_empty() || !seen.insert(label))
        });
        match wrong {
            Some(id) => Err(Refused::CannotLink {
                label: self.label(*id).to_owned(),
            }),
            None => Ok(()),
        }
    }

    /// Refuses to nest deeper than can be read again, if it was not as deep before.
    fn expect_shallow(&self, lists: &[usize]) -> Result<(), Refused> {
        let most = MOST_LOOPS.max(self.loops_before);
        let mut loops = vec![0; self.layout.lists.len()];
        let mut depths = vec![0; self.layout.spots.len()];
        for list in lists {
            let holder = self.layout.lists[*list].holder;
            let around = holder.map(|holder| self.layout.list_of(self.layout.spots[holder].seat));
            loops[*list] = around.map_or(0, |around| loops[around] + 1);
            if loops[*list] > most {
                return Err(Refused::TooDeep { most });
            }
            for id in self.layout.members(*list) {
                let seat = self.layout.spots[id].seat;
                let holder = self.layout.holder(seat);
                depths[id] = holder.map_or(0, |holder| depths[holder] + 1);
                if depths[id] > DEEPEST && matches!(seat, Seat::Branch(..)) {
                    return Err(Refused::TooDeep { most: DEEPEST });
                }
            }
        }
        Ok(())
    }

    /// The blocks of a list in the order in which they are written.
    fn order(&self, list: usize, written: &HashSet<usize>) -> Vec<Id> {
        if written.contains(&list) {
            self.layout.members(list)
        } else {
            self.layout.lists[list].array.clone()
        }
    }

    fn array(&mut self, list: usize, written: &HashSet<usize>) -> Vec<Value> {
        let ids = self.order(list, written);
        let blocks = ids
            .into_iter()
            .map(|id| std::mem::take(&mut self.blocks[id]));
        let mut array: Vec<Value> = blocks.map(Value::Object).collect();
        for (place, stray) in std::mem::take(&mut self.strays[list]) {
            array.insert(place.min(array.len()), stray);
        }
        array
    }

    /// The keys that the blocks will have.
    fn keys(&self, written: &HashSet<usize>) -> HashMap<Id, BlockId> {
        let mut given = Keys::default();
        let mut keys = HashMap::with_capacity(self.layout.spots.len());
        let mut rest = vec![self.order(0, written).into_iter()];
        while let Some(ids) = rest.last_mut() {
            let Some(id) = ids.next() else {
                rest.pop();
                continue;
            };
            keys.insert(id, given.next(self.label(id)));
            if let Some(body) = self.layout.spots[id].body {
                rest.push(self.order(body, written).into_iter());
            }
        }
        keys
    }
}

fn put(map: &mut Map<String, Value>, key: &str, array: Vec<Value>) {
    map.insert(key.to_owned(), Value::Array(array));
}
