use super::*;
use crate::fixtures::{HOME, at, keep, library, run, workflow};

#[test]
fn tells_which_runs_changed() {
    let (_folder, library) = library();
    let check = |runs: &[RunRecord], changed: &[&str]| {
        assert_eq!(library.upsert_runs(HOME, runs).unwrap(), changed);
    };
    let one = RunRecord {
        parameter_text: Some("a".to_owned()),
        body: Some("{}".to_owned()),
        ..run("r_1", "w_1", 10)
    };
    check(&[], &[]);
    check(&[one.clone(), run("r_2", "w_1", 20)], &["r_1", "r_2"]);
    check(&[one.clone(), run("r_2", "w_1", 20)], &[]);
    check(
        &[RunRecord {
            parameter_text: None,
            body: None,
            ..one.clone()
        }],
        &[],
    );
    check(
        &[RunRecord {
            status: "failed".to_owned(),
            ..one.clone()
        }],
        &["r_1"],
    );
    check(
        &[RunRecord {
            status: "failed".to_owned(),
            body: Some("{1}".to_owned()),
            ..one
        }],
        &["r_1"],
    );
}

#[test]
fn a_list_without_bodies_leaves_the_bodies_that_are_kept() {
    let (_folder, library) = library();
    let whole = RunRecord {
        parameter_text: Some("https://example.com".to_owned()),
        body: Some("{\"a\":1}".to_owned()),
        failure: Some("No button".to_owned()),
        ..run("r_1", "w_1", 10)
    };
    library
        .upsert_runs(HOME, std::slice::from_ref(&whole))
        .unwrap();
    assert_eq!(library.run(HOME, "r_1").unwrap().as_ref(), Some(&whole));
    let brief = RunRecord {
        status: "canceled".to_owned(),
        parameter_text: None,
        body: None,
        ..whole.clone()
    };
    library.upsert_runs(HOME, &[brief]).unwrap();
    let expected = RunRecord {
        status: "canceled".to_owned(),
        ..whole
    };
    assert_eq!(library.run(HOME, "r_1").unwrap(), Some(expected));
    assert_eq!(library.run(HOME, "r_2").unwrap(), None);
}

#[test]
fn a_row_has_its_last_ten_runs() {
    let (_folder, library) = library();
    let runs: Vec<_> = (1..=12)
        .map(|at| run(&format!("r_{at}"), "w_1", at * 100))
        .collect();
    // Known before the workflow is, and in no order.
    library.upsert_runs(HOME, &runs[6..]).unwrap();
    keep(&library, HOME, &workflow("w_1", "One"));
    library.upsert_runs(HOME, &runs[..6]).unwrap();
    let row = library.row(HOME, "w_1").unwrap().unwrap();
    let ids: Vec<_> = row.recent_runs.iter().map(|run| run.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "r_3", "r_4", "r_5", "r_6", "r_7", "r_8", "r_9", "r_10", "r_11", "r_12"
        ]
    );
    let newest = RecentRun {
        id: "r_12".to_owned(),
        status: "completed".to_owned(),
        started_at: at(1201),
        seconds: Some(90.0),
    };
    assert_eq!(
        (row.recent_runs.last(), row.last_seconds),
        (Some(&newest), Some(90.0))
    );
}

#[test]
fn the_last_duration_is_of_a_run_that_ended() {
    let (_folder, library) = library();
    keep(&library, HOME, &workflow("w_1", "One"));
    let check = |run: RunRecord, seconds: &[Option<f64>], last: Option<f64>| {
        library.upsert_runs(HOME, &[run]).unwrap();
        let row = library.row(HOME, "w_1").unwrap().unwrap();
        let found: Vec<_> = row.recent_runs.iter().map(|run| run.seconds).collect();
        assert_eq!((found.as_slice(), row.last_seconds), (seconds, last));
    };
    let queued = RunRecord {
        started_at: None,
        finished_at: None,
        ..run("r_1", "w_1", 10)
    };
    let running = RunRecord {
        finished_at: None,
        ..run("r_2", "w_1", 20)
    };
    let clocks_differ = RunRecord {
        finished_at: Some(at(0)),
        ..run("r_3", "w_1", 30)
    };
    check(queued, &[None], None);
    check(running, &[None, None], None);
    check(clocks_differ, &[None, None, Some(0.0)], Some(0.0));
    check(
        run("r_2", "w_1", 20),
        &[None, Some(90.0), Some(0.0)],
        Some(0.0),
    );
}

