//! Bodies of the server: recorded ones, with made-up ids and texts. All of it is the same each time.

use serde_json::{Value, json};

/// The id of the one run.
pub(crate) const RUN: &str = "wr_700000000000000001";
const WORKFLOW: &str = "wpid_000000000000000000";

/// The size of the run's timeline.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    pub(crate) blocks: usize,
    pub(crate) actions_of_block: usize,
}

/// The body of a recorded answer.
pub(crate) fn recorded(name: &str) -> Value {
    let path = format!(
        "{}/../fixtures/skyvern/recorded/{name}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path).expect("the recording");
    let mut exchange: Value = serde_json::from_str(&text).expect("JSON");
    exchange["response"]["body"].take()
}

/// One workflow of the list, with blocks that have prompts, addresses and now and then code.
pub(crate) fn workflow(at: usize, blocks: usize) -> Value {
    thread_local! {
        static MODEL: Value = recorded("agents-get");
    }
    let mut words = Words(at as u64 + 1);
    let mut workflow = MODEL.with(Value::clone);
    let model = workflow["workflow_definition"]["blocks"][0].clone();
    let made = (0..blocks).map(|number| block(&model, number, &mut words));
    workflow["workflow_definition"]["blocks"] = made.collect();
    let made_up = json!({
        "workflow_id": format!("w_{at:018}"),
        "workflow_permanent_id": format!("wpid_{at:018}"),
        "title": format!("{} {} {}", words.sentence(2), words.next(), at % 97),
        "description": words.sentence(12),
        "folder_id": null,
    });
    merge(&mut workflow, made_up);
    workflow
}

fn block(model: &Value, number: usize, words: &mut Words) -> Value {
    let mut block = model.clone();
    let label = format!("{}_{number}", words.next());
    let portal = words.random() % 500;
    let made_up = if number.is_multiple_of(5) {
        json!({ "block_type": "code", "code": format!("result = {:?}", words.sentence(25)) })
    } else {
        json!({
            "block_type": "navigation", "navigation_goal": words.sentence(45),
            "url": format!("https://portal{portal}.example.com/{}", words.next()),
        })
    };
    merge(&mut block, made_up);
    block["label"] = json!(label);
    block
}

pub(crate) fn run_in_list() -> Value {
    let mut run = recorded("runs-list")[0].take();
    let made_up = json!({
        "run_id": RUN, "status": "running", "finished_at": null, "title": "The long run",
        "workflow_permanent_id": WORKFLOW,
    });
    merge(&mut run, made_up);
    run
}

pub(crate) fn run() -> Value {
    let mut run = recorded("run-wait-while-running");
    merge(&mut run, json!({ "run_id": RUN }));
    run
}

pub(crate) fn rich_run() -> Value {
    let mut run = recorded("api-v1-workflow-run-detail");
    let made_up = json!({
        "workflow_run_id": RUN, "workflow_id": WORKFLOW, "status": "running",
        "finished_at": null, "workflow_title": "The long run", "outputs": null,
    });
    merge(&mut run, made_up);
    run
}

/// Newest first, as the server sends it; the newest block is still under way.
pub(crate) fn timeline(run: Run, news: usize) -> Value {
    let entry = recorded("run-navigation-llm-timeline")[0].take();
    let action = entry["block"]["actions"][1].clone();
    let count = run.blocks + news;
    let made = (0..count).rev().map(|at| {
        let mut entry = entry.clone();
        let actions = if at < run.blocks {
            run.actions_of_block
        } else {
            1
        };
        entry["block"]["actions"] = (0..actions)
            .map(|number| timeline_action(&action, at, number))
            .collect();
        let is_last = at + 1 == count;
        let made_up = json!({
            "workflow_run_block_id": format!("wrb_{at:018}"), "workflow_run_id": RUN,
            "label": format!("step_{at}"), "created_at": time(at),
            "status": if is_last { "running" } else { "completed" },
            "modified_at": time(at + 1),
        });
        merge(&mut entry["block"], made_up);
        entry["created_at"] = json!(time(at));
        entry
    });
    made.collect()
}

fn timeline_action(model: &Value, block: usize, number: usize) -> Value {
    let mut action = model.clone();
    let made_up = json!({
        "action_id": format!("act_{block:012}{number:06}"), "action_order": number,
        "reasoning": format!("The button {number} of step {block} leads on to the next page"),
        "created_at": time(block), "started_at": time(block), "finished_at": time(block),
        "modified_at": time(block), "workflow_run_id": RUN, "screenshot_artifact_id": null,
    });
    merge(&mut action, made_up);
    action
}

/// The time of a block, which takes a second.
fn time(at: usize) -> String {
    let (hour, minute, second) = (at / 3600, at / 60 % 60, at % 60);
    format!("2026-11-22T{hour:02}:{minute:02}:{second:02}.000000")
}

/// Puts fields into an object, over those that it has.
pub(crate) fn merge(into: &mut Value, fields: Value) {
    let Value::Object(fields) = fields else {
        return;
    };
    for (name, value) in fields {
        into[name] = value;
    }
}

/// Words, some often and most seldom, as in prose.
#[derive(Debug)]
pub(crate) struct Words(pub(crate) u64);

const OFTEN: [&str; 16] = [
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
    "order",
    "Überweisung",
];
const SYLLABLES: [&str; 16] = [
    "ka", "ro", "mi", "ten", "sul", "va", "dor", "pe", "lin", "gu", "har", "os", "bi", "wen",
    "tra", "yo",
];

impl Words {
    fn random(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        self.0 >> 33
    }

    fn next(&mut self) -> String {
        // The product of two random numbers favours small ones.
        let rank = (self.random() % 80 * (self.random() % 80)) as usize;
        let seldom = || {
            [rank % 16, rank / 16 % 16, rank / 256 % 16]
                .map(|at| SYLLABLES[at])
                .concat()
        };
        OFTEN
            .get(rank / 30)
            .map_or_else(seldom, |word| (*word).to_owned())
    }

    pub(crate) fn sentence(&mut self, count: usize) -> String {
        let words: Vec<String> = (0..count).map(|_| self.next()).collect();
        words.join(" ")
    }
}
