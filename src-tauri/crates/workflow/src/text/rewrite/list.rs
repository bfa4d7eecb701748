//! Lists in block form: items that come, go, move and change.

use std::ops::Range;

use serde_json::Value;

use super::{Edit, Plan, Slot, apply, lines, matching};
use crate::text::tree::{Form, Node};
use crate::text::yaml_writer;

/// The lines of one item.
struct Place {
    /// From its comments and blank lines to the beginning of the line after its last.
    lines: Range<usize>,
    /// Behind its dash.
    dash: usize,
}

impl Plan<'_> {
    /// Whether the change could be planned.
    pub(super) fn list(
        &mut self,
        node: &Node,
        slot: Slot,
        before: &[Value],
        after: &[Value],
        depth: usize,
    ) -> bool {
        let Form::List { items, .. } = &node.form else {
            return false;
        };
        if items.len() != before.len() || after.is_empty() {
            return false;
        }
        let Some((indent, places)) = self.item_places(node, items, slot) else {
            return false;
        };
        let item_slot = |source: usize| Slot::Item {
            after: places[source].dash,
            indent,
        };
        let sources = matching::sources(before, after);
        let stays = |(place, source): (usize, &Option<usize>)| *source == Some(place);
        if before.len() == after.len() && sources.iter().enumerate().all(stays) {
            for (place, item) in items.iter().enumerate() {
                self.node(
                    item,
                    item_slot(place),
                    &before[place],
                    &after[place],
                    depth + 1,
                );
            }
            return true;
        }
        let (Some(first), Some(last)) = (places.first(), places.last()) else {
            return false;
        };
        if !lines::is_first(self.text, first.dash - 1) {
            return false;
        }
        let mut pieces = String::new();
        for (place, (source, value)) in sources.iter().zip(after).enumerate() {
            let (blank, piece) = if let Some(source) = *source {
                let outside = std::mem::take(&mut self.edits);
                let slot = item_slot(source);
                self.node(&items[source], slot, &before[source], value, depth + 1);
                let edits = std::mem::replace(&mut self.edits, outside);
                self.kept_piece(source, &places, edits)
            } else {
                let item = yaml_writer::item(value, indent);
                let item = format!("{:indent$}{item}", "").replace('\n', self.line_break);
                (None, item)
            };
            let own = |blank: &Option<String>| blank.clone().filter(|_| place > 0);
            let blank = own(&blank).unwrap_or_else(|| self.blank(place, &places));
            pieces.push_str(&blank);
            pieces.push_str(&piece);
            if !pieces.ends_with('\n') {
                pieces.push_str(self.line_break);
            }
        }
        let range = first.lines.start..last.lines.end;
        self.edits.push(Edit {
            range,
            text: pieces,
        });
        true
    }

    /// The lines of an item with `edits`, and the blank ones before it. Those before the first item
    /// are no measure for another place.
    fn kept_piece(
        &self,
        source: usize,
        places: &[Place],
        edits: Vec<Edit>,
    ) -> (Option<String>, String) {
        let lines = places[source].lines.clone();
        let blank = lines::blank(&self.text[lines.clone()]);
        let (blank, rest) = (
            lines.start..lines.start + blank,
            lines.start + blank..lines.end,
        );
        let blank = (source > 0).then(|| self.text[blank].to_owned());
        (blank, apply(self.text, rest, edits))
    }

    /// The blank lines that stand before an item at `place`, as they do in this list.
    fn blank(&self, place: usize, places: &[Place]) -> String {
        let like = if place == 0 {
            places.first()
        } else {
            places.get(1)
        };
        like.map_or(String::new(), |like| {
            let lines = &self.text[like.lines.clone()];
            lines[..lines::blank(lines)].to_owned()
        })
    }

    /// The column of the dashes and where the items stand; `None` if they are written in a way that
    /// cannot be taken apart.
    fn item_places(&self, node: &Node, items: &[Node], slot: Slot) -> Option<(usize, Vec<Place>)> {
        let mut from = match slot {
            Slot::Root => self.after_marker(node.outer),
            Slot::Entry { after, .. } | Slot::Item { after, .. } => after,
            Slot::Flow => return None,
        };
        if node.outer < node.start {
            from = node.inner;
        }
        let dashes: Vec<usize> = items
            .iter()
            .map(|item| {
                let dash = lines::skip(self.text, from);
                from = item.end.max(dash + 1);
                dash
            })
            .collect();
        let indent = lines::column(self.text, *dashes.first()?);
        let mut places: Vec<Place> = Vec::with_capacity(items.len());
        for (item, dash) in items.iter().zip(dashes) {
            if !self.text[dash..].starts_with('-') || lines::column(self.text, dash) != indent {
                return None;
            }
            let line = lines::start(self.text, dash);
            let start = match places.last() {
                Some(previous) => previous.lines.end,
                None => self.first_lead(slot, line),
            };
            let end = lines::next(self.text, item.end.max(dash + 1));
            let end = lines::tail(self.text, end, indent);
            places.push(Place {
                lines: start..end,
                dash: dash + 1,
            });
        }
        Some((indent, places))
    }

    /// Where the document begins that holds `at`, behind its `---`.
    fn after_marker(&self, at: usize) -> usize {
        let (mut line, mut behind) = (0, 0);
        while line < at {
            let is_marker = self.text[line..].starts_with("---");
            if is_marker || self.text[line..].starts_with('%') {
                behind = if is_marker {
                    line + 3
                } else {
                    lines::next(self.text, line)
                };
            }
            line = lines::next(self.text, line);
        }
        behind
    }
}
