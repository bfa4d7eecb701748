//! Two changes one after the other as one.

use serde_json::Value;

use super::{Change, Reshape, Splice, Way};

/// Two changes that are better kept apart.
#[derive(Debug)]
pub(super) struct Apart;

impl Change {
    /// Nothing if both together change nothing.
    pub(super) fn then(self, later: Self) -> Result<Option<Self>, Apart> {
        let both = match (self, later) {
            (Self::Value(mut pair), later) => {
                later.run(&mut pair.1, Way::Forth).or(Err(Apart))?;
                Self::Value(pair)
            }
            (first, Self::Value(mut pair)) => {
                first.run(&mut pair.0, Way::Back).or(Err(Apart))?;
                Self::Value(pair)
            }
            (Self::Text(first), Self::Text(later)) => Self::Text(first.then(&later).ok_or(Apart)?),
            (Self::Object(first), Self::Object(later)) => return first.then(*later),
            (Self::List(first), Self::List(later)) => return first.then(*later),
            _ => return Err(Apart),
        };
        let is_nothing = match &both {
            Self::Value(pair) => pair.0 == pair.1,
            Self::Text(splice) => splice.old == splice.new,
            Self::Object(_) | Self::List(_) => false,
        };
        Ok((!is_nothing).then_some(both))
    }
}

impl Splice {
    /// `None` if the parts do not touch.
    fn then(&self, later: &Self) -> Option<Self> {
        // Both as ranges of the text between the two.
        let (made, taken) = (
            self.at..self.at + self.new.len(),
            later.at..later.at + later.old.len(),
        );
        if taken.start > made.end || made.start > taken.end {
            return None;
        }
        // The texts around the other part are in the one that reaches further.
        let before_made = later.old.get(..made.start.saturating_sub(taken.start))?;
        let after_made = match taken.end.checked_sub(made.end) {
            Some(more) => later.old.get(later.old.len() - more..)?,
            None => "",
        };
        let before_taken = self.new.get(..taken.start.saturating_sub(made.start))?;
        let after_taken = match made.end.checked_sub(taken.end) {
            Some(more) => self.new.get(self.new.len() - more..)?,
            None => "",
        };
        Some(Self {
            at: made.start.min(taken.start),
            old: format!("{before_made}{}{after_made}", self.old).into(),
            new: format!("{before_taken}{}{after_taken}", later.new).into(),
        })
    }
}

impl Reshape<String> {
    fn then(mut self, later: Self) -> Result<Option<Change>, Apart> {
        if !later.is_in_place() {
            return Err(Apart);
        }
        for (name, change) in later.changed {
            if let Some(place) = self.changed.iter().position(|(known, _)| *known == name) {
                let (name, first) = self.changed.swap_remove(place);
                let both = first.then(change)?;
                self.changed.extend(both.map(|both| (name, both)));
            } else {
                let added = self.added.iter_mut().find(|(_, (known, _))| *known == name);
                let value: &mut Value = &mut added.ok_or(Apart)?.1.1;
                change.run(value, Way::Forth).or(Err(Apart))?;
            }
        }
        let is_empty = self.is_in_place() && self.changed.is_empty();
        Ok((!is_empty).then(|| Change::Object(Box::new(self))))
    }
}

impl Reshape<usize> {
    /// Only where both change the same item.
    fn then(self, later: Self) -> Result<Option<Change>, Apart> {
        let one = |mut list: Self| {
            let change = list.changed.pop().filter(|_| list.is_in_place());
            change.filter(|_| list.changed.is_empty()).ok_or(Apart)
        };
        let ((place, first), (other, second)) = (one(self)?, one(later)?);
        if place != other {
            return Err(Apart);
        }
        let changed = first.then(second)?.map(|both| vec![(place, both)]);
        Ok(changed.map(|changed| {
            Change::List(Box::new(Self {
                changed,
                ..Self::default()
            }))
        }))
    }
}
