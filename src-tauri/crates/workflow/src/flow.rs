//! The order in which the blocks of one list run: the reader rule of reference A.5.
//!
//! A list is either run from top to bottom, or it is a graph of links between siblings in which
//! the place in the list means nothing. A graph is *structured* when it can be read as a sequence
//! with branches that join again; any other graph, a broken one included, is unstructured.

pub(crate) mod links;

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::document::{self, Block, list, text};

/// Conditions that stand deeper than this, loops and conditions around them counted, are not read
/// as a tree: nobody could, and it keeps the recursion bounded. (Loops alone are bounded by how
/// deep JSON may be nested.)
pub(crate) const DEEPEST: usize = 200;

/// One list of blocks, read.
pub(crate) struct List<'a> {
    /// The blocks, but for the finally block.
    pub(crate) blocks: Vec<&'a Map<String, Value>>,
    /// Their order; `None` if they are unstructured.
    pub(crate) steps: Option<Vec<Step>>,
    /// The finally block. Links to it count as none.
    pub(crate) last: Option<&'a Map<String, Value>>,
    pub(crate) finally: Option<&'a str>,
    /// Whether the links count, and not the order of the list.
    pub(crate) linked: bool,
    /// How many loops and branches stand around it.
    pub(crate) depth: usize,
}

/// One block in its place; `block` is the index in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) block: usize,
    /// One sequence for each branch, if the block is a condition.
    pub(crate) branches: Vec<Vec<Step>>,
}

/// All blocks of `workflow` in reading order, each before what is inside it.
pub(crate) fn reading_order(workflow: &Value) -> Vec<&Map<String, Value>> {
    let mut all = Vec::new();
    if let Some(list) = List::of_definition(workflow) {
        list.read_into(&mut all);
    }
    all
}

impl<'a> List<'a> {
    /// The top-level blocks of `workflow`.
    pub(crate) fn of_definition(workflow: &'a Value) -> Option<Self> {
        let definition = document::definition(workflow)?;
        let finally =
            Some(text(definition, "finally_block_label")).filter(|label| !label.is_empty());
        let blocks = list(definition, "blocks");
        let order = match definition.get("version").and_then(Value::as_u64) {
            // The server refuses to save version 1 with a condition, so there is no list order
            // to respect in such a document.
            Some(..2) if !has_condition(blocks) => Order::List,
            None => order_of_links(blocks),
            Some(_) => Order::Graph,
        };
        Some(Self::new(blocks, order, finally, 0))
    }

    /// The blocks inside `block`, if it is a loop; `depth` is the number of loops and branches
    /// around them. Their order does not depend on the version of the definition.
    pub(crate) fn of_loop(block: &'a Map<String, Value>, depth: usize) -> Option<Self> {
        let blocks = block.get("loop_blocks")?.as_array()?;
        Some(Self::new(blocks, order_of_links(blocks), None, depth))
    }

    fn new(blocks: &'a [Value], order: Order, finally: Option<&'a str>, depth: usize) -> Self {
        let mut blocks: Vec<_> = blocks.iter().filter_map(Value::as_object).collect();
        let last = finally.and_then(|label| blocks.iter().position(|block| block.label() == label));
        let last = last.map(|place| blocks.remove(place));
        Self {
            steps: steps(&blocks, order, finally, depth),
            blocks,
            last,
            finally,
            linked: order == Order::Graph,
            depth,
        }
    }

    fn read_into(&self, all: &mut Vec<&'a Map<String, Value>>) {
        match &self.steps {
            Some(steps) => self.read_steps(steps, self.depth, all),
            None => self
                .blocks
                .iter()
                .for_each(|block| read_block(block, self.depth, all)),
        }
        self.last
            .into_iter()
            .for_each(|block| read_block(block, self.depth, all));
    }

    fn read_steps(&self, steps: &[Step], depth: usize, all: &mut Vec<&'a Map<String, Value>>) {
        for step in steps {
            read_block(self.blocks[step.block], depth, all);
            for branch in &step.branches {
                self.read_steps(branch, depth + 1, all);
            }
        }
    }
}

