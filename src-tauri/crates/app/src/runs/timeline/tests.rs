//! Runs as indented text, one line a node: label, kind, status, seconds, progress, and what else a row shows.

use serde_json::{Value, json};

use crate::runs::RunSnapshot;
use crate::runs::recorded::{Recording, body, made_of, names, view};
use crate::views::runs::{NodeRole, RunStatus, TimelineNode};

fn picture(snapshot: &RunSnapshot) -> String {
    let nodes = view(snapshot).nodes;
    let lines = nodes.iter().map(|node| {
        let indent = "  ".repeat(depth(node, &nodes));
        format!("{indent}{}\n", line(node))
    });
    lines.collect()
}

fn depth(node: &TimelineNode, nodes: &[TimelineNode]) -> usize {
    let parent = node.parent.as_ref().map(|id| {
        let mut found = nodes.iter().filter(|node| &node.id == id);
        let parent = found.next().expect("the parent is in the list");
        assert!(found.next().is_none(), "{id} stands twice");
        parent
    });
    parent.map_or(0, |parent| 1 + depth(parent, nodes))
}

fn line(node: &TimelineNode) -> String {
    let kind = match node.role {
        NodeRole::Block => node.kind.clone(),
        NodeRole::Iteration => "turn".to_owned(),
        NodeRole::Thought => "thought".to_owned(),
    };
    let mut line = format!("{} {kind} {}", node.label, word(node.status));
    let seconds = node.seconds.map(|seconds| format!(" {seconds:.1}s"));
    let progress = node.progress.map(|it| match it.total {
        Some(total) => format!(" {}/{total}", it.done),
        None => format!(" {}/?", it.done),
    });
    let branch = node.branch.as_ref().map(|branch| format!(" <{branch}>"));
    let actions = Some(node.action_count).filter(|count| *count > 0);
    let actions = actions.map(|count| format!(" {count} actions"));
    let parts = [seconds, progress, branch, actions];
    line.extend(parts.into_iter().flatten());
    line
}

fn word(status: RunStatus) -> String {
    format!("{status:?}").to_lowercase()
}

#[test]
fn every_recorded_run() {
    let pictures = names().into_iter().map(|name| {
        let snapshot = Recording::of(&name).snapshot();
        format!(
            "# {name}: {}\n{}\n",
            snapshot.rich.status,
            picture(&snapshot)
        )
    });
    insta::assert_snapshot!(pictures.collect::<String>());
}

/// The lines of a recorded run at the first moment at which `label` had the status.
fn check_when(name: &str, label: &str, status: RunStatus, expected: &[&str]) {
    let recording = Recording::of(name);
    let at_that_moment = recording.moments().into_iter().find_map(|moment| {
        let snapshot = recording.at(moment).snapshot();
        let nodes = view(&snapshot).nodes;
        let is_it = |node: &TimelineNode| node.label == label && node.status == status;
        nodes.iter().any(is_it).then(|| picture(&snapshot))
    });
    let picture = at_that_moment.expect("there is such a moment");
    assert_eq!(picture.lines().collect::<Vec<_>>(), expected, "{name}");
}

#[test]
fn a_run_under_way_shows_what_is_to_come() {
    check_when(
        "demo10",
        "item 1",
        RunStatus::Running,
        &[
            "open_shop goto_url completed 9.4s",
            "fetch_items http_request completed 1.7s",
            "each_item for_loop running 1/3",
            "  item 0 turn completed 3.6s",
            "    lookup http_request completed 1.4s",
            "    breathe wait completed 2.1s",
            "  item 1 turn running",
            "    lookup http_request running",
            "    breathe wait waiting",
            "  item 2 turn waiting",
            "count_check conditional waiting",
            "search_lamp navigation waiting",
            "read_results extraction waiting",
            "check validation waiting",
            "notify http_request waiting",
            "done wait waiting",
        ],
    );
    check_when(
        "loop-cond-true",
        "big",
        RunStatus::Running,
        &[
            "items http_request completed 0.3s",
            "each for_loop completed 2.4s 3/3",
            "  item 0 turn completed 0.6s",
            "    echo http_request completed 0.6s",
            "  item 1 turn completed 0.1s",
            "    echo http_request completed 0.1s",
            "  item 2 turn completed 0.5s",
            "    echo http_request completed 0.5s",
            "cond conditional completed 0.3s <more than two>",
            "  big http_request running",
            "last http_request waiting",
        ],
    );
    check_when(
        "while",
        "Turn 2",
        RunStatus::Running,
        &[
            "wl while_loop running 1/?",
            "  Turn 1 turn completed 0.1s",
            "    e http_request completed 0.1s",
            "  Turn 2 turn running",
            "    e http_request running",
        ],
    );
    check_when(
        "finally",
        "h",
        RunStatus::Running,
        &[
            "h http_request running",
            "skipme http_request waiting",
            "fin http_request waiting",
        ],
    );
}

