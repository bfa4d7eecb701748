//! Blocks travel as text, and the draft is text and blocks at once.

use app::views::editor::{DragSource, Edit, Gap, Scope, TextQuery, YamlOutcome};
use serde_json::json;

use super::{Bench, key};

fn top(after: Option<&str>) -> Gap {
    Gap {
        scope: Scope::Workflow,
        after: after.map(key),
    }
}

#[tokio::test(start_paused = true)]
async fn blocks_are_copied_as_text_and_pasted_with_what_they_need() {
    let bench = Bench::new().await;
    bench
        .type_in("fill", "navigation_goal", "Go to {{ month }}")
        .await;
    let text = bench
        .desk
        .app
        .copy_blocks(&bench.draft, &[key("fill")])
        .await
        .unwrap();
    assert!(
        text.contains("Go to {{ month }}") && text.contains("key: month"),
        "{text}"
    );
    let pasted = bench
        .desk
        .app
        .paste_blocks(&bench.draft, &text, &top(Some("open_page")))
        .await
        .unwrap();
    assert_eq!(pasted.head.undo.as_deref(), Some("Paste a block"));
    let [copy] = pasted.select.as_slice() else {
        panic!("{pasted:?}")
    };
    assert_eq!(pasted.order.unwrap()[1], *copy);

    let other = Bench::with(&json!({
        "title": "Empty", "status": "published",
        "workflow_definition": { "parameters": [], "blocks": [] },
    }))
    .await;
    let pasted = other
        .desk
        .app
        .paste_blocks(&other.draft, &text, &top(None))
        .await
        .unwrap();
    assert_eq!(pasted.head.parameters[0]["key"], "month");
    let undone = other.undo().await;
    assert_eq!(
        (undone.head.parameters.len(), undone.head.is_changed),
        (0, false)
    );
    let fault = other
        .desk
        .app
        .paste_blocks(&other.draft, "a: [", &top(None))
        .await
        .unwrap_err();
    assert!(fault.to_string().starts_with("Line 1"), "{fault}");
}

#[tokio::test(start_paused = true)]
async fn the_text_follows_the_blocks_and_keeps_its_comments() {
    let bench = Bench::new().await;
    let app = &bench.desk.app;
    let view = app.editor_yaml(&bench.draft, None).await.unwrap();
    assert_eq!(view.file_name, "Rent book.yaml");
    let blocks: Vec<&str> = view
        .blocks
        .iter()
        .map(|(key, _, _)| key.0.as_str())
        .collect();
    assert_eq!(blocks, ["open_page", "each", "scrape", "fill"]);
    let line = |key: &str| {
        view.blocks
            .iter()
            .find(|(one, _, _)| one.0 == key)
            .unwrap()
            .1 as usize
    };
    let lines: Vec<&str> = view.text.lines().collect();
    assert!(
        lines[line("fill") - 1].contains("navigation"),
        "{:?}",
        lines[line("fill") - 1]
    );

    let typed = view
        .text
        .replacen("title: Rent book", "# Ours\ntitle: Rent ledger", 1);
    let outcome = app.edit_yaml(&bench.draft, None, &typed).await.unwrap();
    let YamlOutcome::Taken { change, view } = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(
        (change.head.title.as_str(), view.text.as_str()),
        ("Rent ledger", typed.as_str())
    );
    assert_eq!(change.head.undo.as_deref(), Some("Edit YAML"));
    bench
        .type_in("fill", "navigation_goal", "From the blocks")
        .await;

    let bench = bench.killed().await;
    let view = bench
        .desk
        .app
        .editor_yaml(&bench.draft, None)
        .await
        .unwrap();
    assert!(
        view.text.contains("# Ours\n") && view.text.contains("From the blocks"),
        "{}",
        view.text
    );
}

#[tokio::test(start_paused = true)]
async fn a_text_with_a_fault_leaves_the_blocks_as_they_are() {
    let bench = Bench::new().await;
    let app = &bench.desk.app;
    let check = async |block: Option<&str>, text: &str, place: (u32, u32)| {
        let outcome = app
            .edit_yaml(&bench.draft, block.map(key).as_ref(), text)
            .await
            .unwrap();
        let YamlOutcome::Fault {
            line,
            column,
            message,
        } = outcome
        else {
            panic!("{outcome:?}")
        };
        assert_eq!((line, column), place, "{message}");
        assert!(message.ends_with('.'), "{message}");
    };
    check(
        None,
        "title: A\nworkflow_definition:\n  blocks: [\n",
        (3, 11),
    )
    .await;
    check(
        None,
        "title: A\ntitle: B\nworkflow_definition: {blocks: []}\n",
        (2, 1),
    )
    .await;
    check(Some("fill"), "just words", (1, 1)).await;
    assert!(!app.open_editor(&bench.draft).await.unwrap().head.is_changed);

    let block = app
        .editor_yaml(&bench.draft, Some(&key("fill")))
        .await
        .unwrap();
    let typed = block
        .text
        .replace("Fill in the form", "Typed")
        .replace("label: fill", "label: fill_in");
    let outcome = app
        .edit_yaml(&bench.draft, Some(&key("fill")), &typed)
        .await
        .unwrap();
    let YamlOutcome::Taken { change, view } = outcome else {
        panic!("{outcome:?}")
    };
    assert!(change.order.unwrap().contains(&key("fill_in")));
    assert_eq!(view.text, typed);
    assert_eq!(
        bench.fields("fill_in").await["navigation_goal"],
        json!("Typed")
    );
}

#[tokio::test(start_paused = true)]
async fn words_are_found_and_replaced_and_blocks_are_dropped_where_they_may() {
    let bench = Bench::new().await;
    let app = &bench.desk.app;
    let query = TextQuery {
        text: "the".to_owned(),
        match_case: false,
        whole_words: true,
        regex: false,
    };
    let found = app.find_text(&bench.draft, &query).await.unwrap();
    let fields: Vec<&str> = found.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["data to extract", "prompt"]);
    let replace = Edit::Replace {
        query,
        with: "a".to_owned(),
        only: Some(vec![1]),
    };
    bench.edit(replace).await;
    assert_eq!(bench.goal().await, "Fill in a form");

    let source = DragSource::Blocks {
        blocks: vec![key("each")],
        copy: false,
    };
    let gaps = app.drop_gaps(&bench.draft, &source).await.unwrap();
    let inside = Scope::Loop { block: key("each") };
    let verdicts = gaps.iter().filter(|verdict| verdict.gap.scope == inside);
    assert!(verdicts.clone().count() > 0 && verdicts.clone().all(|one| one.refused.is_some()));
    let kind = DragSource::Kind {
        kind: "wait".to_owned(),
    };
    let gaps = app.drop_gaps(&bench.draft, &kind).await.unwrap();
    assert!(gaps.iter().all(|verdict| verdict.refused.is_none()));
}
