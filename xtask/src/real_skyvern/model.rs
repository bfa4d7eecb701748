//! A model that plays a script: an OpenAI-compatible endpoint which does, and answers, what the
//! workflow's own texts tell it, so that AI blocks give the same result on every run.
//!
//! A script is lines of a prompt or a goal that begin with `@`:
//!
//! | line | meaning |
//! | --- | --- |
//! | `@type Search = lamp` | type "lamp" into the field that mentions "Search" |
//! | `@click Find` | click the button or link that mentions "Find" |
//! | `@until 3 results` | the goal is reached when the page shows "3 results" |
//! | `@give-up no stock` | end the block as terminated, with this reason |
//! | `@reply {"total": 3}` | answer with this JSON, or this text |
//! | `@false` | the criterion is not met, the condition not true |
//!
//! Which question is asked is known by the names of the fields that the answer is to have.

mod page;
mod script;

use std::thread;

use anyhow::{Result, anyhow};
use serde_json::{Value, json};
use tiny_http::{Header, Request, Response, Server};

use self::script::Script;

/// Starts the endpoint on a free port of 127.0.0.1; gives its base URL. It ends with this program.
pub(super) fn start() -> Result<String> {
    let server = Server::http("127.0.0.1:0").map_err(|fault| anyhow!("{fault}"))?;
    let address = server.server_addr().to_ip();
    let address = address.ok_or_else(|| anyhow!("the model's endpoint has no address"))?;
    thread::spawn(move || {
        for request in server.incoming_requests() {
            if let Err(fault) = respond(request) {
                eprintln!("scripted model: {fault:#}");
            }
        }
    });
    Ok(format!("http://{address}/v1"))
}

fn respond(mut request: Request) -> Result<()> {
    let mut body = Vec::new();
    request.as_reader().read_to_end(&mut body)?;
    let asked: Value = serde_json::from_slice(&body).unwrap_or_default();
    let content = answer(&prompt(&asked));
    let completion = json!({
        "id": "scripted",
        "object": "chat.completion",
        "created": 0,
        "model": "scripted",
        "choices": [{
            "index": 0,
            "finish_reason": "stop",
            "message": { "role": "assistant", "content": content.to_string() },
        }],
        "usage": { "prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2 },
    });
    let response = Response::from_string(completion.to_string());
    let kind = Header::from_bytes("content-type", "application/json");
    let kind = kind.map_err(|()| anyhow!("not a header"))?;
    request.respond(response.with_header(kind))?;
    Ok(())
}

/// All text of a chat request, pictures left out.
fn prompt(request: &Value) -> String {
    let messages = request["messages"].as_array();
    let mut texts = Vec::new();
    for message in messages.into_iter().flatten() {
        match &message["content"] {
            Value::String(text) => texts.push(text.as_str()),
            Value::Array(parts) => {
                texts.extend(parts.iter().filter_map(|part| part["text"].as_str()));
            }
            _ => {}
        }
    }
    texts.join("\n")
}

/// The answer to a prompt, in the fields that it asks for.
fn answer(prompt: &str) -> Value {
    let script = Script::read(prompt);
    let asks_for = |field: &str| prompt.contains(&format!("\"{field}\""));
    if asks_for("actions") && asks_for("click_context") {
        script.next_actions(prompt)
    } else if asks_for("actions") {
        script.verdict()
    } else if asks_for("condition_index") {
        script.evaluations(prompt)
    } else if asks_for("user_goal_achieved") {
        script.goal_check(prompt)
    } else if asks_for("llm_response") {
        json!({ "llm_response": script.reply().unwrap_or_else(|| json!("A scripted answer.")) })
    } else if asks_for("summary") {
        json!({ "summary": "Does what the script says." })
    } else {
        script.reply().unwrap_or_else(|| json!({}))
    }
}
