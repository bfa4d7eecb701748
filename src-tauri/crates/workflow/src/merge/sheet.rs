//! The three documents as things with fields in lists of things.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::decisions::Three;
use crate::compare::branches;
use crate::compare::matching::Matched;
use crate::compare::tree::{Tree, Within};
use crate::document::{self, Block};

/// A block, by its label, or a branch of a condition, by a number that it has in all documents.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Id {
    Block(String),
    Branch(String, usize),
}

/// A list of blocks, or of the branches of a condition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum List {
    Top,
    Loop(String),
    Branches(String),
    Branch(String, usize),
}

/// A thing in one document.
pub(crate) struct Node {
    /// Its own fields: links, and the lists that are read as such, are null.
    pub(crate) fields: Map<String, Value>,
    pub(crate) list: List,
}

/// One document.
#[derive(Default)]
pub(crate) struct Sheet {
    pub(crate) nodes: HashMap<Id, Node>,
    pub(crate) lists: HashMap<List, Vec<Id>>,
    /// The lists that run by their links.
    pub(crate) linked: HashSet<List>,
    /// All things in reading order.
    order: Vec<Id>,
}

/// All documents.
pub(crate) struct Sheets {
    pub(crate) of: Three<Sheet>,
    /// All things: ours in reading order, then theirs, then those of the base alone.
    pub(crate) ids: Vec<Id>,
    /// Whether the blocks of the workflow itself can be taken apart in all documents.
    pub(crate) is_open: bool,
}

/// Lists that are merged as a whole: their links are no tree, or a block in them has no label of
/// its own.
struct Closed {
    top: bool,
    loops: HashSet<String>,
}

/// The numbers of the branches of each condition.
type Numbers<'a> = HashMap<&'a str, Vec<usize>>;

/// Reads documents whose blocks have the same labels.
pub(crate) fn read(documents: Three<&Value>) -> Sheets {
    let ours = Matched::new(Tree::new(documents.base), Tree::new(documents.ours));
    let theirs = Matched::new(Tree::new(documents.base), Tree::new(documents.theirs));
    let mut closed = Closed {
        top: false,
        loops: HashSet::new(),
    };
    closed.add(documents.base, &ours.before);
    closed.add(documents.ours, &ours.after);
    closed.add(documents.theirs, &theirs.after);
    let our_numbers = numbers(&ours, &HashMap::new(), &HashMap::new());
    let added: HashMap<&str, &[Value]> = branches_of(&ours.after);
    let their_numbers = numbers(&theirs, &our_numbers, &added);
    let of = Three {
        base: Sheet::new(&ours.before, &closed, &HashMap::new()),
        ours: Sheet::new(&ours.after, &closed, &our_numbers),
        theirs: Sheet::new(&theirs.after, &closed, &their_numbers),
    };
    let mut ids = of.ours.order.clone();
    let theirs = of.theirs.order.iter();
    ids.extend(
        theirs
            .filter(|it| !of.ours.nodes.contains_key(*it))
            .cloned(),
    );
    let base = of.base.order.iter();
    let is_gone = |it: &&Id| !of.ours.nodes.contains_key(*it) && !of.theirs.nodes.contains_key(*it);
    ids.extend(base.filter(is_gone).cloned());
    Sheets {
        of,
        ids,
        is_open: !closed.top,
    }
}

impl Sheets {
    /// Whether a list runs by its links on one of the sides.
    pub(crate) fn was_linked(&self, list: &List) -> bool {
        [&self.of.ours, &self.of.theirs]
            .iter()
            .any(|it| it.linked.contains(list))
    }
}

impl Id {
    /// The label of the block it is or belongs to.
    pub(crate) fn label(&self) -> &str {
        match self {
            Self::Block(label) | Self::Branch(label, _) => label,
        }
    }

    /// The lists inside it.
    pub(crate) fn lists(&self) -> Vec<List> {
        match self {
            Self::Block(label) => vec![List::Loop(label.clone()), List::Branches(label.clone())],
            Self::Branch(label, number) => vec![List::Branch(label.clone(), *number)],
        }
    }
}

impl List {
    /// The thing it is in.
    pub(crate) fn holder(&self) -> Option<Id> {
        match self {
            Self::Top => None,
            Self::Loop(label) | Self::Branches(label) => Some(Id::Block(label.clone())),
            Self::Branch(label, number) => Some(Id::Branch(label.clone(), *number)),
        }
    }
}

impl Sheet {
    fn new(tree: &Tree<'_>, closed: &Closed, numbers: &Numbers<'_>) -> Self {
        let mut sheet = Self::default();
        let mut hidden = vec![closed.top; tree.blocks.len()];
        let number = |label: &str, branch| match numbers.get(label) {
            Some(numbers) => numbers[branch],
            None => branch,
        };
        for (index, placed) in tree.blocks.iter().enumerate() {
            hidden[index] |= placed.within.holder().is_some_and(|it| hidden[it]);
            if let Within::Loop(holder) = placed.within {
                hidden[index] |= closed.loops.contains(&tree.blocks[holder].key.0);
            }
            if hidden[index] {
                continue;
            }
            sheet.block(tree, index, closed, &number);
        }
        if tree.linked.contains(&Within::Top) {
            sheet.linked.insert(List::Top);
        }
        sheet
    }

