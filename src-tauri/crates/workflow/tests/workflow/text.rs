//! Import and export as people meet them.

use std::fmt::Write as _;

use serde_json::{Value, json};
use workflow::convert::to_create;
use workflow::text::{Form, Problem, Syntax, decode, export_json, export_yaml, import};

use crate::fixtures;

#[test]
fn an_export_reads_like_this() {
    let stored = fixtures::json("skyvern/recorded/agents-get.json")["response"]["body"].clone();
    let text = export_yaml(&stored);
    let from = text.find("workflow_definition:").unwrap();
    assert!(text.starts_with("title: Contract demo\ndescription: made by contract recorder\n"));
    let expected = r#"workflow_definition:
  version: 1
  parameters:
    - key: query
      description: what to search
      parameter_type: workflow
      workflow_parameter_type: string
      default_value: hello
    - key: count
      description: null
      parameter_type: workflow
      workflow_parameter_type: integer
      default_value: 3
  blocks:
    - block_type: wait
      label: pause
      next_block_label: null
      continue_on_failure: false
      model: null
      ignore_workflow_system_prompt: false
      next_loop_on_failure: false
      wait_sec: 1
    - block_type: code
      label: calc
      next_block_label: null
      continue_on_failure: false
      model: null
      ignore_workflow_system_prompt: false
      next_loop_on_failure: false
      code: "result = {'n': count * 2, 'q': query}"
      parameter_keys:
        - count
        - query
      error_code_mapping: null
      prompt: null
      steps: null
      data_schema: null
      user_owned_goal: null
      goal_needs_regeneration: null
      code_edited_by_hand: null
  finally_block_label: null
  error_code_mapping: null
  retry_policy: null
  workflow_system_prompt: null
  completion_contract: null
"#;
    assert_eq!(&text[from..], expected);
}

#[test]
fn every_fixture_and_recording_survives_both_notations() {
    let fixtures = fixtures::names().into_iter().flat_map(|name| {
        let all = fixtures::imported(&name).into_iter();
        all.map(move |imported| (name.clone(), imported.create))
            .collect::<Vec<_>>()
    });
    let mut count = 0;
    for (name, workflow) in fixtures.chain(fixtures::recorded()) {
        let create = to_create(&workflow);
        for (text, file) in [
            (export_yaml(&workflow), "a.yaml"),
            (export_json(&workflow), "a.json"),
        ] {
            let back =
                import(&text, file).unwrap_or_else(|fault| panic!("{name}: {fault}\n{text}"));
            assert_eq!(back.len(), 1);
            let mut expected = create.clone();
            let folder = expected.as_object_mut().unwrap().shift_remove("folder_id");
            assert_eq!(
                back[0].folder_id.clone().map(Value::from),
                folder.filter(|it| !it.is_null())
            );
            if back[0]
                .diagnostics
                .iter()
                .all(|it| it.problem != Problem::NoTitle)
            {
                assert_eq!(back[0].create, expected, "{name}\n{text}");
            }
        }
        count += 1;
    }
    assert!(count > 100);
}

/// One line for each workflow: title, notation, form, block labels.
fn summary(text: &str, file: &str) -> String {
    match import(text, file) {
        Err(fault) => fault.to_string(),
        Ok(all) => {
            let mut out = String::new();
            for it in all {
                let labels = workflow::document::every_block(&it.create)
                    .map(|block| block["label"].as_str().unwrap_or("?"))
                    .collect::<Vec<_>>()
                    .join(" ");
                writeln!(
                    out,
                    "{} {:?} {:?}: {labels}",
                    it.title, it.was.syntax, it.was.form
                )
                .unwrap();
                for diagnostic in it.diagnostics {
                    let line = diagnostic
                        .line
                        .map(|line| format!("{line}: "))
                        .unwrap_or_default();
                    writeln!(out, "  {line}{diagnostic}").unwrap();
                }
            }
            out
        }
    }
}

#[track_caller]
fn check(text: &str, file: &str, expected: &str) {
    assert_eq!(summary(text, file).trim_end(), expected.trim());
}

