//! Generated documents.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use workflow::kinds::{Accepts, COMMON_FIELDS, DefaultValue, Field, Holds, KINDS, Kind};
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

/// Texts that are hard to write down, and any others.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(ODD_TEXTS).prop_map(str::to_owned),
        "[a-z \\n\\t:#'\"{}\\[\\],&*!|>%@`\\\\?~=<0-9._é👋\\r\u{a0}\u{2028}-]{0,12}",
        any::<String>(),
    ]
}

const ODD_TEXTS: &[&str] = &[
    "",
    " ",
    "\n",
    "\n\n",
    "yes",
    "No",
    "on",
    "y",
    "n",
    "~",
    "null",
    "true",
    "=",
    "<<",
    "-",
    "---",
    "...",
    "1",
    "-1",
    "+1",
    "010",
    "0x1F",
    "0b1",
    "0o7",
    "1_000",
    "1e3",
    "1.0e+3",
    ".5",
    "5.",
    ".inf",
    ".NaN",
    "12:30",
    "1:2:3.5",
    "2026-11-23",
    "2026-11-23 10:00:00",
    "a: b",
    "a:",
    ": a",
    "a #b",
    "#a",
    "- a",
    "? a",
    "!a",
    "&a",
    "*a",
    "|",
    ">",
    "%a",
    "@a",
    "`a",
    "{{ x }}",
    "{% if %}",
    "[a]",
    "{a}",
    "a, b",
    "'a'",
    "\"a\"",
    "a\\b",
    "  a\nb\n",
    "\n\n  a\n b\n",
    "a\n \nb",
    "a\n   ",
    "\ta\nb",
    "a\n\tb",
    "a\n---\nb",
    "---\na",
    "a\r\nb",
    "a\nb\n\n\n",
    "a \nb",
    "\u{feff}a",
    "a\u{85}b",
    "\u{0}",
    "C:\\x",
    "https://a.example/b?c=d#e",
];

/// Any JSON that a field can hold.
pub(crate) fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        // What reading can round is not the matter here.
        any::<i32>().prop_map(|number| Value::from(f64::from(number) / 64.0)),
        prop::sample::select(&[1e21, -2.5e-7, 1e300, 5e-324, 0.1][..]).prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::Array),
            vec((text(), inner), 0..4).prop_map(|entries| entries.into_iter().collect()),
        ]
    })
}

/// A create request whose blocks have all fields that their kind takes, and unknown ones.
pub(crate) fn create() -> impl Strategy<Value = Value> {
    let blocks = vec(block(2), 0..5);
    (text(), blocks, vec(parameter(), 0..6), value(), 1..3_u8).prop_map(
        |(title, mut blocks, mut parameters, unknown, version)| {
            let mut count = 0;
            for block in &mut blocks {
                number(block, &mut count);
            }
            for (index, parameter) in parameters.iter_mut().enumerate() {
                parameter["key"] = format!("p{index}").into();
            }
            json!({
                "title": title,
                "run_with": "agent",
                "status": "published",
                "future_setting": unknown,
                "workflow_definition": {
                    "version": version,
                    "parameters": parameters,
                    "blocks": blocks,
                    "finally_block_label": null,
                    "future_part": {"deep": [unknown]},
                },
            })
        },
    )
}

/// Gives every block a label of its own.
fn number(block: &mut Value, count: &mut usize) {
    *count += 1;
    block["label"] = format!("b{count}").into();
    if let Some(inside) = block.get_mut("loop_blocks").and_then(Value::as_array_mut) {
        for block in inside.iter_mut() {
            number(block, count);
        }
    }
}

fn block(depth: u32) -> BoxedStrategy<Value> {
    let kind = prop::sample::select(KINDS);
    let known = kind.prop_flat_map(move |kind: &'static Kind| {
        let fields: Vec<_> = kind
            .fields
            .iter()
            .chain(COMMON_FIELDS)
            .map(|it| field(it, depth))
            .collect();
        (Just(kind.name), fields, value())
    });
    let known = known.prop_map(|(kind, fields, unknown)| {
        let mut block = Map::new();
        block.insert("block_type".into(), kind.into());
        block.extend(fields);
        block.insert("future_field".into(), unknown);
        Value::Object(block)
    });
    let unknown = (value(), text()).prop_map(|(value, text)| {
        json!({"block_type": "teleport", "label": "", "prompt": text, "energy": value})
    });
    prop_oneof![9 => known, 1 => unknown].boxed()
}