    /// Adds a block with its branches.
    fn block(
        &mut self,
        tree: &Tree<'_>,
        index: usize,
        closed: &Closed,
        number: &impl Fn(&str, usize) -> usize,
    ) {
        let placed = &tree.blocks[index];
        let label = placed.key.0.clone();
        let holder = |block: usize| tree.blocks[block].key.0.clone();
        let list = match placed.within {
            Within::Top => List::Top,
            Within::Loop(block) => List::Loop(holder(block)),
            Within::Branch(block, branch) => {
                List::Branch(holder(block), number(&holder(block), branch))
            }
        };
        let is_closed = closed.loops.contains(&label);
        let fields = own_fields(placed.map, is_closed);
        self.add(Id::Block(label.clone()), list, fields);
        if placed.map.get("loop_blocks").is_some_and(Value::is_array) && !is_closed {
            let list = List::Loop(label.clone());
            if tree.linked.contains(&Within::Loop(index)) {
                self.linked.insert(list.clone());
            }
            self.lists.insert(list, Vec::new());
        }
        for (place, branch) in placed.map.branches().iter().enumerate() {
            let id = Id::Branch(label.clone(), number(&label, place));
            let fields = branch.as_object().cloned().unwrap_or_default();
            self.add(id, List::Branches(label.clone()), without_link(fields));
        }
    }

    fn add(&mut self, id: Id, list: List, fields: Map<String, Value>) {
        self.lists.entry(list.clone()).or_default().push(id.clone());
        self.order.push(id.clone());
        self.nodes.insert(id, Node { fields, list });
    }

    pub(crate) fn list(&self, list: &List) -> &[Id] {
        self.lists.get(list).map_or(&[], Vec::as_slice)
    }
}

fn own_fields(block: &Map<String, Value>, is_closed: bool) -> Map<String, Value> {
    let mut fields = without_link(block.clone());
    if let Some(inside) = fields
        .get_mut("loop_blocks")
        .filter(|it| it.is_array() && !is_closed)
    {
        *inside = Value::Null;
    }
    if !block.branches().is_empty() {
        fields.insert("branch_conditions".to_owned(), Value::Null);
    }
    fields
}

fn without_link(mut fields: Map<String, Value>) -> Map<String, Value> {
    if let Some(link) = fields.get_mut("next_block_label") {
        *link = Value::Null;
    }
    fields
}

impl Closed {
    fn add(&mut self, document: &Value, tree: &Tree<'_>) {
        self.top |= !is_open(document::blocks(document), tree);
        for placed in &tree.blocks {
            if !is_open(placed.map.loop_blocks(), tree) {
                self.loops.insert(placed.key.0.clone());
            }
        }
    }
}

/// Whether a list can be written again from its blocks.
fn is_open(written: &[Value], tree: &Tree<'_>) -> bool {
    let has_own_label = |block: &Map<String, Value>| {
        let place = tree.place(block).map(|it| &tree.blocks[it]);
        place.is_some_and(|it| !it.in_graph && !it.key.0.is_empty() && it.key.0 == block.label())
    };
    let is_whole = |block: &Value| {
        let block = block.as_object();
        block.is_some_and(|it| has_own_label(it) && it.branches().iter().all(Value::is_object))
    };
    written.iter().all(is_whole)
}

/// The numbers of the branches of the newer document: those of the base have their place there, and
/// those that are new come after them. A branch that another side added alike has the same number.
fn numbers<'a>(
    matched: &Matched<'a>,
    others: &Numbers<'_>,
    added: &HashMap<&str, &[Value]>,
) -> Numbers<'a> {
    let mut all = Numbers::new();
    for (index, placed) in matched.after.blocks.iter().enumerate() {
        let new = placed.map.branches();
        if new.is_empty() {
            continue;
        }
        let label = placed.map.label();
        let kept = matched.older[index].map_or(0, |it| matched.before.branches(it).len());
        let pairs = matched.branches_of(index);
        let (other, of_other) = match (others.get(label), added.get(label)) {
            (Some(numbers), Some(branches)) => (numbers.as_slice(), *branches),
            _ => (&[][..], &[][..]),
        };
        let mut next = other.iter().map(|it| it + 1).max().unwrap_or(0).max(kept);
        let mut numbers: Vec<usize> = Vec::with_capacity(new.len());
        for (place, branch) in new.iter().enumerate() {
            let same = |it: &usize| branches::are_alike(&of_other[*it], branch);
            let is_free = |it: &usize| other[*it] >= kept && !numbers.contains(&other[*it]);
            let twin = (0..of_other.len()).filter(is_free).find(same);
            let number = match (pairs.get(place).copied().flatten(), twin) {
                (Some(base), _) => base,
                (None, Some(twin)) => other[twin],
                (None, None) => {
                    next += 1;
                    next - 1
                }
            };
            numbers.push(number);
        }
        all.insert(label, numbers);
    }
    all
}

fn branches_of<'a>(tree: &Tree<'a>) -> HashMap<&'a str, &'a [Value]> {
    let blocks = tree
        .blocks
        .iter()
        .filter(|it| !it.map.branches().is_empty());
    blocks
        .map(|it| (it.map.label(), it.map.branches()))
        .collect()
}
