//! The lines of a script, and the answers that follow from them.

use serde_json::{Map, Value, json};

use super::page;

/// What the `@` lines of a prompt say.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Script {
    acts: Vec<Act>,
    until: Option<String>,
    give_up: Option<String>,
    reply: Option<String>,
    is_false: bool,
}

#[derive(Debug, PartialEq)]
enum Act {
    Type { field: String, text: String },
    Click { target: String },
}

impl Script {
    pub(super) fn read(prompt: &str) -> Self {
        let mut script = Self::default();
        for line in prompt
            .lines()
            .filter_map(|line| line.trim().strip_prefix('@'))
        {
            let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
            let rest = rest.trim();
            match verb {
                "type" => script
                    .acts
                    .extend(rest.split_once('=').map(|(field, text)| Act::Type {
                        field: field.trim().to_owned(),
                        text: text.trim().to_owned(),
                    })),
                "click" => script.acts.push(Act::Click {
                    target: rest.to_owned(),
                }),
                "until" => script.until = Some(rest.to_owned()),
                "give-up" => script.give_up = Some(rest.to_owned()),
                "reply" => script.reply = Some(rest.to_owned()),
                "false" => script.is_false = true,
                _ => {}
            }
        }
        script
    }

    /// What `@reply` gives: JSON where it is JSON, else its text.
    pub(super) fn reply(&self) -> Option<Value> {
        let reply = self.reply.as_deref()?;
        Some(serde_json::from_str(reply).unwrap_or_else(|_| json!(reply)))
    }

    /// The next actions of a block that works on a page.
    pub(super) fn next_actions(&self, prompt: &str) -> Value {
        if let Some(reason) = &self.give_up {
            return plan(false, &[action("TERMINATE", reason, &[])]);
        }
        if self.is_reached(prompt) {
            return plan(
                true,
                &[action("COMPLETE", "the script's end is reached", &[])],
            );
        }
        let acts: Option<Vec<Value>> = self.acts.iter().map(|act| act.on(prompt)).collect();
        match acts {
            Some(acts) if !acts.is_empty() => plan(false, &acts),
            Some(_) => plan(
                false,
                &[action("TERMINATE", "the script's end never came", &[])],
            ),
            None => plan(
                false,
                &[action(
                    "TERMINATE",
                    "the page lacks what the script names",
                    &[],
                )],
            ),
        }
    }

    /// Whether a criterion is met.
    pub(super) fn verdict(&self) -> Value {
        let is_met = !self.is_false && self.give_up.is_none();
        let kind = if is_met { "COMPLETE" } else { "TERMINATE" };
        let reason = self.give_up.as_deref().unwrap_or("as the script says");
        json!({ "actions": [action(kind, reason, &[("page_info", json!("")), ("thought", json!(""))])] })
    }

    /// One truth for each condition that is asked.
    pub(super) fn evaluations(&self, prompt: &str) -> Value {
        let numbered = prompt.lines().filter(|line| {
            let rest = line.trim().strip_prefix("Condition ");
            rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        });
        let evaluations = (1..=numbered.count().max(1)).map(|index| {
            json!({
                "condition_index": index,
                "reasoning": "as the script says",
                "result": !self.is_false,
            })
        });
        json!({ "evaluations": evaluations.collect::<Vec<_>>() })
    }

    /// Whether the goal of a block is reached.
    pub(super) fn goal_check(&self, prompt: &str) -> Value {
        json!({
            "page_info": "",
            "thoughts": "as the script says",
            "user_goal_achieved": self.is_reached(prompt),
        })
    }

    /// A script that names no end is at its end as soon as it has nothing to do.
    fn is_reached(&self, prompt: &str) -> bool {
        match &self.until {
            Some(until) => page::shows(prompt, until),
            None => self.acts.is_empty(),
        }
    }
}

