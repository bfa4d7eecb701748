use proptest::prelude::*;

use super::*;
use crate::fixtures::{HOME, keep, library, text, workflow};
use crate::{IndexText, WorkflowRecord};

/// A library of the titles and texts that the tests below ask for.
fn shelf() -> (tempfile::TempDir, Library) {
    let (folder, library) = library();
    for record in records() {
        assert!(keep(&library, HOME, &record));
    }
    (folder, library)
}

fn records() -> Vec<WorkflowRecord> {
    let with = |id: &str, title: &str, texts: &[IndexText]| {
        let record = workflow(id, title);
        WorkflowRecord {
            texts: [&record.texts[..], texts].concat(),
            ..record
        }
    };
    let words = "word ".repeat(60);
    let long = format!("{words}the tariff number on line seven {words}");
    vec![
        with(
            "wpid_101",
            "Download invoices",
            &[text(
                Some("fetch_all"),
                "prompt",
                "Open the billing page of each customer",
            )],
        ),
        with(
            "wpid_102",
            "Invoice",
            &[text(None, "description", "Nightly, for the accountants")],
        ),
        with(
            "wpid_103",
            "Reset passwords",
            &[
                text(Some("download_invoice"), "label", "download_invoice"),
                text(
                    Some("download_invoice"),
                    "url",
                    "https://portal.example.com/billing/2024",
                ),
                text(
                    Some("check"),
                    "code",
                    "result = await page.title()\nassert 'Überweisung' in result",
                ),
            ],
        ),
        with(
            "wpid_104",
            "Événements du mois",
            &[text(Some("liste"), "prompt", "Lister les réservations")],
        ),
        with(
            "wpid_105",
            "Customs",
            &[text(Some("read"), "prompt", &long)],
        ),
        with(
            "wpid_106",
            "発注書",
            &[text(Some("a"), "prompt", "請求書をダウンロードする")],
        ),
    ]
}

fn search(library: &Library, query: &str) -> Vec<Hit> {
    library.search(HOME, query, 100).unwrap()
}

#[test]
fn finds_the_best_first() {
    let (_folder, library) = shelf();
    let check = |query: &str, ids: &[&str]| {
        let hits = search(&library, query);
        let found: Vec<_> = hits.iter().map(|hit| &hit.id["wpid_".len()..]).collect();
        assert_eq!(found, ids, "{query:?}: {hits:#?}");
        assert!(
            hits.is_sorted_by(|one, other| one.score >= other.score),
            "{hits:#?}"
        );
    };
    // The exact title, the title that has the word, the label.
    check("invoice", &["102", "101", "103"]);
    check("INVOICE", &["102", "101", "103"]);
    check("invoices", &["101"]);
    check("down inv", &["101", "103"]);
    check("invoices download", &["101"]);
    // Fuzzy, in titles only.
    check("dlinv", &["101"]);
    check("rspass", &["103"]);
    // Ids, whole and in part.
    check("wpid_104", &["104"]);
    check("WPID_104", &["104"]);
    check("_105", &["105"]);
    // Words anywhere, the last one begun.
    check("billing", &["101", "103"]);
    check("customer bill", &["101"]);
    check("accountan", &["102"]);
    // Labels and addresses, whole, in part and with their punctuation.
    check("download_invoice", &["103"]);
    check("download_inv", &["103"]);
    check("portal.example.com", &["103"]);
    check("https://portal.example.com/bil", &["103"]);
    check("page.title()", &["103"]);
    check("example.portal", &[]);
    // Parts of words.
    check("illin", &["101", "103"]);
    check("ervatio", &["104"]);
    // Without accents and case.
    check("evenement", &["104"]);
    check("uberweis", &["103"]);
    check("RESERVATIONS", &["104"]);
    check("re\u{301}serv", &["104"]);
    // Scripts without spaces.
    check("発注", &["106"]);
    check("請求書", &["106"]);
    check("求書", &["106"]);
    check("ロード", &["106"]);
    // Nothing.
    check("", &[]);
    check("   ", &[]);
    check("zzzz", &[]);
    check("invoice zzzz", &[]);
}