#[test]
fn every_form_is_taken() {
    let yaml = "title: T\nworkflow_definition:\n  parameters: []\n  blocks: [{block_type: wait, label: a}]";
    let json = r#"{"title": "T", "workflow_definition": {"blocks": [{"block_type": "wait", "label": "a"}]}}"#;
    check(yaml, "t.yaml", "T Yaml Create: a");
    check(json, "t.json", "T Json Create: a");
    check(json, "clipboard", "T Json Create: a");
    check(json, "t.yml", "T Json Create: a");
    check(
        &format!("{{\"json_definition\": {json}}}"),
        "t.json",
        "T Json Create: a",
    );
    check(
        &json!({"yaml_definition": yaml}).to_string(),
        "t.json",
        "T Json Create: a",
    );
    check(
        &format!("[{json}, {json}]"),
        "t.json",
        "T Json Create: a\nT Json Create: a",
    );
    check(
        &format!("{yaml}\n---\n{yaml}\n"),
        "t.yaml",
        "T Yaml Create: a\nT Yaml Create: a",
    );
    check(
        r#"{"blocks": [{"block_type": "wait", "label": "a"}]}"#,
        "folder/my flow.json",
        "my flow Json Definition: a\n  There is no title; the name of the file is used",
    );
    // Braces do not make it JSON.
    check(
        "{title: T, workflow_definition: {blocks: []}}",
        "t.yaml",
        "T Yaml Create: ",
    );
    check(
        "{title: T, workflow_definition: {blocks: []}}",
        "clipboard",
        "T Yaml Create: ",
    );
    // A byte-order mark is no text.
    check(&format!("\u{feff}{json}"), "t.json", "T Json Create: a");
}

#[test]
fn an_answer_of_the_server_is_taken_as_what_it_can_create() {
    let answer = &fixtures::json("skyvern/recorded/agents-set-folder.json")["response"]["body"];
    let imported = import(&answer.to_string(), "a.json").unwrap().remove(0);
    assert_eq!(
        (imported.was.syntax, imported.was.form),
        (Syntax::Json, Form::Stored)
    );
    assert!(imported.folder_id.as_deref().unwrap().starts_with("fld_"));
    assert!(imported.create.get("folder_id").is_none());
    assert!(imported.create.get("workflow_id").is_none());
    let list = &fixtures::json("skyvern/recorded/agents-list.json")["response"]["body"];
    assert_eq!(import(&list.to_string(), "list.json").unwrap().len(), 10);
}

#[test]
fn several_documents_with_aliases_and_merges() {
    let all = fixtures::imported("several-documents.yaml");
    assert_eq!(all.len(), 2);
    assert_eq!(
        (all[0].was.form, all[1].was.form),
        (Form::Create, Form::Definition)
    );
    assert_eq!(all[1].title, "several-documents 2");
    let blocks = &all[1].create["workflow_definition"]["blocks"];
    assert_eq!(
        blocks[1],
        json!({
            "block_type": "http_request", "label": "ping_again", "url": "https://example.com", "timeout": 10,
        })
    );
    assert_eq!(
        all[1].create["workflow_definition"]["parameters"],
        json!([])
    );
}

#[test]
fn what_a_server_may_not_take_is_told() {
    check(
        "title: T\nfolder_id: fld_1\nworkflow_definition:\n  blocks:\n  - label: open page\n    block_type: teleport\n    label: open page\n    x: !future 1",
        "t.yaml",
        "T Yaml Create: open page
  7: “label” stands twice; the last one counts
  8: The tag !future is left out
  The folder fld_1 belongs to the server that the file comes from
  “open page” is a teleport block, which this version does not know; it is kept as it is
  “open page” is no name for a block: use letters, digits and underscores",
    );
    check(
        r#"{"title": "T", "title": "U", "workflow_definition": {"blocks": []}}"#,
        "t.json",
        "U Json Create: \n  “title” stands twice; the last one counts",
    );
}