impl Act {
    /// The act as an action on an element of the page; `None` when the page has no such element.
    fn on(&self, prompt: &str) -> Option<Value> {
        match self {
            Self::Type { field, text } => {
                let id = page::element(prompt, &["input", "textarea"], field)?;
                let context = json!({
                    "thought": "",
                    "field": field,
                    "is_required": false,
                    "is_search_bar": false,
                    "is_location_input": false,
                    "is_date_related": false,
                    "date_format": null,
                    "is_text_captcha": false,
                });
                let more = [
                    ("id", json!(id)),
                    ("text", json!(text)),
                    ("context", context),
                ];
                Some(action("INPUT_TEXT", &format!("Type into {field}"), &more))
            }
            Self::Click { target } => {
                let id = page::element(prompt, &["button", "a", "input", "select"], target)?;
                let context = json!({ "thought": "", "single_option_click": true });
                let more = [("id", json!(id)), ("click_context", context)];
                Some(action("CLICK", &format!("Click {target}"), &more))
            }
        }
    }
}

fn plan(is_reached: bool, actions: &[Value]) -> Value {
    json!({
        "user_goal_stage": "as the script says",
        "user_goal_achieved": is_reached,
        "action_plan": "as the script says",
        "actions": actions,
    })
}

fn action(kind: &str, reason: &str, more: &[(&str, Value)]) -> Value {
    let mut action = Map::new();
    action.insert("reasoning".to_owned(), json!(reason));
    action.insert("confidence_float".to_owned(), json!(1.0));
    action.insert("action_type".to_owned(), json!(kind));
    for field in [
        "user_detail_query",
        "user_detail_answer",
        "id",
        "text",
        "file_url",
        "option",
    ] {
        action.insert(field.to_owned(), Value::Null);
    }
    action.insert("download".to_owned(), json!(false));
    for (name, value) in more {
        action.insert((*name).to_owned(), value.clone());
    }
    Value::Object(action)
}

#[cfg(test)]
mod tests {
    use super::super::answer;
    use super::*;

    const PAGE: &str = r#"
Reply with "actions", "click_context".
Goal:
  Look for a lamp.
  @type Search = lamp
  @click Find
  @until 3 results
Elements:
<input id="AAAB" placeholder="Search the shop"><button id="AAAC">Find it</button>
"#;

    fn kinds(answer: &Value) -> Vec<&str> {
        let actions = answer["actions"].as_array().expect("actions");
        actions
            .iter()
            .filter_map(|it| it["action_type"].as_str())
            .collect()
    }

    #[test]
    fn a_page_is_worked_on_until_it_shows_the_end() {
        let first = answer(PAGE);
        assert_eq!(kinds(&first), ["INPUT_TEXT", "CLICK"]);
        assert_eq!(first["actions"][0]["id"], "AAAB");
        assert_eq!(first["actions"][0]["text"], "lamp");
        assert_eq!(first["actions"][1]["id"], "AAAC");

        let then = answer(&format!("{PAGE}<p>3 results</p>"));
        assert_eq!(kinds(&then), ["COMPLETE"]);
        assert_eq!(then["user_goal_achieved"], true);
    }

    #[test]
    fn a_page_without_the_element_ends_the_block() {
        let bare = PAGE.replace("button", "p");
        assert_eq!(kinds(&answer(&bare)), ["TERMINATE"]);
        let given_up = format!("{PAGE}\n@give-up no stock");
        assert_eq!(answer(&given_up)["actions"][0]["reasoning"], "no stock");
    }

    #[test]
    fn criteria_and_conditions_follow_the_script() {
        let criterion = "the answer has \"actions\": COMPLETE or TERMINATE\n";
        assert_eq!(kinds(&answer(criterion)), ["COMPLETE"]);
        assert_eq!(kinds(&answer(&format!("{criterion}@false"))), ["TERMINATE"]);

        let conditions = "give \"condition_index\"\nCondition 1: a\nCondition 2: b\n@false";
        let evaluations = answer(conditions);
        assert_eq!(evaluations["evaluations"].as_array().map(Vec::len), Some(2));
        assert_eq!(evaluations["evaluations"][1]["result"], false);
        assert_eq!(evaluations["evaluations"][1]["condition_index"], 2);
    }

    #[test]
    fn replies_are_json_or_text() {
        assert_eq!(
            answer("Extract it.\n@reply {\"total\": 3}"),
            json!({ "total": 3 })
        );
        let text = answer("give \"llm_response\"\n@reply in plain words");
        assert_eq!(text, json!({ "llm_response": "in plain words" }));
        assert!(answer("give \"summary\"")["summary"].is_string());
        assert_eq!(answer("anything else"), json!({}));
    }
}
