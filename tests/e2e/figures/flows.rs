//! Workflows with loops and conditions as the server stores them, of any number of blocks.

use serde_json::{Value, json};

use crate::bodies::{Words, merge};

/// Blocks of a group: a loop with two in it, a condition with one in a branch, and four beside them.
const GROUP: usize = 8;

/// A workflow of so many blocks: groups one after the other, and what is left over as waits.
pub(crate) fn workflow(at: usize, blocks: usize) -> Value {
    let mut workflow = stored();
    let models = workflow["workflow_definition"]["blocks"].take();
    let mut made = Made {
        models,
        words: Words(at as u64 + 1),
        blocks: Vec::new(),
    };
    let (groups, rest) = (blocks / GROUP, blocks % GROUP);
    let first_rest = (rest > 0).then(|| "rest_0".to_owned());
    for group in 0..groups {
        let next = (group + 1 < groups).then(|| format!("open_{}", group + 1));
        made.group(group, next.or_else(|| first_rest.clone()));
    }
    for number in 0..rest {
        let next = (number + 1 < rest).then(|| format!("rest_{}", number + 1));
        made.add("wait", &format!("rest_{number}"), next, json!({}));
    }
    let definition = &mut workflow["workflow_definition"];
    definition["blocks"] = made.blocks.into();
    definition["finally_block_label"] = Value::Null;
    if let Some(parameters) = definition["parameters"].as_array_mut() {
        parameters.retain(|parameter| parameter["parameter_type"] != "output");
    }
    let made_up = json!({
        "workflow_id": format!("w_{at:018}"), "workflow_permanent_id": format!("wpid_{at:018}"),
        "title": title(blocks), "folder_id": null,
    });
    merge(&mut workflow, made_up);
    workflow
}

/// What a workflow of so many blocks is called; none begins like another.
pub(crate) fn title(blocks: usize) -> String {
    format!("Flow {blocks:04}")
}

/// One with a block of every kind, from a real server.
fn stored() -> Value {
    thread_local! {
        static STORED: Value = {
            let path = concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../fixtures/workflows/every-kind.stored.json"
            );
            let text = std::fs::read_to_string(path).expect("the stored workflow");
            serde_json::from_str(&text).expect("JSON")
        };
    }
    STORED.with(Value::clone)
}

struct Made {
    /// One block of each kind.
    models: Value,
    words: Words,
    blocks: Vec<Value>,
}

impl Made {
    fn group(&mut self, group: usize, next: Option<String>) {
        let label = |what: &str| format!("{what}_{group}");
        let open = json!({ "url": "https://shop.example/{{ month }}", "navigation_goal": null });
        self.add("goto_url", &label("open"), Some(label("read")), open);
        let goal = format!("All rows of {{{{ month }}}}. {}", self.words.sentence(45));
        let read = json!({ "data_extraction_goal": goal });
        self.add("extraction", &label("read"), Some(label("each")), read);
        let inner = self.in_loop(group);
        let rows = format!("{{{{ {}_output.extracted_information }}}}", label("read"));
        let each = json!({ "loop_blocks": inner, "loop_variable_reference": rows });
        self.add("for_loop", &label("each"), Some(label("choose")), each);
        let is_done = format!("{{{{ {}_output.status == 'completed' }}}}", label("read"));
        let branches = json!([
            branch(Some(&is_done), &label("call")),
            branch(None, &label("finish")),
        ]);
        let choose = json!({ "branch_conditions": branches });
        // A condition goes on with what its branches join at.
        self.add(
            "conditional",
            &label("choose"),
            Some(label("finish")),
            choose,
        );
        let call = json!({ "url": "https://api.example/{{ month }}", "body": null });
        self.add("http_request", &label("call"), Some(label("finish")), call);
        let mail = json!({ "body": self.words.sentence(30), "file_attachments": [] });
        self.add("send_email", &label("finish"), next, mail);
    }

    fn in_loop(&mut self, group: usize) -> Vec<Value> {
        let ask = format!("ask_{group}");
        let prompt = format!("{} {{{{ current_value }}}}", self.words.sentence(45));
        let code =
            json!({ "code": format!("return {{'words': {:?}}}\n", self.words.sentence(12)) });
        vec![
            self.block("code", &format!("calc_{group}"), Some(ask.clone()), code),
            self.block("text_prompt", &ask, None, json!({ "prompt": prompt })),
        ]
    }

    fn add(&mut self, kind: &str, label: &str, next: Option<String>, fields: Value) {
        let block = self.block(kind, label, next, fields);
        self.blocks.push(block);
    }

    fn block(&self, kind: &str, label: &str, next: Option<String>, fields: Value) -> Value {
        let models = self.models.as_array().expect("a list of blocks");
        let inner = models
            .iter()
            .filter_map(|block| block["loop_blocks"].as_array());
        let model = models
            .iter()
            .chain(inner.flatten())
            .find(|block| block["block_type"] == kind);
        let mut block = model.expect("a block of every kind").clone();
        merge(&mut block, fields);
        block["label"] = label.into();
        block["next_block_label"] = next.into();
        block["output_parameter"]["key"] = format!("{label}_output").into();
        block
    }
}

fn branch(expression: Option<&str>, next: &str) -> Value {
    let criteria = expression
        .map(|expression| json!({ "criteria_type": "jinja2_template", "expression": expression }));
    json!({ "is_default": criteria.is_none(), "criteria": criteria, "next_block_label": next })
}