fn history() -> (tempfile::TempDir, Library) {
    let (folder, library) = library();
    let failed = RunRecord {
        status: "failed".to_owned(),
        failure: Some("The Download-Button was not found".to_owned()),
        parameter_text: Some("https://portal.example.com\nKunde 42".to_owned()),
        ..run("wr_500", "w_2", 30)
    };
    let runs = [run("wr_100", "w_1", 10), run("wr_200", "w_1", 40), failed];
    library.upsert_runs(HOME, &runs).unwrap();
    library
        .upsert_runs("elsewhere", &[run("wr_900", "w_1", 50)])
        .unwrap();
    (folder, library)
}

fn check_list(library: &Library, query: &RunQuery, ids: &[&str], total: u32) {
    let page = library.runs(HOME, query).unwrap();
    let found: Vec<_> = page.runs.iter().map(|run| run.id.as_str()).collect();
    assert_eq!((found.as_slice(), page.total), (ids, total), "{query:?}");
}

#[test]
fn lists_what_was_asked_for() {
    let (_folder, library) = history();
    let check = |query, ids: &[&str], total| check_list(&library, &query, ids, total);
    let all = RunQuery::default;
    let statuses = |statuses: &[&str]| RunQuery {
        statuses: statuses.iter().map(|status| (*status).to_owned()).collect(),
        ..all()
    };
    check(all(), &["wr_200", "wr_500", "wr_100"], 3);
    check(RunQuery { limit: 1, ..all() }, &["wr_200"], 3);
    check(
        RunQuery {
            limit: 1,
            offset: 2,
            ..all()
        },
        &["wr_100"],
        3,
    );
    check(RunQuery { offset: 9, ..all() }, &[], 3);
    check(
        RunQuery {
            workflow_id: Some("w_1".to_owned()),
            ..all()
        },
        &["wr_200", "wr_100"],
        2,
    );
    check(statuses(&["failed"]), &["wr_500"], 1);
    check(
        statuses(&["failed", "completed"]),
        &["wr_200", "wr_500", "wr_100"],
        3,
    );
    check(statuses(&["unheard_of"]), &[], 0);
}

#[test]
fn searches_the_history() {
    let (_folder, library) = history();
    let check = |search: &str, ids: &[&str]| {
        let query = RunQuery {
            search: search.to_owned(),
            ..RunQuery::default()
        };
        check_list(&library, &query, ids, u32::try_from(ids.len()).unwrap());
        let query = RunQuery {
            statuses: vec!["unheard_of".to_owned()],
            ..query
        };
        check_list(&library, &query, &[], 0);
    };
    check("download butt", &["wr_500"]);
    check("portal.example", &["wr_500"]);
    check("KUNDE", &["wr_500"]);
    check("r_2", &["wr_200"]);
    check("Run", &["wr_200", "wr_500", "wr_100"]);
    check("  ", &["wr_200", "wr_500", "wr_100"]);
    check("nothing like it", &[]);
    for odd in [
        "\"",
        "'",
        "%",
        "*",
        "a OR",
        "NEAR(",
        "-x",
        "^",
        "{",
        "\0",
        "x\" AND \"y",
    ] {
        check(odd, &[]);
    }
}

#[test]
fn a_changed_run_is_found_by_its_new_words_only() {
    let (_folder, library) = library();
    let total = |text: &str| {
        let query = RunQuery {
            search: text.to_owned(),
            ..RunQuery::default()
        };
        library.runs(HOME, &query).unwrap().total
    };
    let first = RunRecord {
        failure: Some("captcha".to_owned()),
        ..run("r_1", "w_1", 10)
    };
    library.upsert_runs(HOME, &[first]).unwrap();
    assert_eq!((total("captcha"), total("timeout")), (1, 0));
    let second = RunRecord {
        failure: Some("timeout".to_owned()),
        ..run("r_1", "w_1", 10)
    };
    library.upsert_runs(HOME, &[second]).unwrap();
    assert_eq!((total("captcha"), total("timeout")), (0, 1));
}
