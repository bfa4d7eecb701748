//! Objects in block form: keys that come and go, and values that change.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::{Plan, Slot, lines};
use crate::text::tree::{Entry, Form, Node};
use crate::text::yaml_writer;

/// Keys that stay at the end: nobody looks for anything after all that is in them.
const LAST: &[&str] = &["workflow_definition", "blocks", "loop_blocks"];

/// The lines of one entry.
struct Place {
    /// Where its comments and blank lines begin.
    lead: usize,
    /// Where the line after its last begins.
    end: usize,
    /// Behind its colon.
    colon: usize,
    /// Whether its key is the first thing in its line.
    is_first_in_line: bool,
}

impl Plan<'_> {
    /// Whether the change could be planned.
    pub(super) fn map(
        &mut self,
        node: &Node,
        slot: Slot,
        before: &Map<String, Value>,
        after: &Map<String, Value>,
        depth: usize,
    ) -> bool {
        let Form::Map { entries, .. } = &node.form else {
            return false;
        };
        let Some(places) = self.places(node, entries, slot) else {
            return false;
        };
        if !self.merges_stay(entries, before, after)
            || !entries.iter().any(|entry| after.contains_key(&entry.key))
        {
            return false;
        }
        let indent = lines::column(self.text, node.start);
        for (entry, place) in entries.iter().zip(&places) {
            match (before.get(&entry.key), after.get(&entry.key)) {
                _ if entry.merges => {}
                (None, _) => return false,
                (Some(before), Some(after)) => {
                    let slot = Slot::Entry {
                        after: place.colon,
                        indent,
                    };
                    self.node(&entry.value, slot, before, after, depth + 1);
                }
                (Some(_), None) => self.remove(entry, place, slot),
            }
        }
        self.insert(entries, &places, before, after, indent);
        true
    }

    /// Where the entries stand; `None` if they are written in a way that cannot be taken apart.
    fn places(&self, node: &Node, entries: &[Entry], slot: Slot) -> Option<Vec<Place>> {
        let mut keys = HashSet::new();
        let column = lines::column(self.text, node.start);
        let mut places: Vec<Place> = Vec::with_capacity(entries.len());
        for entry in entries {
            if !keys.insert(&entry.key) {
                return None;
            }
            let is_first_in_line = lines::is_first(self.text, entry.key_start);
            let line = lines::start(self.text, entry.key_start);
            let before_key = self.text[line..entry.key_start].trim_end();
            if before_key.ends_with('?') || !(is_first_in_line || places.is_empty()) {
                return None;
            }
            let behind = &self.text[entry.key_end..];
            let blanks = behind.len() - behind.trim_start_matches(' ').len();
            behind[blanks..].starts_with(':').then_some(())?;
            let lead = match places.last() {
                Some(previous) => previous.end,
                None if is_first_in_line => self.first_lead(slot, line),
                None => entry.key_start,
            };
            let end = lines::next(self.text, entry.value.end.max(entry.key_end));
            places.push(Place {
                lead,
                end: lines::tail(self.text, end, column),
                colon: entry.key_end + blanks + 1,
                is_first_in_line,
            });
        }
        Some(places)
    }

    /// Where the comments of the first entry begin, whose line begins at `line`. Those at the head
    /// of a file belong to the file.
    pub(super) fn first_lead(&self, slot: Slot, line: usize) -> usize {
        match slot {
            Slot::Entry { after, .. } | Slot::Item { after, .. } => {
                lines::next(self.text, after).min(line)
            }
            Slot::Root | Slot::Flow => line,
        }
    }

    /// Whether what `<<` brings in can stay: nothing of it is to go.
    fn merges_stay(
        &self,
        entries: &[Entry],
        before: &Map<String, Value>,
        after: &Map<String, Value>,
    ) -> bool {
        let mut merges = entries.iter().filter(|entry| entry.merges).peekable();
        if merges.peek().is_none() {
            return true;
        }
        !merges.any(|entry| self.is_severed(&entry.value))
            && before.keys().all(|key| after.contains_key(key))
    }

    fn remove(&mut self, entry: &Entry, place: &Place, slot: Slot) {
        if place.is_first_in_line {
            self.edit(place.lead..place.end, "");
            return;
        }
        // It shares its line with a dash, which stays.
        let start = match slot {
            Slot::Item { after, .. } => after,
            _ => entry.key_start,
        };
        let end = lines::end(self.text, entry.value.end.max(entry.key_end));
        self.edit(start..end, "");
    }

    /// Writes what `after` has and neither the entries nor what they merge say.
    fn insert(
        &mut self,
        entries: &[Entry],
        places: &[Place],
        before: &Map<String, Value>,
        after: &Map<String, Value>,
        indent: usize,
    ) {
        let kept = |entry: &Entry| !entry.merges && after.contains_key(&entry.key);
        let own = entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| !entry.merges);
        let own: HashMap<&String, usize> = own.map(|(place, it)| (&it.key, place)).collect();
        let mut previous: Option<usize> = None;
        for (key, value) in after {
            if let Some(found) = own.get(key) {
                previous = Some(*found);
                continue;
            }
            if before.get(key) == Some(value) {
                continue;
            }
            let mut after_which = previous.or_else(|| entries.iter().position(kept));
            let is_last = |place: usize| LAST.contains(&entries[place].key.as_str());
            while let Some(place) = after_which.filter(|place| *place > 0 && is_last(*place)) {
                after_which = Some(place - 1);
            }
            let goes_first = previous.is_none() || after_which.is_some_and(is_last);
            let at = match places.first() {
                Some(first) if goes_first && first.is_first_in_line && after_which == Some(0) => {
                    lines::start(self.text, entries[0].key_start)
                }
                _ => places[after_which.unwrap_or(0)].end,
            };
            let entry = yaml_writer::entry(key, value, indent);
            let needs_break = at > 0 && !self.text[..at].ends_with('\n');
            let text = format!(
                "{}{:indent$}{entry}",
                if needs_break { "\n" } else { "" },
                ""
            );
            self.edit(at..at, &text);
        }
    }
}