/// Asserts the block, the field and the snippet of a hit; matches are marked with brackets.
fn check_place(
    library: &Library,
    query: &str,
    id: &str,
    place: Option<(Option<&str>, &str, &str)>,
) {
    let hits = search(library, query);
    let hit = hits
        .iter()
        .find(|hit| hit.id == id)
        .unwrap_or_else(|| panic!("{query:?}"));
    let found = hit.place.as_ref().map(|place| {
        let marked = marked(&place.snippet, &place.ranges);
        (place.block.clone(), place.field.clone(), marked)
    });
    let place = place.map(|(block, field, marked)| {
        (
            block.map(str::to_owned),
            field.to_owned(),
            marked.to_owned(),
        )
    });
    assert_eq!(found, place, "{query:?}");
}

#[test]
fn shows_where_it_was_found() {
    let (_folder, library) = shelf();
    let check = |query, id, place| check_place(&library, query, id, place);
    check("invoice", "wpid_101", None);
    check("wpid_101", "wpid_101", Some((None, "id", "[wpid_101]")));
    check("id_10", "wpid_101", Some((None, "id", "wp[id_10]1")));
    check(
        "invoice",
        "wpid_103",
        Some((Some("download_invoice"), "label", "download_[invoice]")),
    );
    check(
        "bill",
        "wpid_103",
        Some((
            Some("download_invoice"),
            "url",
            "https://portal.example.com/[bill]ing/2024",
        )),
    );
    check(
        "customer page",
        "wpid_101",
        Some((
            Some("fetch_all"),
            "prompt",
            "Open the billing [page] of each [customer]",
        )),
    );
    check(
        "uberw",
        "wpid_103",
        Some((
            Some("check"),
            "code",
            "result = await page.title() assert '[Überw]eisung' in result",
        )),
    );
    check(
        "illin",
        "wpid_101",
        Some((
            Some("fetch_all"),
            "prompt",
            "Open the b[illin]g page of each customer",
        )),
    );
    check(
        "ダウン",
        "wpid_106",
        Some((Some("a"), "prompt", "請求書を[ダウン]ロードする")),
    );
    let snippet = "…word word word word word word the [tariff] number on line seven word word \
                   word word word word word word word word word wor…";
    check(
        "tariff",
        "wpid_105",
        Some((Some("read"), "prompt", snippet)),
    );
}

fn marked(text: &str, ranges: &[MatchRange]) -> String {
    let mut marked = String::new();
    for (at, char) in (0..).zip(text.chars()) {
        if ranges.iter().any(|range| range.start == at) {
            marked.push('[');
        }
        marked.push(char);
        if ranges.iter().any(|range| range.start + range.len == at + 1) {
            marked.push(']');
        }
    }
    marked
}

#[test]
fn marks_what_matched_in_titles() {
    let (_folder, library) = shelf();
    let check = |query: &str, title: &str, expected: &str| {
        let id = records()
            .into_iter()
            .find(|record| record.title == title)
            .unwrap()
            .id;
        let hits = search(&library, query);
        let hit = hits
            .iter()
            .find(|hit| hit.id == id)
            .unwrap_or_else(|| panic!("{query:?}"));
        assert_eq!(marked(title, &hit.title_ranges), expected);
    };
    check("invoice", "Invoice", "[Invoice]");
    check("invoice", "Download invoices", "Download [invoice]s");
    check("inv down", "Download invoices", "[Down]load [inv]oices");
    check("evenem", "Événements du mois", "[Événem]ents du mois");
    check("注", "発注書", "発[注]書");
    check("dlinv", "Download invoices", "[D]own[l]oad [inv]oices");
}

#[test]
fn follows_changes() {
    let (_folder, library) = shelf();
    let ids = |query: &str| -> Vec<String> {
        search(&library, query)
            .into_iter()
            .map(|hit| hit.id)
            .collect()
    };
    assert_eq!(ids("accountants"), ["wpid_102"]);
    keep(
        &library,
        HOME,
        &WorkflowRecord {
            texts: vec![
                text(None, "title", "Bills"),
                text(Some("x"), "prompt", "gardening"),
            ],
            ..workflow("wpid_102", "Bills")
        },
    );
    assert!(ids("accountants").is_empty());
    assert_eq!(
        (ids("gardening"), ids("bills")),
        (vec!["wpid_102".to_owned()], vec!["wpid_102".to_owned()])
    );
    library.remove_workflow(HOME, "wpid_102").unwrap();
    assert!(ids("gardening").is_empty() && ids("bills").is_empty() && ids("wpid_102").is_empty());
}

