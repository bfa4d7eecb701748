//! Blocks with links to each other.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use workflow::outline::{Body, Node};

/// A sequence of blocks as a person sees it; labels are numbers in depth-first order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tree(Vec<Item>);

#[derive(Clone, Debug, PartialEq)]
enum Item {
    Block,
    Loop(Tree),
    Condition(Vec<Tree>),
}

pub(crate) fn tree() -> impl Strategy<Value = Tree> {
    let leaf = vec(Just(Item::Block), 0..4).prop_map(Tree);
    leaf.prop_recursive(4, 40, 4, |inner| {
        let item = prop_oneof![
            2 => Just(Item::Block),
            1 => inner.clone().prop_map(Item::Loop),
            2 => vec(inner, 1..4).prop_map(Item::Condition),
        ];
        vec(item, 1..4).prop_map(Tree)
    })
}

impl Tree {
    /// The blocks of the list with their links, by the writer rule of reference A.5.
    pub(crate) fn to_blocks(&self) -> Vec<Value> {
        let mut blocks = Vec::new();
        self.write(None, &mut 0, &mut blocks);
        blocks
    }

    /// Writes the tree as a part of a list that goes on with `after`; gives its first label.
    fn write(
        &self,
        after: Option<&str>,
        count: &mut usize,
        blocks: &mut Vec<Value>,
    ) -> Option<String> {
        // From the end, so that each block knows the next one's label.
        let mut next = after.map(str::to_owned);
        for item in self.0.iter().rev() {
            *count += 1;
            let label = format!("b{count}");
            let mut block = json!({"label": label, "next_block_label": next});
            match item {
                Item::Block => block["block_type"] = "wait".into(),
                Item::Loop(tree) => {
                    let mut inside = Vec::new();
                    tree.write(None, count, &mut inside);
                    block["block_type"] = "for_loop".into();
                    block["loop_blocks"] = inside.into();
                }
                Item::Condition(branches) => {
                    let branches = branches.iter().enumerate().map(|(index, branch)| {
                        let first = branch.write(next.as_deref(), count, blocks);
                        json!({
                            "is_default": index == 0,
                            "next_block_label": first,
                        })
                    });
                    let branches: Vec<Value> = branches.collect();
                    block["block_type"] = "conditional".into();
                    block["branch_conditions"] = branches.into();
                }
            }
            blocks.push(block);
            next = Some(label);
        }
        next
    }

    pub(crate) fn of_nodes(nodes: &[Node]) -> Self {
        let item = |node: &Node| match &node.children {
            Body::None => Item::Block,
            Body::Loop(nodes) => Item::Loop(Self::of_nodes(nodes)),
            Body::Branches(branches) => Item::Condition(
                branches
                    .iter()
                    .map(|branch| Self::of_nodes(&branch.nodes))
                    .collect(),
            ),
        };
        Self(nodes.iter().map(item).collect())
    }
}

/// Blocks with links to each other, or to nothing, without any rule.
pub(crate) fn linked_blocks() -> impl Strategy<Value = Vec<Value>> {
    let link = || {
        prop_oneof![
            Just(Value::Null),
            (0..8_u8).prop_map(|n| format!("b{n}").into())
        ]
    };
    let block = (link(), vec(link(), 0..3));
    vec(block, 0..8).prop_map(|blocks| {
        let block = |(index, (next, branches)): (usize, (Value, Vec<Value>))| {
            let branches: Vec<Value> = branches
                .into_iter()
                .map(|target| json!({"next_block_label": target}))
                .collect();
            json!({
                "block_type": if branches.is_empty() { "wait" } else { "conditional" },
                "label": format!("b{index}"),
                "next_block_label": next,
                "branch_conditions": branches,
            })
        };
        blocks.into_iter().enumerate().map(block).collect()
    })
}
