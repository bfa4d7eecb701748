//! Finding, replacing, and blocks as text.

use serde_json::{Value, json};
use workflow::edit::{Edit, Hit, TextQuery, apply, blocks_as_yaml, find, parse_blocks};
use workflow::lint::Holder;

use super::{after, block, done, keys, listings, picture, refused, waits};

fn query(text: &str) -> TextQuery {
    TextQuery {
        text: text.to_owned(),
        match_case: false,
        whole_words: false,
        regex: false,
    }
}

fn check(document: &Value, query: &TextQuery, expected: &[&str]) {
    let hits: Vec<String> = find(document, query).unwrap().iter().map(line).collect();
    assert_eq!(hits, expected, "{query:?}");
}

fn line(hit: &Hit) -> String {
    let holder = match &hit.place.holder {
        Holder::Workflow => "workflow".to_owned(),
        Holder::Parameter { key } => format!("parameter {key}"),
        Holder::Block { block } => block.0.clone(),
    };
    let mut place = vec![hit.place.field.clone().unwrap()];
    place.extend(hit.place.path.clone());
    let (start, end) = hit.place.range.unwrap();
    format!(
        "{holder} {} {start}-{end} {}[{}]{}",
        place.join("."),
        hit.before,
        hit.found,
        hit.after
    )
}

fn replace(query: TextQuery, with: &str, only: Option<&[u32]>) -> Edit {
    Edit::Replace {
        query,
        with: with.to_owned(),
        only: only.map(<[u32]>::to_vec),
    }
}

#[test]
fn all_texts_are_searched_in_order() {
    check(
        &listings(),
        &query("match"),
        &["is_match label 3-8 is_[match]"],
    );
    check(
        &listings(),
        &query("REMOTE"),
        &[
            "is_match branch_conditions.0.criteria.expression 17-23 {{ current_value.[remote] }}",
            "is_match branch_conditions.0.description 0-6 [Remote]",
        ],
    );
    check(
        &listings(),
        &TextQuery {
            match_case: true,
            ..query("REMOTE")
        },
        &[],
    );
    check(&listings(), &query(""), &[]);
    check(
        &listings(),
        &TextQuery {
            whole_words: true,
            ..query("list")
        },
        &[],
    );
    check(
        &listings(),
        &TextQuery {
            regex: true,
            ..query("^l.st")
        },
        &["workflow title 0-4 [List]ings"],
    );
    let text = json!({"title": "x", "workflow_definition": {"parameters": [], "blocks": [
        {"block_type": "text_prompt", "label": "a", "prompt": "first\n👋 größe and more\nlast"},
    ]}});
    check(
        &text,
        &query("größe"),
        &["a prompt 9-14 👋 [größe] and more"],
    );
}

#[test]
fn secrets_are_not_found() {
    let document = json!({"title": "x", "workflow_definition": {"parameters": [], "blocks": [
        {"block_type": "file_upload", "label": "a", "sftp_password": "hunter2", "path": "skyvern_enc:hunter2"},
        {"block_type": "goto_url", "label": "b", "url": "https://me:hunter2@example.com/hunter2"},
        {"block_type": "http_request", "label": "c", "headers": {"Authorization": "hunter2", "Accept": "hunter2"}},
    ]}});
    check(
        &document,
        &query("hunter2"),
        &[
            "b url 31-38 https://example.com/[hunter2]",
            "c headers.Accept 0-7 [hunter2]",
        ],
    );
    let (edited, _) = done(&document, &replace(query("hunter2"), "x", None));
    assert_eq!(
        block(&edited, "b")["url"],
        "https://me:hunter2@example.com/x"
    );
    assert_eq!(block(&edited, "a")["sftp_password"], "hunter2");
}