fn read_block<'a>(
    block: &'a Map<String, Value>,
    depth: usize,
    all: &mut Vec<&'a Map<String, Value>>,
) {
    all.push(block);
    if let Some(list) = List::of_loop(block, depth + 1) {
        list.read_into(all);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    List,
    Graph,
}

fn order_of_links(blocks: &[Value]) -> Order {
    let linked = blocks
        .iter()
        .filter_map(Value::as_object)
        .any(|block| block.next().is_some());
    if linked || has_condition(blocks) {
        Order::Graph
    } else {
        Order::List
    }
}

fn has_condition(blocks: &[Value]) -> bool {
    blocks
        .iter()
        .filter_map(Value::as_object)
        .any(|block| !block.branches().is_empty())
}

fn steps(
    blocks: &[&Map<String, Value>],
    order: Order,
    finally: Option<&str>,
    depth: usize,
) -> Option<Vec<Step>> {
    if order == Order::List || blocks.is_empty() {
        return Some((0..blocks.len()).map(Step::alone).collect());
    }
    let mut graph = Graph::new(blocks, finally)?;
    graph.steps(depth).or_else(|| {
        graph.default_to_list_order();
        graph.steps(depth)
    })
}

impl Step {
    pub(crate) fn alone(block: usize) -> Self {
        Self {
            block,
            branches: Vec::new(),
        }
    }
}

struct Graph {
    nodes: Vec<Links>,
}

struct Links {
    /// For a condition, the block after the place where its branches join.
    next: Option<usize>,
    /// Empty for every block that is not a condition.
    branches: Vec<Option<usize>>,
}

impl Graph {
    /// `None` if a label stands twice or a link leads nowhere.
    fn new(blocks: &[&Map<String, Value>], ignored: Option<&str>) -> Option<Self> {
        let mut places = HashMap::with_capacity(blocks.len());
        for (index, block) in blocks.iter().enumerate() {
            if places.insert(block.label(), index).is_some() {
                return None;
            }
        }
        let place = |label: Option<&str>| match label {
            None => Some(None),
            label if label == ignored => Some(None),
            Some(label) => places.get(label).copied().map(Some),
        };
        let nodes = blocks.iter().map(|block| {
            let branches = block
                .branches()
                .iter()
                .map(|branch| place(branch.as_object().and_then(Block::next)));
            Some(Links {
                next: place(block.next())?,
                branches: branches.collect::<Option<_>>()?,
            })
        });
        Some(Self {
            nodes: nodes.collect::<Option<_>>()?,
        })
    }

    /// What the server does when it runs a list without conditions: a block without a link goes
    /// on with the next one in the list.
    fn default_to_list_order(&mut self) {
        let last = self.nodes.len() - 1;
        if self.nodes.iter().all(|node| node.branches.is_empty()) {
            for (index, node) in self.nodes.iter_mut().enumerate().take(last) {
                node.next = node.next.or(Some(index + 1));
            }
        }
    }

    fn steps(&self, depth: usize) -> Option<Vec<Step>> {
        let mut walk = Walk {
            graph: self,
            claimed: vec![false; self.nodes.len()],
        };
        let steps = walk.sequence(Some(self.root()?), None, depth)?;
        walk.claimed.iter().all(|claimed| *claimed).then_some(steps)
    }

    /// The one block that no other leads to.
    fn root(&self) -> Option<usize> {
        let mut led_to = vec![false; self.nodes.len()];
        for target in (0..self.nodes.len()).flat_map(|node| self.targets(node)) {
            led_to[target] = true;
        }
        let mut roots = (0..led_to.len()).filter(|node| !led_to[*node]);
        roots.next().filter(|_| roots.next().is_none())
    }

    fn targets(&self, node: usize) -> impl Iterator<Item = usize> {
        let links = &self.nodes[node];
        links.branches.iter().copied().chain([links.next]).flatten()
    }

    /// Where the branches of a condition join: its own link, or else the first block in the order
    /// of the first branch that all branches reach.
    fn join(&self, condition: usize) -> Option<usize> {
        let links = &self.nodes[condition];
        if links.next.is_some() {
            return links.next;
        }
        let targets: Vec<usize> = links.branches.iter().copied().collect::<Option<_>>()?;
        let (first, others) = targets.split_first()?;
        let others: Vec<Vec<bool>> = others
            .iter()
            .map(|target| {
                let mut reached = vec![false; self.nodes.len()];
                self.reachable(*target)
                    .for_each(|node| reached[node] = true);
                reached
            })
            .collect();
        let mut common = self.reachable(*first);
        // A single branch joins nothing; it is read up to its end.
        common.find(|node| !others.is_empty() && others.iter().all(|reached| reached[*node]))
    }

    /// All blocks that can be reached from `start`, itself first.
    fn reachable(&self, start: usize) -> impl Iterator<Item = usize> {
        let mut seen = vec![false; self.nodes.len()];
        let mut rest = vec![start];
        std::iter::from_fn(move || {
            while let Some(node) = rest.pop() {
                if !std::mem::replace(&mut seen[node], true) {
                    let after = rest.len();
                    rest.extend(self.targets(node));
                    rest[after..].reverse();
                    return Some(node);
                }
            }
            None
        })
    }
}

struct Walk<'a> {
    graph: &'a Graph,
    claimed: Vec<bool>,
}

impl Walk<'_> {
    /// The steps from `start` up to `stop` or the end. `None` as soon as a block is met twice,
    /// which is also what ends a cycle.
    fn sequence(
        &mut self,
        start: Option<usize>,
        stop: Option<usize>,
        depth: usize,
    ) -> Option<Vec<Step>> {
        let mut steps = Vec::new();
        let mut here = start;
        while let Some(block) = here.filter(|_| here != stop) {
            if std::mem::replace(&mut self.claimed[block], true) || depth > DEEPEST {
                return None;
            }
            let links = &self.graph.nodes[block];
            let mut step = Step::alone(block);
            here = links.next;
            if !links.branches.is_empty() {
                here = self.graph.join(block).or(stop);
                for target in &links.branches {
                    step.branches.push(self.sequence(*target, here, depth + 1)?);
                }
            }
            steps.push(step);
        }
        Some(steps)
    }
}
