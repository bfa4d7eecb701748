//! Measures the library at the size that Eyrie promises to be fast at, and prints one JSON line.
//!
//! `cargo run --release -p library --example library_figures [-- WORKFLOWS [BLOCKS]]`
//!
//! Everything is made up from a fixed seed, so that two runs measure the same. Times are in
//! milliseconds. The baseline of the search is the same question put to the texts with `LIKE`.
#![expect(clippy::print_stdout, reason = "its output is the result")]
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot be made has no result"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use library::{ContentHash, IndexText, Library, RunRecord, WorkflowHead, WorkflowRecord};
use rusqlite::Connection;

const CONNECTION: &str = "bench";
const PAGE: usize = 100;
const RUNS: usize = 10;
const ROUNDS: usize = 15;
const HITS: usize = 2000;

/// What people type; each is searched for letter by letter.
const QUERIES: [&str; 12] = [
    "download invoice",
    "login",
    "portal.example",
    "wpid_00042",
    "extract the table",
    "dlinv",
    "Überweisung",
    "download_report_7",
    "\"quoted (",
    "nvoic",
    "customer number",
    "zzzz nothing",
];

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .filter_map(|text| text.parse::<usize>().ok());
    let workflows = arguments.next().unwrap_or(10_000);
    let blocks = arguments.next().unwrap_or(20);
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap().library;

    let sync = timed(|| sync(&library, workflows, blocks));
    let runs = timed(|| add_runs(&library, workflows));
    let written = size(folder.path());
    let unchanged = timed(|| sync_unchanged(&library, workflows));
    assert_eq!(
        size(folder.path()),
        written,
        "an unchanged library was rewritten"
    );

    drop(library);
    let (library, open) = timed_value(|| Library::open(folder.path()).unwrap().library);
    let cold_rows = timed(|| assert_eq!(library.rows(CONNECTION).unwrap().len(), workflows));
    let rows: Vec<f64> = (0..ROUNDS)
        .map(|_| timed(|| library.rows(CONNECTION).unwrap()))
        .collect();

    let first_search = timed(|| library.search(CONNECTION, "first", HITS).unwrap());
    let mut searches = Vec::new();
    let mut slowest = (0.0, String::new());
    for typed in keystrokes() {
        let took = timed(|| library.search(CONNECTION, &typed, HITS).unwrap());
        if took > slowest.0 {
            slowest = (took, typed);
        }
        searches.push(took);
    }
    let baseline = like_baseline(&folder.path().join("library.db"));
    println!(
        "{{\"figure\":\"library\",\"workflows\":{workflows},\"blocks\":{blocks},\
         \"sync_ms\":{sync:.0},\"runs_ms\":{runs:.0},\"unchanged_sync_ms\":{unchanged:.1},\
         \"open_ms\":{open:.1},\"rows_first_ms\":{cold_rows:.1},\"rows_ms\":{:.1},\
         \"search_first_ms\":{first_search:.1},\"search_p50_ms\":{:.2},\"search_p95_ms\":{:.2},\
         \"search_max_ms\":{:.2},\"slowest\":{:?},\"baseline_like_p95_ms\":{:.1},\"megabytes\":{:.1}}}",
        percentile(rows, 50),
        percentile(searches.clone(), 50),
        percentile(searches, 95),
        slowest.0,
        slowest.1,
        percentile(baseline, 95),
        megabytes(written),
    );
}

fn keystrokes() -> impl Iterator<Item = String> {
    QUERIES
        .iter()
        .flat_map(|query| (1..=query.chars().count()).map(|end| query.chars().take(end).collect()))
}

fn sync(library: &Library, workflows: usize, blocks: usize) {
    let mut sync = library.begin_sync(CONNECTION).unwrap();
    for first in (0..workflows).step_by(PAGE) {
        let records: Vec<_> = (first..workflows.min(first + PAGE))
            .map(|at| workflow(at, blocks))
            .collect();
        let changed = sync
            .page(&heads(&records), |at| records[at].clone())
            .unwrap();
        assert_eq!(changed.len(), records.len());
    }
    assert!(sync.finish(Utc::now()).unwrap().is_empty());
}

fn sync_unchanged(library: &Library, workflows: usize) {
    let mut sync = library.begin_sync(CONNECTION).unwrap();
    // Only the heads count: making up the records again is not what a sync does.
    let all: Vec<_> = (0..workflows).map(head).collect();
    for page in all.chunks(PAGE) {
        let changed = sync
            .page(page, |_| unreachable!("nothing has changed"))
            .unwrap();
        assert!(changed.is_empty());
    }
}

fn heads(records: &[WorkflowRecord]) -> Vec<WorkflowHead> {
    records
        .iter()
        .map(|record| WorkflowHead {
            id: record.id.clone(),
            hash: ContentHash::of(record.id.as_bytes()),
        })
        .collect()
}

fn head(at: usize) -> WorkflowHead {
    let id = workflow_id(at);
    WorkflowHead {
        hash: ContentHash::of(id.as_bytes()),
        id,
    }
}

fn workflow_id(at: usize) -> String {
    format!("wpid_{at:08}")
}

fn add_runs(library: &Library, workflows: usize) {
    let start: DateTime<Utc> = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
    for first in (0..workflows).step_by(PAGE) {
        let runs: Vec<_> = (first..workflows.min(first + PAGE))
            .flat_map(|at| (0..RUNS).map(move |run| (at, run)))
            .map(|(at, run)| run_record(at, run, start))
            .collect();
        assert_eq!(
            library.upsert_runs(CONNECTION, &runs).unwrap().len(),
            runs.len()
        );
    }
}