fn field(field: &'static Field, depth: u32) -> BoxedStrategy<(String, Value)> {
    let set = held(field.holds, depth);
    let value = if field.required || !matches!(field.default, DefaultValue::Null) {
        set
    } else {
        prop_oneof![set, Just(Value::Null)].boxed()
    };
    value
        .prop_map(|value| (field.name.to_owned(), value))
        .boxed()
}

fn held(holds: Holds, depth: u32) -> BoxedStrategy<Value> {
    let a_text = || text().prop_map(Value::from);
    let object = || vec((text(), value()), 0..3).prop_map(|it| it.into_iter().collect::<Value>());
    match holds {
        Holds::Integer => any::<i32>().prop_map(Value::from).boxed(),
        Holds::Number => any::<i32>()
            .prop_map(|it| Value::from(f64::from(it) / 4.0))
            .boxed(),
        Holds::Boolean => any::<bool>().prop_map(Value::from).boxed(),
        Holds::Choice { options } => prop::sample::select(options).prop_map(Value::from).boxed(),
        Holds::TextList => vec(a_text(), 0..3).prop_map(Value::Array).boxed(),
        Holds::TextMap => vec((text(), a_text()), 0..3)
            .prop_map(|it| it.into_iter().collect())
            .boxed(),
        Holds::ParameterKeys => vec(prop::sample::select(&["p0", "p1", "b1_output"][..]), 0..3)
            .prop_map(Value::from)
            .boxed(),
        Holds::Data { accepts } | Holds::Schema { accepts } => match accepts {
            Accepts::Object => object().boxed(),
            Accepts::ObjectOrText => prop_oneof![object(), a_text()].boxed(),
            Accepts::ObjectListOrText => prop_oneof![
                object(),
                a_text(),
                vec(value(), 0..3).prop_map(Value::Array)
            ]
            .boxed(),
        },
        Holds::Model => a_text()
            .prop_map(|name| json!({"model_name": name}))
            .boxed(),
        Holds::Blocks if depth == 0 => Just(json!([])).boxed(),
        Holds::Blocks => vec(block(depth - 1), 0..3).prop_map(Value::Array).boxed(),
        Holds::Branches => vec(branch(), 1..4).prop_map(Value::Array).boxed(),
        Holds::Criterion => criterion().boxed(),
        Holds::CodeSteps => Just(json!([{"description": "all", "line_start": 1}])).boxed(),
        _ => a_text().boxed(),
    }
}

fn criterion() -> impl Strategy<Value = Value> {
    text().prop_map(
        |text| json!({"criteria_type": "jinja2_template", "expression": text, "description": null}),
    )
}

fn branch() -> impl Strategy<Value = Value> {
    (criterion(), any::<bool>(), text()).prop_map(|(criterion, is_default, text)| {
        json!({
            "criteria": if is_default { Value::Null } else { criterion },
            "next_block_label": null,
            "description": text,
            "is_default": is_default,
        })
    })
}

fn parameter() -> impl Strategy<Value = Value> {
    let types = [
        "string",
        "integer",
        "float",
        "boolean",
        "json",
        "file_url",
        "credential_id",
    ];
    let workflow = (prop::sample::select(types.to_vec()), value(), text()).prop_map(
        |(kind, default, text)| {
            json!({
                "parameter_type": "workflow",
                "key": "",
                "description": text,
                "workflow_parameter_type": kind,
                "default_value": default,
            })
        },
    );
    let context = Just(json!({
        "parameter_type": "context", "key": "", "description": null, "source_parameter_key": "p0",
    }));
    let credential = text().prop_map(|id| {
        json!({"parameter_type": "credential", "key": "", "description": null, "credential_id": id})
    });
    let unknown = value().prop_map(|value| {
        json!({"parameter_type": "coordinates", "key": "", "description": null, "place": value})
    });
    prop_oneof![workflow, context, credential, unknown]
}

/// What a server makes of a create request: the stored shape (reference A.2, A.3, A.7).
pub(crate) fn store(create: &Value) -> Value {
    let mut stored = json!({
        "workflow_id": "w_1",
        "organization_id": "o_1",
        "workflow_permanent_id": "wpid_1",
        "version": 3,
    });
    let workflow = stored.as_object_mut().unwrap();
    workflow.extend(create.as_object().unwrap().clone());
    workflow.extend(
        json!({
            "run_sequentially": null,
            "is_template": false,
            "import_error": null,
            "created_by": null,
            "edited_by": null,
            "copilot_authored": false,
            "created_at": "2026-11-22T23:48:55.245665",
            "modified_at": "2026-11-22T23:48:55.245665",
            "deleted_at": null,
            "agent_id": "wpid_1",
        })
        .as_object()
        .unwrap()
        .clone(),
    );
    let definition = stored["workflow_definition"].as_object_mut().unwrap();
    if let Some(Value::Array(blocks)) = definition.get_mut("blocks") {
        for one in blocks.iter_mut() {
            store_block(one);
        }
    }
    if let Some(Value::Array(parameters)) = definition.get_mut("parameters") {
        for one in parameters.iter_mut() {
            store_parameter(one);
        }
        parameters.insert(0, output_parameter("b1_output"));
    }
    stored
}

