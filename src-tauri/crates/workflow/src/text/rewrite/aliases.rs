//! Aliases, which say again what stands elsewhere.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Edit;
use crate::text::tree::{Form, Node};

/// Where what aliases stand for is written.
pub(super) struct Aliases(Vec<(usize, Range<usize>)>);

impl Aliases {
    pub(super) fn of(root: &Node) -> Self {
        let (mut named, mut used) = (Vec::new(), BTreeSet::new());
        let mut rest = vec![root];
        while let Some(node) = rest.pop() {
            if node.anchor != 0 {
                named.push((node.anchor, node.outer..node.end));
            }
            if let Form::Alias(anchor) = node.form {
                used.insert(anchor);
            }
            rest.extend(node.children());
        }
        named.retain(|(anchor, _)| used.contains(anchor));
        Self(named)
    }

    /// The anchors in or around which something is changed.
    pub(super) fn touched(&self, edits: &[Edit]) -> BTreeSet<usize> {
        let touched = self.0.iter().filter(|(_, place)| {
            let meets = |edit: &Edit| edit.range.start < place.end && edit.range.end > place.start;
            edits.iter().any(meets)
        });
        touched.map(|(anchor, _)| *anchor).collect()
    }
}