#[test]
fn hits_are_replaced_by_number() {
    let texts = json!({"title": "a a a", "workflow_definition": {"parameters": [], "blocks": [
        {"block_type": "text_prompt", "label": "p", "prompt": "a b a"},
    ]}});
    let all = |with: &str, only: Option<&[u32]>| {
        let query = TextQuery {
            whole_words: true,
            ..query("a")
        };
        let (edited, applied) = done(&texts, &replace(query, with, only));
        let title = edited["title"].as_str().unwrap().to_owned();
        (
            title,
            block(&edited, "p")["prompt"].as_str().unwrap().to_owned(),
            applied.name,
        )
    };
    assert_eq!(
        all("xy", None),
        ("xy xy xy".into(), "xy b xy".into(), "Replace 5 × a".into())
    );
    assert_eq!(
        all("", Some(&[1, 4])),
        ("a  a".into(), "a b ".into(), "Replace 2 × a".into())
    );
    assert_eq!(
        all("$1", Some(&[3])),
        ("a a a".into(), "$1 b a".into(), "Replace a".into())
    );
    let regex = TextQuery {
        regex: true,
        ..query("(a) (b)")
    };
    let (edited, _) = done(&texts, &replace(regex, "$2-$1", None));
    assert_eq!(block(&edited, "p")["prompt"], "b-a a");
}

#[test]
fn what_cannot_be_replaced_is_refused() {
    assert_eq!(
        refused(&listings(), &replace(query("is_match"), "x", None)),
        "`is_match` is a name that others refer to; rename the block instead"
    );
    assert_eq!(
        refused(&listings(), &replace(query("boards"), "x", None)),
        "`boards` is a name that others refer to; rename the parameter instead"
    );
    assert_eq!(
        refused(&listings(), &replace(query("Remote"), "x", Some(&[7]))),
        "The text has changed since it was searched; search again"
    );
    let pattern = TextQuery {
        regex: true,
        ..query("(a")
    };
    assert_eq!(
        refused(&listings(), &replace(pattern, "x", None)),
        "The pattern cannot be read: unclosed group"
    );
}

#[test]
fn blocks_go_through_the_clipboard() {
    let document = listings();
    let text = blocks_as_yaml(&document, &keys(&["is_match", "mail"])).unwrap();
    let clip = parse_blocks(&text).unwrap();
    assert_eq!(clip.parameters.len(), 0);
    let (edited, _) = done(
        &waits(&["a"]),
        &Edit::Add {
            blocks: clip.blocks,
            at: after("a"),
        },
    );
    assert_eq!(
        picture(&edited),
        "a\nis_match\n | Remote\n  summarize\n | Otherwise\n  log\nmail"
    );
    assert!(text.starts_with("- block_type: conditional\n"), "{text}");
    let text = blocks_as_yaml(&document, &keys(&["scrape"])).unwrap();
    let clip = parse_blocks(&text).unwrap();
    assert_eq!(
        clip.parameters,
        [document["workflow_definition"]["parameters"][0].clone()]
    );
    assert_eq!(
        clip.blocks[0]["data_extraction_goal"],
        "All of {{ board }}."
    );
}

#[test]
fn whole_workflows_and_single_blocks_are_taken_too() {
    let whole = workflow::text::export_yaml(&listings());
    let clip = parse_blocks(&whole).unwrap();
    assert_eq!((clip.blocks.len(), clip.parameters.len()), (4, 2));
    let mut document = waits(&["a"]);
    let edit = Edit::Add {
        blocks: clip.blocks,
        at: after("a"),
    };
    apply(&mut document, &edit).unwrap();
    assert!(picture(&document).ends_with("append\nmail"));
    let one = parse_blocks("block_type: wait\nlabel: x\nwait_sec: 3\neyrie_off: true\n").unwrap();
    assert_eq!(
        one.blocks,
        [json!({"block_type": "wait", "label": "x", "wait_sec": 3})]
    );
    for text in ["just words", "- 1\n- 2", "a: b", "[]", ""] {
        let fault = parse_blocks(text).unwrap_err();
        assert!(
            fault.message.contains("here") || fault.message.contains("no blocks"),
            "{fault}"
        );
    }
    assert_eq!(parse_blocks("- a: [").unwrap_err().line, 1);
}