/// A run whose blocks were never recorded together.
fn check(status: &str, timeline: &Value, definition: &Value, expected: &[&str]) {
    let mut run = body("run-wait1-run");
    run["status"] = json!(status);
    run["finished_at"] = json!("2026-11-23T00:00:30");
    let mut snapshot = made_of(&run, timeline).snapshot();
    snapshot.workflow = Some(json!({ "version": 1, "workflow_definition": definition }));
    let picture = picture(&snapshot);
    assert_eq!(picture.lines().collect::<Vec<_>>(), expected);
}

/// A block that began at a second of the minute and took one.
fn ran(second: u32, label: &str, kind: &str, status: &str) -> Value {
    let at = |second: u32| format!("2026-11-23T00:00:{second:02}");
    let block = json!({
        "workflow_run_block_id": format!("wrb_{second}"),
        "workflow_run_id": "wr_1",
        "label": label,
        "block_type": kind,
        "status": status,
        "created_at": at(second),
        "modified_at": at(second + 1),
    });
    json!({ "type": "block", "block": block, "children": [], "created_at": at(second) })
}

/// The block in a turn of the loop around it.
fn in_turn(mut entry: Value, index: u32) -> Value {
    entry["block"]["current_index"] = json!(index);
    entry
}

/// A loop over values with the blocks of all its turns, or a condition with those of a branch.
fn around(mut entry: Value, fields: &Value, children: &Value) -> Value {
    for (name, value) in fields.as_object().into_iter().flatten() {
        entry["block"][name] = value.clone();
    }
    entry["children"] = children.clone();
    entry
}

fn planned(label: &str, kind: &str) -> Value {
    json!({ "label": label, "block_type": kind })
}

fn planned_loop(label: &str, blocks: &Value) -> Value {
    json!({ "label": label, "block_type": "for_loop", "loop_blocks": blocks })
}

/// A loop in a loop in its second turn: the timeline and the definition.
fn nested() -> (Value, Value) {
    let inner = |second, turn, status, children: Value| {
        let values = json!({ "loop_values": ["x", "y"] });
        let entry = ran(second, "inner", "for_loop", status);
        in_turn(around(entry, &values, &children), turn)
    };
    let leaf = |second, turn, status| in_turn(ran(second, "leaf", "code", status), turn);
    let done = json!([leaf(3, 0, "completed"), leaf(4, 1, "completed")]);
    let turns = json!([
        inner(2, 0, "completed", done),
        inner(6, 1, "running", json!([leaf(7, 0, "running")])),
    ]);
    let values =
        json!({ "loop_values": [{ "number": 4711 }, { "title": "Papier Union" }, [1, 2]] });
    let outer = around(ran(1, "outer", "for_loop", "running"), &values, &turns);
    let body = json!([planned_loop("inner", &json!([planned("leaf", "code")]))]);
    let definition = json!({ "blocks": [planned_loop("outer", &body), planned("last", "wait")] });
    (json!([outer]), definition)
}

#[test]
fn loops_in_loops() {
    let (timeline, definition) = nested();
    check(
        "running",
        &timeline,
        &definition,
        &[
            "outer for_loop running 1/3",
            "  4711 turn completed 1.0s",
            "    inner for_loop completed 1.0s 2/2",
            "      x turn completed 1.0s",
            "        leaf code completed 1.0s",
            "      y turn completed 1.0s",
            "        leaf code completed 1.0s",
            "  Papier Union turn running",
            "    inner for_loop running 0/2",
            "      x turn running",
            "        leaf code running",
            "      y turn waiting",
            "  2 items turn waiting",
            "last wait waiting",
        ],
    );
    // Canceled in the middle: what was under way was cut off, what was to come is not.
    check(
        "canceled",
        &timeline,
        &definition,
        &[
            "outer for_loop canceled 29.0s 2/3",
            "  4711 turn completed 1.0s",
            "    inner for_loop completed 1.0s 2/2",
            "      x turn completed 1.0s",
            "        leaf code completed 1.0s",
            "      y turn completed 1.0s",
            "        leaf code completed 1.0s",
            "  Papier Union turn canceled 24.0s",
            "    inner for_loop canceled 24.0s 1/2",
            "      x turn canceled 23.0s",
            "        leaf code canceled 23.0s",
            "      y turn notrun",
            "  2 items turn notrun",
            "last wait notrun",
        ],
    );
}