fn store_parameter(parameter: &mut Value) {
    let map = parameter.as_object_mut().unwrap();
    match map["parameter_type"].as_str().unwrap() {
        "context" => {
            let key = map.shift_remove("source_parameter_key").unwrap();
            map.insert("source".into(), full_parameter(&key));
            map.insert("value".into(), Value::Null);
        }
        "coordinates" => {}
        kind => {
            map.insert(format!("{kind}_parameter_id"), "id_1".into());
            map.insert("workflow_id".into(), "w_1".into());
            for time in ["created_at", "modified_at", "deleted_at"] {
                map.insert(time.into(), Value::Null);
            }
        }
    }
}

fn full_parameter(key: &Value) -> Value {
    json!({
        "parameter_type": "workflow",
        "key": key,
        "description": null,
        "workflow_parameter_id": "wp_1",
        "workflow_parameter_type": "string",
        "default_value": null,
    })
}

fn output_parameter(key: &str) -> Value {
    json!({"parameter_type": "output", "key": key, "output_parameter_id": "op_1"})
}

fn store_block(block: &mut Value) {
    let map = block.as_object_mut().unwrap();
    let label = map["label"].as_str().unwrap().to_owned();
    let kind = map["block_type"].as_str().unwrap().to_owned();
    map.insert(
        "output_parameter".into(),
        output_parameter(&format!("{label}_output")),
    );
    let objects = |keys: Value| -> Value {
        keys.as_array()
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .map(full_parameter)
            .collect()
    };
    if let Some(keys) = map.shift_remove("parameter_keys") {
        map.insert("parameters".into(), objects(keys));
    }
    if let Some(key) = map.shift_remove("loop_over_parameter_key") {
        map.insert(
            "loop_over".into(),
            if key == "" {
                Value::Null
            } else {
                full_parameter(&key)
            },
        );
    }
    if let Some(Value::Array(branches)) = map.get_mut("branch_conditions") {
        for branch in branches.iter_mut() {
            branch["id"] = "uuid".into();
        }
    }
    if let Some(Value::Array(inside)) = map.get_mut("loop_blocks") {
        for one in inside.iter_mut() {
            store_block(one);
        }
    }
    let own_server = map
        .get("custom_smtp_host")
        .is_some_and(|host| !host.is_null() && host != "");
    for part in ["host", "port", "username", "password"] {
        let key = map.shift_remove(&format!("smtp_{part}_secret_parameter_key"));
        if let Some(key) = key.filter(|key| !key.is_null()) {
            let id = if own_server { "placeholder_1" } else { "as_1" };
            let secret =
                json!({"parameter_type": "aws_secret", "key": key, "aws_secret_parameter_id": id});
            map.insert(format!("smtp_{part}"), secret);
        }
    }
    for name in crate::fixtures::stored_only(&kind) {
        if name != "loop_over" && !name.starts_with("smtp_") {
            map.entry(name.clone()).or_insert(match &*name {
                "parameters" => json!([]),
                "task_type" => json!("general"),
                "disable_cache" | "continue_on_empty" => json!(false),
                _ => Value::Null,
            });
        }
    }
}

/// `create` as it comes back from a server that keeps all of it: without keys of mail secrets that
/// name nothing, and with lists in place of absent ones.
pub(crate) fn settled(create: &Value) -> Value {
    let mut create = create.clone();
    if let Some(Value::Array(blocks)) = create.pointer_mut("/workflow_definition/blocks") {
        for one in blocks.iter_mut() {
            settle_block(one);
        }
    }
    create
}

fn settle_block(block: &mut Value) {
    let map = block.as_object_mut().unwrap();
    let own_server = map
        .get("custom_smtp_host")
        .is_some_and(|host| !host.is_null() && host != "");
    map.retain(|key, value| {
        let names_a_secret = key.starts_with("smtp_");
        !names_a_secret || !(own_server || value.is_null() || value == "")
    });
    if let Some(keys @ Value::Null) = map.get_mut("parameter_keys") {
        *keys = json!([]);
    }
    if let Some(Value::Array(inside)) = map.get_mut("loop_blocks") {
        for one in inside.iter_mut() {
            settle_block(one);
        }
    }
}
