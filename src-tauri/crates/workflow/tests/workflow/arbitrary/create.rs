//! Create requests, made from the catalogue.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use workflow::kinds::{Accepts, COMMON_FIELDS, DefaultValue, Field, Holds, KINDS, Kind};

use super::value::{text, value};

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