#[test]
fn faults_say_what_and_where() {
    let no_workflow = "This is no workflow: expected a title and a workflow_definition with blocks";
    for (text, file, expected) in [
        ("", "a.yaml", "a.yaml, line 1, column 1: There is no workflow in this file: it is empty".to_owned()),
        ("# only a comment", "a.yaml", "a.yaml, line 1, column 1: There is no workflow in this file: it is empty".to_owned()),
        ("just text", "a.yaml", format!("a.yaml, line 1, column 1: {no_workflow}")),
        ("\n\nname: x\nsteps: []", "a.yaml", format!("a.yaml, line 3, column 1: {no_workflow}; found name, steps")),
        ("{}", "a.json", format!("a.json, line 1, column 1: {no_workflow}; found nothing")),
        (r#"[{"blocks": []}, {"nodes": []}]"#, "a.json", format!("a.json, line 1, column 1: {no_workflow} in item [2]; found nodes")),
        ("title: a\n\tb: c", "a.yaml", "a.yaml, line 1, column 8: There is a tab here; YAML is indented with spaces".to_owned()),
        ("title: *gone", "a.yaml", "a.yaml, line 1, column 8: This alias names nothing above it".to_owned()),
        ("a: &a [*a]", "a.yaml", "a.yaml, line 1, column 8: An alias cannot stand inside what it stands for".to_owned()),
        ("? [a]\n: b", "a.yaml", "a.yaml, line 1, column 3: A key must be a text, not a list or an object".to_owned()),
        ("a: !!int many", "a.yaml", "a.yaml, line 1, column 10: “many” is not what its tag !!int says".to_owned()),
        ("<<: 5", "a.yaml", "a.yaml, line 1, column 6: What “<<” merges must be an object or a list of objects".to_owned()),
        ("{\"title\": \"T\",\n \"x\": }", "a.json", "a.json, line 2, column 7: This is not JSON: expected value".to_owned()),
        ("{\"title\": \"T\",", "a.json", "a.json, line 1, column 14: The JSON ends too early: part of the file is missing".to_owned()),
        (r#"{"yaml_definition": "a: 1\nb: *x"}"#, "a.json", "a.json, line 1, column 1: In line 2 of yaml_definition: This alias names nothing above it".to_owned()),
    ] {
        match import(text, file) {
            Ok(all) => panic!("{text:?} gives {all:?}"),
            Err(fault) => assert_eq!(fault.to_string(), expected, "{text:?}"),
        }
    }
}

#[test]
fn a_syntax_fault_in_yaml_has_its_line() {
    let fault = import("title: a\n  bad: [1,\n", "a.yaml").unwrap_err();
    assert_eq!((fault.file.as_str(), fault.line), ("a.yaml", 2));
    assert!(
        fault.message.starts_with("This is not YAML: "),
        "{}",
        fault.message
    );
}

#[test]
fn bytes_are_text_in_the_usual_encodings() {
    let text = "title: Grüße";
    let wide = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}"
            .encode_utf16()
            .chain(text.encode_utf16())
            .flat_map(unit)
            .collect()
    };
    assert_eq!(decode(text.as_bytes(), "a").unwrap(), text);
    assert_eq!(decode(&wide(u16::to_le_bytes), "a").unwrap(), text);
    assert_eq!(decode(&wide(u16::to_be_bytes), "a").unwrap(), text);
    let fault = decode(b"title: a\nb: \xff", "old.yaml").unwrap_err();
    assert_eq!(
        fault.to_string(),
        "old.yaml, line 2, column 4: This is no text in UTF-8; save the file again in that encoding"
    );
}

#[test]
fn deep_and_growing_texts_are_refused() {
    let deep = |open: &str, close: &str| format!("a: {}{}", open.repeat(5000), close.repeat(5000));
    for text in [deep("[", "]"), deep("{a: ", "}"), "- ".repeat(5000)] {
        let fault = import(&text, "a.yaml").unwrap_err();
        assert_eq!(fault.line, 1, "{fault}");
    }
    let fault = import(
        &format!("{}{}", "[".repeat(5000), "]".repeat(5000)),
        "a.json",
    )
    .unwrap_err();
    assert!(fault.message.contains("127 levels"), "{fault}");
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..12 {
        let aliases = vec![format!("*a{}", n - 1); 10].join(", ");
        writeln!(bomb, "a{n}: &a{n} [{aliases}]").unwrap();
    }
    let fault = import(&bomb, "a.yaml").unwrap_err();
    assert!(fault.message.contains("aliases"), "{fault}");
}
