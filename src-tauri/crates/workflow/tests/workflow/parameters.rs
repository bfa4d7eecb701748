//! The launch form: what is asked for, and what is sent.

use serde_json::{Map, Value, json};
use workflow::parameters::{
    InputFault, Parameter, ParameterKind, check_input, check_inputs, parameters,
};

use crate::fixtures;

#[test]
fn parameters_are_listed_in_order_without_outputs() {
    let listed: Vec<String> = parameters(&fixtures::json("workflows/every-parameter.stored.json"))
        .iter()
        .map(|it| {
            let required = if it.required { ", required" } else { "" };
            format!("{} {:?}{required}, default {}", it.key, it.kind, it.default)
        })
        .collect();
    let mut expected = vec![
        "company String, required, default null",
        "limit Integer, default 40",
        "threshold Float, default 0.5",
        "dry_run Boolean, default false",
        r#"vendors Json, default [{"name":"Hetzner"}]"#,
        "contract FileUrl, required, default null",
        "portal_login CredentialId, default null",
        r#"first_vendor Other("context"), default null"#,
        r#"smtp_secret Other("aws_secret"), default null"#,
        r#"vault_login Other("bitwarden_login_credential"), default null"#,
        r#"identity Other("bitwarden_sensitive_information"), default null"#,
        r#"card Other("bitwarden_credit_card_data"), default null"#,
        r#"one_login Other("onepassword"), default null"#,
        r#"azure_login Other("azure_vault_credential"), default null"#,
    ];
    let mut listed = listed;
    listed.sort_unstable();
    expected.sort_unstable();
    assert_eq!(listed, expected);
    let created = parameters(&fixtures::workflow("every-parameter.yaml"));
    assert_eq!(
        created[0].description.as_deref(),
        Some("Name of the company")
    );
    assert_eq!(created[1].description, None);
}

#[test]
fn both_shapes_ask_for_the_same() {
    for (name, workflow) in fixtures::recorded() {
        let created = workflow::convert::to_create(&workflow);
        assert_eq!(parameters(&workflow), parameters(&created), "{name}");
    }
}

fn required(kind: ParameterKind) -> Parameter {
    Parameter {
        key: "p".into(),
        kind,
        required: true,
        default: Value::Null,
        description: None,
    }
}

fn optional(kind: ParameterKind) -> Parameter {
    Parameter {
        required: false,
        default: json!("set"),
        ..required(kind)
    }
}

/// What is sent for each input, or the words under the field.
fn check(kind: &ParameterKind, cases: &[(Value, Result<Value, &str>)]) {
    for (input, expected) in cases {
        let result = check_input(&required(kind.clone()), input);
        let result = result
            .map(Option::unwrap)
            .map_err(|fault| fault.to_string());
        assert_eq!(
            result,
            expected.clone().map_err(str::to_owned),
            "{kind:?} {input}"
        );
    }
}

#[test]
fn texts_are_sent_as_they_are() {
    check(
        &ParameterKind::String,
        &[
            (json!("a"), Ok(json!("a"))),
            (json!(""), Ok(json!(""))),
            (json!("  "), Ok(json!("  "))),
            (json!(5), Ok(json!("5"))),
            (json!(true), Ok(json!("true"))),
            (json!(null), Err("Needs a value")),
            (json!({}), Err("A text")),
        ],
    );
}

#[test]
fn whole_numbers_are_sent_as_numbers() {
    check(
        &ParameterKind::Integer,
        &[
            (json!(3), Ok(json!(3))),
            (json!(" 40 "), Ok(json!(40))),
            (json!("-7"), Ok(json!(-7))),
            (json!("+7"), Ok(json!(7))),
            (json!(3.0), Ok(json!(3))),
            (json!("9223372036854775807"), Ok(json!(i64::MAX))),
            (json!(3.7), Err("A whole number, e.g. 40")),
            (json!("4.0"), Err("A whole number, e.g. 40")),
            (json!("abc"), Err("A whole number, e.g. 40")),
            (json!("1e3"), Err("A whole number, e.g. 40")),
            (json!("-"), Err("A whole number, e.g. 40")),
            (json!(true), Err("A whole number, e.g. 40")),
            (json!(""), Err("Needs a value")),
            (
                json!("9223372036854775808"),
                Err("A whole number of at most 18 digits"),
            ),
            (json!(u64::MAX), Err("A whole number of at most 18 digits")),
        ],
    );
}

#[test]
fn numbers_are_sent_as_numbers() {
    check(
        &ParameterKind::Float,
        &[
            (json!(1), Ok(json!(1))),
            (json!("2.5"), Ok(json!(2.5))),
            (json!("1e3"), Ok(json!(1000.0))),
            (json!("-.5"), Ok(json!(-0.5))),
            (json!("1,5"), Err("A number, e.g. 2.5")),
            (json!("nan"), Err("A number, e.g. 2.5")),
            (json!("inf"), Err("A number, e.g. 2.5")),
            (json!("1e999"), Err("A number, e.g. 2.5")),
            (json!(true), Err("A number, e.g. 2.5")),
            (json!(" "), Err("Needs a value")),
        ],
    );
}

