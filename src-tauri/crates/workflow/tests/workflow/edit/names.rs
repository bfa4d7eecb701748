//! Names, and the references that follow them.

use serde_json::{Value, json};
use workflow::edit::Edit;

use super::{block, done, key, listings, messages, picture, refused};

fn rename(block: &str, to: &str) -> Edit {
    Edit::Rename {
        block: key(block),
        to: to.to_owned(),
    }
}

fn rename_parameter(key: &str, to: &str) -> Edit {
    Edit::RenameParameter {
        key: key.to_owned(),
        to: to.to_owned(),
    }
}

fn document(parameters: &Value, blocks: &Value) -> Value {
    json!({"title": "t", "workflow_definition": {"version": 1, "parameters": parameters, "blocks": blocks}})
}

/// What becomes of `text` in a block when `scrape` is renamed to `rows`.
fn check_text(text: &str, expected: &str) {
    let document = document(
        &json!([]),
        &json!([
            {"block_type": "wait", "label": "scrape"},
            {"block_type": "text_prompt", "label": "ask", "prompt": text},
        ]),
    );
    let (edited, _) = done(&document, &rename("scrape", "rows"));
    assert_eq!(block(&edited, "ask")["prompt"], expected);
}

/// What becomes of code that is handed `url` when that is renamed to `address`.
fn check_code(code: &str, expected: &str) {
    let (document, edit) = coded(code);
    let (edited, applied) = done(&document, &edit);
    assert_eq!(block(&edited, "run")["code"], expected);
    assert_eq!(messages(&applied), Vec::<&str>::new(), "{code}");
}

fn check_doubt(code: &str) {
    let (document, edit) = coded(code);
    let (edited, applied) = done(&document, &edit);
    assert_eq!(block(&edited, "run")["code"], code);
    assert_eq!(
        messages(&applied),
        ["The code of `run` may still use `url`; change it by hand"]
    );
}

fn coded(code: &str) -> (Value, Edit) {
    let document = document(
        &json!([{"parameter_type": "workflow", "key": "url", "workflow_parameter_type": "string"}]),
        &json!([{"block_type": "code", "label": "run", "code": code, "parameter_keys": ["url"]}]),
    );
    (document, rename_parameter("url", "address"))
}

#[test]
fn references_in_templates_follow() {
    check_text(
        "{{ scrape_output.items[0] }} of {{scrape}}",
        "{{ rows_output.items[0] }} of {{rows}}",
    );
    check_text(
        "{% for x in scrape_output %}{{ x.scrape_output }}{% endfor %}",
        "{% for x in rows_output %}{{ x.scrape_output }}{% endfor %}",
    );
    check_text("scrape_output and scrape", "scrape_output and scrape");
    check_text(
        "{{ 'scrape_output' }} {# scrape_output #}",
        "{{ 'scrape_output' }} {# scrape_output #}",
    );
    check_text(
        "{% set scrape_output = 1 %}{{ scrape_output }}",
        "{% set scrape_output = 1 %}{{ scrape_output }}",
    );
    check_text(
        "{{ scrape_outputs }} {{ a.scrape }}",
        "{{ scrape_outputs }} {{ a.scrape }}",
    );
    check_text(
        "{{ workflow_run_outputs.scrape.x }} {{ workflow_run_outputs['scrape'] }}",
        "{{ workflow_run_outputs.rows.x }} {{ workflow_run_outputs['rows'] }}",
    );
    check_text(
        "é {{ scrape }} {{ scrape | tojson }}",
        "é {{ rows }} {{ rows | tojson }}",
    );
}

#[test]
fn everything_that_names_a_block_follows() {
    let (edited, applied) = done(&listings(), &rename("scrape", "rows"));
    assert_eq!(block(&edited, "open_board")["next_block_label"], "rows");
    assert_eq!(
        block(&edited, "each")["loop_variable_reference"],
        "{{ rows_output.extracted_information }}"
    );
    assert_eq!(
        block(&edited, "summarize")["prompt"],
        "Summarize {{ rows_output }}."
    );
    assert_eq!(applied.name, "Rename scrape to rows");
    assert_eq!(applied.renamed, [(key("scrape"), key("rows"))]);
    let (edited, _) = done(&listings(), &rename("log", "note"));
    assert_eq!(
        block(&edited, "is_match")["branch_conditions"][1]["next_block_label"],
        "note"
    );
    let named = document(
        &json!([{"parameter_type": "context", "key": "c", "source_parameter_key": "a_output"}]),
        &json!([
            {"block_type": "wait", "label": "a"},
            {"block_type": "for_loop", "label": "b", "loop_over_parameter_key": "a_output",
             "loop_variable_reference": "a_output.items", "loop_blocks": []},
            {"block_type": "code", "label": "c1", "code": "return a_output", "parameter_keys": ["a_output"]},
        ]),
    );
    let (edited, _) = done(&named, &rename("a", "z"));
    assert_eq!(block(&edited, "b")["loop_over_parameter_key"], "z_output");
    assert_eq!(
        block(&edited, "b")["loop_variable_reference"],
        "z_output.items"
    );
    assert_eq!(block(&edited, "c1")["parameter_keys"], json!(["z_output"]));
    assert_eq!(block(&edited, "c1")["code"], "return z_output");
    assert_eq!(
        edited["workflow_definition"]["parameters"][0]["source_parameter_key"],
        "z_output"
    );
}