#[test]
fn conditions_in_loops() {
    let branches = json!([
        { "criteria": { "criteria_type": "jinja2_template", "expression": "{{ n > 1 }}" },
          "description": "many", "next_block_label": "some" },
        { "is_default": true, "next_block_label": "other" },
    ]);
    let definition = json!({ "version": 2, "blocks": [
        { "label": "each", "block_type": "for_loop", "loop_blocks": [
            { "label": "ask", "block_type": "conditional", "branch_conditions": branches },
            { "label": "some", "block_type": "code", "next_block_label": "end" },
            { "label": "other", "block_type": "wait", "next_block_label": "end" },
            { "label": "end", "block_type": "code" },
        ] },
    ] });
    let ask = |second, turn, next: &str, expression: &str, inner: Value| {
        let fields = json!({
            "executed_branch_next_block": next,
            "executed_branch_expression": expression,
        });
        let ask = ran(second, "ask", "conditional", "completed");
        in_turn(around(ask, &fields, &json!([inner])), turn)
    };
    let children = json!([
        ask(
            2,
            0,
            "some",
            "{{ n > 1 }}",
            ran(3, "some", "code", "completed")
        ),
        in_turn(ran(5, "end", "code", "completed"), 0),
        ask(6, 1, "other", "", ran(7, "other", "wait", "running")),
    ]);
    let values = json!({ "loop_values": [2, 1] });
    let each = around(ran(1, "each", "for_loop", "running"), &values, &children);
    check(
        "running",
        &json!([each]),
        &definition,
        &[
            "each for_loop running 1/2",
            "  2 turn completed 4.0s",
            "    ask conditional completed 1.0s <many>",
            "      some code completed 1.0s",
            "    end code completed 1.0s",
            "  1 turn running",
            "    ask conditional completed 1.0s <Otherwise>",
            "      other wait running",
            "    end code waiting",
        ],
    );
}

#[test]
fn turns_are_what_their_blocks_are() {
    let turn = |first: Value, second: Option<Value>, run: &str, expected: &str| {
        let mut children = vec![in_turn(first, 0)];
        children.extend(second.map(|entry| in_turn(entry, 0)));
        let each = ran(1, "each", "for_loop", "running");
        let each = around(each, &json!({ "loop_values": ["a"] }), &json!(children));
        let plan = json!([planned("one", "code"), planned("two", "code")]);
        let definition = json!({ "blocks": [planned_loop("each", &plan)] });
        let mut run_body = body("run-wait1-run");
        run_body["status"] = json!(run);
        let mut snapshot = made_of(&run_body, &json!([each])).snapshot();
        snapshot.workflow = Some(json!({ "workflow_definition": definition }));
        let nodes = view(&snapshot).nodes;
        assert_eq!(word(nodes[1].status), expected, "{}", picture(&snapshot));
    };
    let one = |status| ran(2, "one", "code", status);
    let two = |status| Some(ran(4, "two", "code", status));
    turn(one("completed"), None, "running", "running");
    turn(one("completed"), two("running"), "running", "running");
    turn(one("completed"), two("completed"), "running", "completed");
    turn(one("failed"), two("completed"), "running", "failed");
    turn(one("failed"), None, "running", "failed");
    turn(one("completed"), two("running"), "paused", "paused");
    turn(one("completed"), two("running"), "timed_out", "timedout");
    turn(one("completed"), None, "terminated", "terminated");
    turn(one("skipped"), two("completed"), "running", "completed");
}

#[test]
fn what_is_odd_is_shown_all_the_same() {
    let definition = json!({ "blocks": [planned("known", "code")] });
    let thought = json!({
        "type": "thought",
        "created_at": "2026-11-23T00:00:03",
        "thought": {
            "thought_id": "ot_1", "thought_type": "plan", "answer": "First the shop.",
            "created_at": "2026-11-23T00:00:03",
        },
    });
    let unlabelled = {
        let mut entry = ran(4, "", "new_kind", "dreaming");
        entry["block"]["label"] = Value::Null;
        entry
    };
    let timeline = json!([ran(1, "gone", "wait", "skipped"), thought, unlabelled]);
    check(
        "running",
        &timeline,
        &definition,
        &[
            "gone wait skipped 1.0s",
            "Plan thought completed",
            "new_kind new_kind unknown",
            "known code waiting",
        ],
    );
    check("completed", &json!([]), &definition, &["known code notrun"]);
    check("created", &json!([]), &json!({}), &[]);
}

#[test]
fn the_end_of_a_block_is_no_later_than_what_follows() {
    let mut described_late = ran(1, "a", "code", "completed");
    described_late["block"]["modified_at"] = json!("2026-11-23T00:00:20");
    let mut last = ran(5, "b", "code", "completed");
    last["block"]["modified_at"] = json!("2026-11-23T00:00:59");
    check(
        "completed",
        &json!([described_late, last]),
        &json!({}),
        &["a code completed 4.0s", "b code completed 25.0s"],
    );
}

#[test]
fn an_absurd_index_costs_one_turn() {
    let far = in_turn(ran(2, "a", "code", "completed"), u32::MAX);
    let each = around(
        ran(1, "each", "while_loop", "running"),
        &json!({}),
        &json!([far]),
    );
    check(
        "running",
        &json!([each]),
        &json!({}),
        &[
            "each while_loop running 1/?",
            "  Turn 4294967296 turn completed 1.0s",
            "    a code completed 1.0s",
        ],
    );
}
