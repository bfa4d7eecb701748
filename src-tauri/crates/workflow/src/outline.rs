//! The blocks of a workflow as a tree, in the order in which they run (reference A.5).
//!
//! Works on the stored and on the create shape alike, never fails, and ends on cyclic links.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::document::{self, Block, text};
use crate::flow::{self, List, Step};
use crate::kinds;

/// The blocks of a workflow in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Outline {
    /// The top-level blocks; the finally block is the last.
    pub roots: Vec<Node>,
    /// Whether the links of some list cannot be read as a tree. That list is then flat, in the
    /// order of the document, and its nodes say where they go to.
    pub unstructured: bool,
}

/// One block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Node {
    /// Its label; empty in a broken document.
    pub label: String,
    /// Its `block_type` as written, known or not.
    pub kind: String,
    /// What it does, in one line; may be empty.
    pub summary: String,
    /// What is inside it.
    pub children: Body,
    /// Whether the run goes on when it fails.
    pub continue_on_failure: bool,
    /// Where the run goes from here. Filled only in an unstructured list.
    pub goes_to: Vec<Link>,
    /// Whether it runs at the end, whatever happened before.
    pub is_finally: bool,
}

/// What is inside a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "type", content = "content", rename_all = "snake_case")]
pub enum Body {
    /// Nothing.
    None,
    /// The blocks that a loop repeats.
    Loop(Vec<Node>),
    /// The branches of a condition, in the order in which they are tried.
    Branches(Vec<Branch>),
}

/// One branch of a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Branch {
    /// What to call it: its description, else its condition, else "Otherwise".
    pub caption: String,
    /// The template or the words that decide; none for the default branch.
    pub condition: Option<String>,
    /// Whether it is taken when no other is.
    pub is_default: bool,
    /// Its blocks; empty when it goes straight on.
    pub nodes: Vec<Node>,
}

/// A link of an unstructured list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Link {
    /// The branch it belongs to; none for the block's own link.
    pub caption: Option<String>,
    /// The label it names, which need not exist.
    pub label: String,
}

/// The outline of `workflow`: a stored workflow, a create request or a bare definition.
pub fn outline(workflow: &Value) -> Outline {
    let mut unstructured = false;
    let roots = List::of_definition(workflow).map(|list| scope(&list, &mut unstructured));
    Outline {
        roots: roots.unwrap_or_default(),
        unstructured,
    }
}

/// The distinct kinds of block in reading order.
pub fn kinds_of(workflow: &Value) -> Vec<&str> {
    let mut kinds: Vec<&str> = Vec::new();
    for block in flow::reading_order(workflow) {
        if !block.kind().is_empty() && !kinds.contains(&block.kind()) {
            kinds.push(block.kind());
        }
    }
    kinds
}

/// How many blocks there are, those inside loops included.
pub fn block_count(workflow: &Value) -> usize {
    document::every_block(workflow).count()
}

impl Outline {
    /// Calls `visit` for each node in reading order, a block before what is inside it.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Node)) {
        walk(&self.roots, visit);
    }
}

fn walk<'a>(nodes: &'a [Node], visit: &mut impl FnMut(&'a Node)) {
    for node in nodes {
        visit(node);
        match &node.children {
            Body::None => {}
            Body::Loop(nodes) => walk(nodes, visit),
            Body::Branches(branches) => {
                for branch in branches {
                    walk(&branch.nodes, visit);
                }
            }
        }
    }
}

fn scope(list: &List<'_>, unstructured: &mut bool) -> Vec<Node> {
    let mut nodes = if let Some(steps) = &list.steps {
        tree(&list.blocks, steps, list.depth, unstructured)
    } else {
        *unstructured = true;
        list.blocks
            .iter()
            .map(|block| flat(block, list, unstructured))
            .collect()
    };
    let last = list.last.iter().map(|block| Node {
        is_finally: true,
        ..node(block, list.depth, unstructured)
    });
    nodes.extend(last);
    nodes
}

fn flat(block: &Map<String, Value>, list: &List<'_>, unstructured: &mut bool) -> Node {
    let branches = block.branches().iter().filter_map(Value::as_object);
    let of_branches = branches.map(|branch| (Some(caption(branch)), branch.next()));
    let links = of_branches
        .chain([(None, block.next())])
        .filter_map(|(caption, label)| {
            let label = label.filter(|_| label != list.finally)?.to_owned();
            Some(Link { caption, label })
        });
    Node {
        goes_to: links.collect(),
        ..node(block, list.depth, unstructured)
    }
}

fn tree(
    blocks: &[&Map<String, Value>],
    steps: &[Step],
    depth: usize,
    unstructured: &mut bool,
) -> Vec<Node> {
    let mut nodes = Vec::with_capacity(steps.len());
    for step in steps {
        let block = blocks[step.block];
        let mut node = node(block, depth, unstructured);
        if !block.branches().is_empty() {
            let branches = block.branches().iter().enumerate().map(|(index, branch)| {
                let steps = step.branches.get(index).map_or(&[][..], Vec::as_slice);
                let nodes = tree(blocks, steps, depth + 1, unstructured);
                branch
                    .as_object()
                    .map_or_else(Branch::empty, |branch| Branch::new(branch, nodes))
            });
            node.children = Body::Branches(branches.collect());
        }
        nodes.push(node);
    }
    nodes
}

/// The node of one block with what a loop holds, but without branches and links.
fn node(block: &Map<String, Value>, depth: usize, unstructured: &mut bool) -> Node {
    let children = match List::of_loop(block, depth + 1) {
        Some(list) => Body::Loop(scope(&list, unstructured)),
        None => Body::None,
    };
    Node {
        label: block.label().to_owned(),
        kind: block.kind().to_owned(),
        summary: kinds::of(block.kind()).summarize(block),
        children,
        continue_on_failure: is_true(block, "continue_on_failure"),
        goes_to: Vec::new(),
        is_finally: false,
    }
}

pub(crate) fn is_true(map: &Map<String, Value>, key: &str) -> bool {
    map.get(key).and_then(Value::as_bool).unwrap_or_default()
}

impl Branch {
    fn new(branch: &Map<String, Value>, nodes: Vec<Node>) -> Self {
        Self {
            caption: caption(branch),
            condition: Some(expression(branch))
                .filter(|text| !text.is_empty())
                .map(str::to_owned),
            is_default: is_true(branch, "is_default"),
            nodes,
        }
    }

    fn empty() -> Self {
        Self {
            caption: String::new(),
            condition: None,
            is_default: false,
            nodes: Vec::new(),
        }
    }
}

pub(crate) fn caption(branch: &Map<String, Value>) -> String {
    let description = text(branch, "description").trim();
    match (description, expression(branch)) {
        ("", "") if branch.get("criteria").is_some_and(Value::is_object) => {
            "No condition yet".to_owned()
        }
        ("", "") => "Otherwise".to_owned(),
        ("", expression) => kinds::summary::one_line(expression),
        (description, _) => kinds::summary::one_line(description),
    }
}

pub(crate) fn expression(branch: &Map<String, Value>) -> &str {
    branch
        .get("criteria")
        .and_then(Value::as_object)
        .map_or("", |it| text(it, "expression"))
        .trim()
}