#[test]
fn labels_are_identifiers_of_their_own() {
    let sentence = |to: &str| refused(&listings(), &rename("scrape", to));
    assert_eq!(
        sentence("mail"),
        "Another block is called `mail`; choose another name"
    );
    assert_eq!(
        sentence("board"),
        "`board` is the name of a parameter; choose another name"
    );
    for name in ["", "1st", "a b", "a-b"] {
        assert_eq!(
            sentence(name),
            format!(
                "`{name}` cannot be a name: use letters, digits and underscores, and no digit first"
            )
        );
    }
    let (edited, _) = done(&listings(), &rename("scrape", "größe_2"));
    assert!(picture(&edited).contains("größe_2"));
}

#[test]
fn everything_that_names_a_parameter_follows() {
    let (edited, _) = done(&listings(), &rename_parameter("board", "start"));
    assert_eq!(block(&edited, "open_board")["url"], "{{ start }}");
    assert_eq!(block(&edited, "scrape")["parameter_keys"], json!(["start"]));
    assert_eq!(block(&edited, "mail")["recipients"], json!(["start"]));
    assert_eq!(
        edited["workflow_definition"]["parameters"][0]["key"],
        "start"
    );
    assert_eq!(
        edited["workflow_definition"]["parameters"][1]["source_parameter_key"],
        "start"
    );
    let sentence = |to: &str| refused(&listings(), &rename_parameter("board", to));
    assert_eq!(
        sentence("boards"),
        "There is a parameter `boards` already; choose another name"
    );
    assert_eq!(
        sentence("current_value"),
        "`current_value` has a meaning of its own in every workflow; choose another name"
    );
    assert_eq!(
        sentence("scrape_output"),
        "`scrape_output` has a meaning of its own in every workflow; choose another name"
    );
    assert_eq!(
        refused(&listings(), &rename_parameter("nobody", "x")),
        "There is no parameter `nobody` any more; choose another one"
    );
}

#[test]
fn variables_in_python_follow() {
    check_code("await page.goto(url)", "await page.goto(address)");
    check_code(
        "x.url = url.strip()  # url",
        "x.url = address.strip()  # url",
    );
    check_code(
        "get('url', \"url\", url=url)",
        "get('url', \"url\", url=address)",
    );
    check_code(
        "f'{url!r:>10} {{url}} url {d[\"url\"]}'",
        "f'{address!r:>10} {{address}} url {d[\"url\"]}'",
    );
    check_code(
        "'''url\nurl''' + rf\"{url}\"",
        "'''url\nurl''' + rf\"{address}\"",
    );
    check_code(
        "if url == 'a':\n  url = curl + url_2",
        "if address == 'a':\n  address = curl + url_2",
    );
    check_code(
        "[url for x in y]; {1: url}; a[1:url]",
        "[address for x in y]; {1: address}; a[1:address]",
    );
    check_code("'it\\'s url' + url", "'it\\'s url' + address");
    check_code("(lambda x: url)(1)", "(lambda x: address)(1)");
    check_code("return 1", "return 1");
}

#[test]
fn python_in_doubt_is_left_alone() {
    check_doubt("def go(url):\n  return url");
    check_doubt("go = lambda url: url");
    check_doubt("address = 1\nreturn url");
}

#[test]
fn code_that_is_not_handed_the_value_is_left_alone() {
    let document = document(
        &json!([{"parameter_type": "workflow", "key": "url", "workflow_parameter_type": "string"}]),
        &json!([{"block_type": "code", "label": "run", "code": "url = '{{ url }}'"}]),
    );
    let (edited, _) = done(&document, &rename_parameter("url", "address"));
    assert_eq!(block(&edited, "run")["code"], "url = '{{ address }}'");
}

#[test]
fn a_parameter_that_goes_is_taken_out_of_keys() {
    let remove = Edit::RemoveParameter {
        key: "board".into(),
    };
    let (edited, applied) = done(&listings(), &remove);
    assert_eq!(block(&edited, "scrape")["parameter_keys"], json!([]));
    assert_eq!(
        messages(&applied),
        [
            "`open_board` still refers to `board`, which is gone",
            "`scrape` still refers to `board`, which is gone",
            "The parameter `boards` still takes its value from `board`, which is gone",
        ]
    );
}

#[test]
fn parameters_come_change_and_move() {
    let parameters = |document: &Value| -> Vec<String> {
        let all = document["workflow_definition"]["parameters"]
            .as_array()
            .unwrap();
        all.iter()
            .map(|it| it["key"].as_str().unwrap().to_owned())
            .collect()
    };
    let parameter =
        json!({"parameter_type": "workflow", "key": "new", "workflow_parameter_type": "json"});
    let (edited, applied) = done(
        &listings(),
        &Edit::AddParameter {
            parameter: parameter.clone(),
        },
    );
    assert_eq!(applied.name, "Add parameter new");
    assert_eq!(parameters(&edited), ["board", "boards", "new"]);
    let (edited, _) = done(
        &edited,
        &Edit::MoveParameter {
            key: "new".into(),
            to: 0,
        },
    );
    assert_eq!(parameters(&edited), ["new", "board", "boards"]);
    let set = Edit::SetParameter {
        key: "board".into(),
        parameter,
    };
    let (edited, _) = done(&edited, &set);
    assert_eq!(parameters(&edited), ["new", "board", "boards"]);
    assert_eq!(
        edited["workflow_definition"]["parameters"][1]["workflow_parameter_type"],
        "json"
    );
    let add = |parameter: Value| refused(&edited, &Edit::AddParameter { parameter });
    assert_eq!(
        add(json!({"key": "new"})),
        "There is a parameter `new` already; choose another name"
    );
    assert_eq!(
        add(json!([])),
        "A parameter must be an object with keys and values, not a list"
    );
}