#[test]
fn keeps_connections_apart() {
    let (_folder, library) = shelf();
    keep(
        &library,
        "elsewhere",
        &workflow("wpid_900", "Invoice elsewhere"),
    );
    let ids = |connection: &str| -> Vec<String> {
        let hits = library.search(connection, "invoice", 100).unwrap();
        hits.into_iter().map(|hit| hit.id).collect()
    };
    assert_eq!(ids("elsewhere"), ["wpid_900"]);
    assert_eq!(ids(HOME), ["wpid_102", "wpid_101", "wpid_103"]);
    assert!(ids("nowhere").is_empty());
    library.delete_connection("elsewhere").unwrap();
    assert!(ids("elsewhere").is_empty());
    keep(
        &library,
        "elsewhere",
        &workflow("wpid_901", "Invoice again"),
    );
    assert_eq!(ids("elsewhere"), ["wpid_901"]);
}

#[test]
fn a_limit_keeps_the_best() {
    let (_folder, library) = shelf();
    let ids = |limit: usize| -> Vec<String> {
        library
            .search(HOME, "invoice", limit)
            .unwrap()
            .into_iter()
            .map(|hit| hit.id)
            .collect()
    };
    assert!(ids(0).is_empty());
    assert_eq!(ids(1), ["wpid_102"]);
    assert_eq!(ids(2), ["wpid_102", "wpid_101"]);
    assert_eq!(ids(usize::MAX).len(), 3);
}

#[test]
fn beyond_the_best_the_place_is_found_on_demand() {
    let (_folder, library) = library();
    for at in 0..PLACES + 5 {
        let record = WorkflowRecord {
            texts: vec![text(Some("b"), "prompt", "find the needle")],
            ..workflow(&format!("w_{at}"), "Hay")
        };
        keep(&library, HOME, &record);
    }
    let hits = library.search(HOME, "needle", 1000).unwrap();
    let placed = hits.iter().filter(|hit| hit.place.is_some()).count();
    assert_eq!((hits.len(), placed), (PLACES + 5, PLACES));
    let last = hits.last().unwrap();
    let place = library
        .hit_place(HOME, &last.id, "needle")
        .unwrap()
        .unwrap();
    assert_eq!(marked(&place.snippet, &place.ranges), "find the [needle]");
    assert_eq!(library.hit_place(HOME, &last.id, "pin").unwrap(), None);
    assert_eq!(library.hit_place(HOME, "w_none", "needle").unwrap(), None);
}

#[test]
fn a_huge_text_is_searched_in_its_beginning() {
    let (_folder, library) = library();
    let huge = format!("alpha {} omega", "filler ".repeat(1_000_000));
    let record = WorkflowRecord {
        texts: vec![text(Some("b"), "prompt", &huge)],
        body: huge.clone(),
        ..workflow("w_1", "Huge")
    };
    keep(&library, HOME, &record);
    assert_eq!(search(&library, "alpha").len(), 1);
    assert_eq!(search(&library, "omega").len(), 0);
    assert_eq!(library.body(HOME, "w_1").unwrap().unwrap(), huge);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_is_an_answer(query in prop_oneof![
        any::<String>(),
        "[\"'*^(){}:+\\-~ a-zé0-9_./\u{0}請]{0,40}",
        "(invoice|AND|OR|NOT|NEAR|\"|\\*|\\(|\\)| ){0,12}",
    ]) {
        thread_local! {
            static SHELF: (tempfile::TempDir, Library) = shelf();
        }
        SHELF.with(|(_, library)| {
            for hit in library.search(HOME, &query, 50).unwrap() {
                let title = records().into_iter().find(|record| record.id == hit.id).unwrap().title;
                check_ranges(&title, &hit.title_ranges);
                if let Some(place) = hit.place {
                    check_ranges(&place.snippet, &place.ranges);
                }
            }
        });
    }
}

/// In order, apart from each other, not empty, and within the text.
fn check_ranges(text: &str, ranges: &[MatchRange]) {
    assert!(
        ranges.iter().all(|range| range.len > 0),
        "{text:?} {ranges:?}"
    );
    assert!(
        ranges.is_sorted_by(|one, other| one.start + one.len < other.start),
        "{text:?} {ranges:?}"
    );
    let end = ranges.last().map_or(0, |range| range.start + range.len);
    assert!(end as usize <= text.chars().count(), "{text:?} {ranges:?}");
}