#[test]
fn yes_and_no_are_sent_as_booleans() {
    check(
        &ParameterKind::Boolean,
        &[
            (json!(true), Ok(json!(true))),
            (json!("False"), Ok(json!(false))),
            (json!("yes"), Ok(json!(true))),
            (json!(0), Ok(json!(false))),
            (json!("maybe"), Err("Either true or false")),
            (json!(2), Err("Either true or false")),
            (json!(""), Err("Needs a value")),
        ],
    );
}

#[test]
fn json_is_sent_as_json_and_its_scalars_as_text() {
    check(
        &ParameterKind::Json,
        &[
            (json!({"a": null}), Ok(json!({"a": null}))),
            (json!(" [1, 2] "), Ok(json!([1, 2]))),
            (json!("{}"), Ok(json!({}))),
            (json!("\"abc\""), Ok(json!("\"abc\""))),
            (json!("5"), Ok(json!("5"))),
            (json!(5), Ok(json!("5"))),
            (json!(true), Ok(json!("true"))),
            (json!("null"), Err("JSON other than null")),
            (json!(""), Err("Needs a value")),
            (
                json!("abc"),
                Err("JSON, e.g. {\"month\": 5}; line 1, column 1 is not"),
            ),
            (
                json!("{\n \"a\": x}"),
                Err("JSON, e.g. {\"month\": 5}; line 2, column 7 is not"),
            ),
        ],
    );
}

#[test]
fn files_are_addresses_and_credentials_are_ids() {
    let address = "An address, e.g. https://example.com/file.pdf";
    check(
        &ParameterKind::FileUrl,
        &[
            (
                json!(" https://example.com/a.pdf "),
                Ok(json!("https://example.com/a.pdf")),
            ),
            (json!("s3://bucket/key"), Ok(json!("s3://bucket/key"))),
            (json!("file:///srv/a.pdf"), Ok(json!("file:///srv/a.pdf"))),
            (json!("invoice.pdf"), Err(address)),
            (json!("https://"), Err(address)),
            (json!("a b://c"), Err(address)),
            (json!("https://a b"), Err(address)),
            (json!({"s3uri": "x"}), Err(address)),
            (json!(""), Err("Needs a value")),
        ],
    );
    check(
        &ParameterKind::CredentialId,
        &[
            (json!("cred_1"), Ok(json!("cred_1"))),
            (json!(5), Err("A text")),
        ],
    );
}

#[test]
fn nothing_entered_leaves_the_default_to_count() {
    for kind in [
        ParameterKind::Integer,
        ParameterKind::Json,
        ParameterKind::FileUrl,
        ParameterKind::CredentialId,
    ] {
        assert_eq!(
            check_input(&optional(kind.clone()), &json!("")),
            Ok(None),
            "{kind:?}"
        );
        assert_eq!(check_input(&optional(kind), &Value::Null), Ok(None));
    }
    assert_eq!(
        check_input(&optional(ParameterKind::String), &json!("")),
        Ok(Some(json!("")))
    );
    assert_eq!(
        check_input(&optional(ParameterKind::String), &Value::Null),
        Ok(None)
    );
    let secret = required(ParameterKind::Other("aws_secret".into()));
    assert_eq!(
        check_input(&secret, &json!("x")),
        Err(InputFault::NotAnInput)
    );
}

#[test]
fn a_form_gives_all_values_or_all_faults() {
    let asked = parameters(&fixtures::workflow("every-parameter.yaml"));
    let inputs = |value: Value| -> Map<String, Value> { value.as_object().unwrap().clone() };
    let good = inputs(json!({
        "company": "Hetzner", "limit": "7", "threshold": "", "contract": "https://example.com/c",
        "smtp_secret": "never sent", "gone": "from an older version",
    }));
    let sent = check_inputs(&asked, &good).unwrap();
    assert_eq!(
        Value::Object(sent),
        json!({"company": "Hetzner", "limit": 7, "contract": "https://example.com/c"})
    );
    let bad = inputs(json!({"limit": "many", "contract": "here"}));
    let faults = check_inputs(&asked, &bad).unwrap_err();
    let faults: Vec<String> = faults
        .iter()
        .map(|(key, fault)| format!("{key}: {fault}"))
        .collect();
    let expected = [
        "company: Needs a value",
        "limit: A whole number, e.g. 40",
        "contract: An address, e.g. https://example.com/file.pdf",
    ];
    assert_eq!(faults, expected);
}

/// The requests that a server refused in `err-run-missing-required-param` and
/// `err-run-param-wrong-type`.
#[test]
fn what_a_recorded_server_refused_is_refused_here() {
    let list = fixtures::json("skyvern/recorded/agents-list-page-size-1000.json");
    let listed = list["response"]["body"].as_array().unwrap();
    let workflow = listed
        .iter()
        .find(|it| it["title"] == "params-required")
        .unwrap();
    let asked = parameters(workflow);
    assert_eq!(asked[0].kind, ParameterKind::Integer);
    for name in ["err-run-missing-required-param", "err-run-param-wrong-type"] {
        let exchange = fixtures::json(&format!("skyvern/recorded/{name}.json"));
        let inputs = exchange["request"]["json"]["parameters"]
            .as_object()
            .cloned();
        assert!(
            check_inputs(&asked, &inputs.unwrap_or_default()).is_err(),
            "{name}"
        );
    }
}