fn run_record(at: usize, run: usize, start: DateTime<Utc>) -> RunRecord {
    let number = at * RUNS + run;
    let created_at = start + TimeDelta::seconds(i64::try_from(number).unwrap());
    RunRecord {
        id: format!("wr_{number:018}"),
        workflow_id: Some(workflow_id(at)),
        title: format!("Run {run} of {at}"),
        status: ["completed", "failed", "completed", "terminated"][number % 4].to_owned(),
        created_at,
        started_at: Some(created_at),
        finished_at: Some(created_at + TimeDelta::seconds(42)),
        failure: (number % 4 == 1).then(|| "The element was not found on the page".to_owned()),
        trigger: "manual".to_owned(),
        version: Some(1),
        parameter_text: Some(format!("https://portal{at}.example.com\n{number}")),
        body: None,
    }
}

fn workflow(at: usize, blocks: usize) -> WorkflowRecord {
    let mut words = Words::new(at as u64);
    let title = format!("{} {} {}", words.title_word(), words.next(), at % 97);
    let mut texts = vec![
        text(None, "title", title.clone()),
        text(None, "description", words.sentence(20)),
        text(None, "id", workflow_id(at)),
    ];
    for block in 0..blocks {
        let label = format!("{}_{}_{block}", words.verb(), words.next());
        texts.push(text(Some(&label), "label", label.clone()));
        texts.push(text(Some(&label), "prompt", words.sentence(45)));
        let url = format!(
            "https://portal{}.example.com/{}/{}",
            at % 500,
            words.next(),
            words.next()
        );
        texts.push(text(Some(&label), "url", url));
        if block % 5 == 0 {
            texts.push(text(
                Some(&label),
                "code",
                format!("result = fetch({:?})", words.sentence(25)),
            ));
        }
    }
    let fields: Vec<String> = texts
        .iter()
        .map(|entry| format!("{{{:?}:{:?}}}", entry.field, entry.text))
        .collect();
    let body = fields.concat();
    WorkflowRecord {
        id: workflow_id(at),
        title,
        description: String::new(),
        folder: Some(format!("fld_{}", at % 40)),
        version: 3,
        status: "published".to_owned(),
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
        is_template: false,
        kinds: [
            "navigation",
            "extraction",
            "for_loop",
            "file_download",
            "send_email",
        ]
        .map(str::to_owned)
        .to_vec(),
        block_count: u32::try_from(blocks).unwrap(),
        parameter_count: 3,
        body,
        texts,
    }
}

fn text(block: Option<&str>, field: &str, text: String) -> IndexText {
    IndexText {
        block: block.map(str::to_owned),
        field: field.to_owned(),
        text,
    }
}

/// Words as frequent as in prose: the n-th most frequent comes about 1/n as often as the first.
struct Words(u64);

const COMMON: [&str; 24] = [
    "the",
    "page",
    "click",
    "invoice",
    "download",
    "extract",
    "login",
    "table",
    "customer",
    "number",
    "report",
    "portal",
    "button",
    "date",
    "value",
    "field",
    "search",
    "total",
    "each",
    "order",
    "address",
    "name",
    "submit",
    "Überweisung",
];
const VERBS: [&str; 6] = ["download", "extract", "login", "open", "submit", "check"];

impl Words {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn random(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn next(&mut self) -> String {
        // The product of two random numbers favours small ones.
        let rank = usize::try_from((self.random() % 80) * (self.random() % 80) % 6400).unwrap();
        COMMON
            .get(rank / 20)
            .map_or_else(|| made_up(rank), |word| (*word).to_owned())
    }

    fn verb(&mut self) -> &'static str {
        VERBS[usize::try_from(self.random() % 6).unwrap()]
    }

    fn title_word(&mut self) -> String {
        let verb = self.verb();
        format!("{}{}", verb[..1].to_uppercase(), &verb[1..])
    }

    fn sentence(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| self.next())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn made_up(rank: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ka", "ro", "mi", "ten", "sul", "va", "dor", "pe", "lin", "gu", "har", "os", "bi", "wen",
        "tra", "yo",
    ];
    [rank % 16, rank / 16 % 16, rank / 256 % 16, rank % 7]
        .map(|at| SYLLABLES[at])
        .concat()
}

/// What a search would be without an index: it finds the same, but not where and not what is best.
fn like_baseline(path: &Path) -> Vec<f64> {
    let connection = Connection::open(path).unwrap();
    let mut select = connection
        .prepare(
            "SELECT w.id FROM workflows AS w JOIN workflow_texts AS t ON t.workflow = w.no \
             WHERE w.title LIKE ?1 OR t.texts LIKE ?1 LIMIT 200",
        )
        .unwrap();
    let mut ask = |query: &str| {
        timed(|| {
            let found = select.query_map([format!("%{query}%")], |row| row.get::<_, String>(0));
            found.unwrap().count()
        })
    };
    QUERIES.iter().map(|query| ask(query)).collect()
}

/// Without the time to drop the value.
fn timed<T>(work: impl FnOnce() -> T) -> f64 {
    timed_value(work).1
}

fn timed_value<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let start = Instant::now();
    let value = work();
    (
        value,
        start.elapsed().div_duration_f64(Duration::from_millis(1)),
    )
}

fn percentile(mut times: Vec<f64>, percent: usize) -> f64 {
    times.sort_by(f64::total_cmp);
    times[(times.len() * percent / 100).min(times.len() - 1)]
}

/// Bytes of the database and its log.
fn size(folder: &Path) -> u64 {
    ["library.db", "library.db-wal"]
        .iter()
        .filter_map(|name| std::fs::metadata(folder.join(name)).ok())
        .map(|file| file.len())
        .sum()
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
