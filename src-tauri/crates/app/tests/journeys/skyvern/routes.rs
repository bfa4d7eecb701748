//! What the server answers to each route that the app uses.

use axum::body::{Body, Bytes};
use axum::http::{Method, Response, StatusCode, header};
use serde_json::{Value, json};

use super::Asked;
use super::world::{World, organizations, text};

/// An answer that is about to be sent.
pub(super) struct Answer {
    status: StatusCode,
    kind: String,
    pub(super) body: Bytes,
}

impl From<Answer> for Response<Body> {
    fn from(answer: Answer) -> Self {
        let response = Response::builder()
            .status(answer.status)
            .header(header::CONTENT_TYPE, answer.kind)
            .header("x-skyvern-api-version", "1.0.56")
            .body(Body::from(answer.body));
        response.expect("an answer")
    }
}

fn json_answer(status: u16, body: &Value) -> Answer {
    Answer {
        status: StatusCode::from_u16(status).expect("a status"),
        kind: "application/json".to_owned(),
        body: body.to_string().into(),
    }
}

fn refusal(status: u16, detail: &str) -> Answer {
    json_answer(status, &json!({ "detail": detail }))
}

pub(super) fn route(world: &mut World, asked: &Asked) -> Answer {
    let path = asked.path.trim_start_matches("/api").trim_matches('/');
    let parts: Vec<&str> = path.split('/').collect();
    if let ["v1", "heartbeat"] = parts.as_slice() {
        return Answer {
            status: StatusCode::OK,
            kind: "text/plain".to_owned(),
            body: Bytes::from_static(b"Server is running."),
        };
    }
    if let ["v1", "version"] = parts.as_slice() {
        return json_answer(200, &json!({ "version": world.version }));
    }
    let key = asked
        .headers
        .get("x-api-key")
        .map(reqwest::header::HeaderValue::as_bytes);
    if key != Some(world.key.as_bytes()) {
        return refusal(403, "Invalid credentials");
    }
    let answer = match parts.as_slice() {
        ["v1", "organizations"] => Some(json_answer(200, &organizations())),
        ["v1", "workflows", rest @ ..] => workflows(world, asked, rest),
        ["v1", "folders", rest @ ..] => folders(world, asked, rest),
        ["v1", "runs", rest @ ..] => runs(world, asked, rest),
        ["v1", "run", "workflows"] => Some(launch(world, asked)),
        ["v1", "artifacts", id, "content"] => Some(content(world, id)),
        ["v1", "credentials"] => listed(&super::answers::body("credentials-list-one"), asked),
        ["v1", "browser_sessions"] => {
            listed(&super::answers::body("browser-sessions-list-one"), asked)
        }
        ["v1", "browser_profiles"] => Some(json_answer(200, &json!([]))),
        ["v1", "schedules"] => Some(json_answer(
            200,
            &super::answers::body("schedules-list-one"),
        )),
        ["v1", "upload_file"] => Some(json_answer(200, &super::answers::body("upload-file"))),
        _ => None,
    };
    answer.unwrap_or_else(|| refusal(404, "Not Found"))
}

/// The page of a list that was asked for.
fn listed(list: &Value, asked: &Asked) -> Option<Answer> {
    let size = asked.number("page_size", 10);
    let skipped = (asked.number("page", 1) - 1) * size;
    let items = list.as_array()?.iter().skip(skipped).take(size);
    Some(json_answer(200, &items.cloned().collect()))
}

fn workflows(world: &mut World, asked: &Asked, rest: &[&str]) -> Option<Answer> {
    match (&asked.method, rest) {
        (&Method::GET, []) => {
            let list = world.by_the_clock(Value::Array(world.workflows.clone()));
            if let Some(id) = world.vanishing.take() {
                world.delete(&id);
            }
            if world.has_no_pages {
                let first = list.as_array()?.iter().take(100);
                return Some(json_answer(200, &first.cloned().collect()));
            }
            listed(&list, asked)
        }
        (&Method::GET, ["templates"]) => Some(json_answer(200, &json!([]))),
        (&Method::POST, []) => Some(create(world, asked)),
        (&Method::GET, ["runs", id]) => {
            let with_workflow = !asked.path.starts_with("/api/");
            let play = world.runs.iter().find(|run| run.id == *id)?;
            let rich = play.rich(with_workflow);
            Some(json_answer(200, &world.by_the_clock(rich)))
        }
        (&Method::POST, ["runs", id, "retry"]) => Some(retry(world, id)),
        (&Method::POST, ["runs", id, "continue"]) => {
            world.run(id).go_on();
            Some(json_answer(200, &Value::Null))
        }
        (&Method::GET, [id]) => Some(one_workflow(world, asked, id)),
        (&Method::GET, [id, "versions"]) => {
            let current = world
                .place(id)
                .map(|place| vec![world.workflows[place].clone()]);
            let versions = world.versions.get(*id).cloned().or(current);
            Some(json_answer(200, &json!(versions.unwrap_or_default())))
        }
        (&Method::GET, [id, "runs"]) => {
            let of_it = world.runs.iter().map(super::world::Play::row);
            let of_it = of_it.filter(|row| row["workflow_permanent_id"] == *id);
            let rows: Value = of_it.collect();
            listed(&world.by_the_clock(rows), asked)
        }
        (&Method::POST, [id, "delete"]) => {
            world.delete(id);
            Some(json_answer(200, &Value::Null))
        }
        (&Method::PUT, [id, "folder"]) => {
            let place = world.place(id)?;
            let folder = asked.body["folder_id"].clone();
            world.workflows[place]["folder_id"] = folder;
            Some(json_answer(200, &world.workflows[place]))
        }
        (&Method::POST, [id, "run"]) => Some(launch_version(world, asked, id)),
        _ => None,
    }
}

fn one_workflow(world: &World, asked: &Asked, id: &str) -> Answer {
    let Some(place) = world.place(id) else {
        return refusal(
            404,
            &format!("Workflow not found. workflow_permanent_id={id}"),
        );
    };
    let current = &world.workflows[place];
    let wanted = asked.query("version").map(str::parse::<u64>);
    let found = match wanted {
        None => Some(current),
        Some(wanted) => {
            let versions = world
                .versions
                .get(id)
                .map(Vec::as_slice)
                .unwrap_or_default();
            let mut all = versions.iter().chain([current]);
            all.find(|one| one["version"].as_u64() == wanted.clone().ok())
        }
    };
    match found {
        Some(workflow) => json_answer(200, workflow),
        None => refusal(
            404,
            &format!("Workflow not found. workflow_permanent_id={id}, version="),
        ),
    }
}

/// Keeps the definition as it was sent, in the stored form as far as the app looks at it.
fn create(world: &mut World, asked: &Asked) -> Answer {
    let mut workflow = asked.body["json_definition"].clone();
    if !workflow.is_object() {
        return refusal(422, "json_definition or yaml_definition is required");
    }
    if text(&workflow["title"]).contains("refused") {
        return json_answer(
            422,
            &json!({ "detail": [{
                "type": "value_error", "loc": ["body", "json_definition", "title"],
                "msg": "Value error, this title is refused",
            }] }),
        );
    }
    let id = world.id("wpid");
    let version_id = world.id("w");
    let more = [
        ("workflow_permanent_id", json!(id)),
        ("workflow_id", json!(version_id)),
        ("version", json!(1)),
        ("folder_id", json!(asked.query("folder_id"))),
        ("created_at", json!("2026-11-23T01:00:00.000001")),
        ("modified_at", json!("2026-11-23T01:00:00.000001")),
    ];
    for (name, value) in more {
        workflow[name] = value;
    }
    world.workflows.insert(0, workflow.clone());
    json_answer(200, &workflow)
}

fn folders(world: &mut World, asked: &Asked, rest: &[&str]) -> Option<Answer> {
    let place = |world: &World, id: &str| {
        let mut folders = world.folders.iter();
        folders.position(|folder| folder["folder_id"] == id)
    };
    match (&asked.method, rest) {
        (&Method::GET, []) => listed(&json!(world.folders), asked),
        (&Method::POST, []) => {
            let folder = json!({
                "folder_id": world.id("fld"), "title": asked.body["title"],
                "description": asked.body["description"], "workflow_count": 0,
                "organization_id": "o_1", "created_at": "2026-11-23T01:00:00",
                "modified_at": "2026-11-23T01:00:00",
            });
            world.folders.push(folder.clone());
            Some(json_answer(200, &folder))
        }
        (&Method::PUT, [id]) => {
            let folder = place(world, id)?;
            world.folders[folder]["title"] = asked.body["title"].clone();
            Some(json_answer(200, &world.folders[folder]))
        }
        (&Method::DELETE, [id]) => {
            let folder = place(world, id)?;
            world.folders.remove(folder);
            let with_workflows = asked.query("delete_workflows") == Some("true");
            world
                .workflows
                .retain(|one| !with_workflows || one["folder_id"] != *id);
            for workflow in &mut world.workflows {
                if workflow["folder_id"] == *id {
                    workflow["folder_id"] = Value::Null;
                }
            }
            Some(json_answer(
                200,
                &json!({ "status": "deleted", "folder_id": id }),
            ))
        }
        _ => None,
    }
}

fn runs(world: &mut World, asked: &Asked, rest: &[&str]) -> Option<Answer> {
    match (&asked.method, rest) {
        (&Method::GET, []) => {
            let rows: Value = world.runs.iter().map(super::world::Play::row).collect();
            listed(&world.by_the_clock(rows), asked)
        }
        (&Method::POST, ["cancel"]) => {
            let wanted = asked.body["run_ids"].as_array()?.iter().map(text);
            let (known, unknown): (Vec<_>, Vec<_>) =
                wanted.partition(|id| world.runs.iter().any(|run| &run.id == id));
            for id in &known {
                world.run(id).cancel();
            }
            Some(json_answer(
                200,
                &json!({ "cancelled": known, "failed": unknown }),
            ))
        }
        (_, [id, ..]) if world.runs.iter().all(|run| run.id != *id) => {
            if rest.get(1) == Some(&"artifacts") {
                return Some(json_answer(200, &json!([])));
            }
            Some(refusal(404, &format!("Run not found {id}")))
        }
        (&Method::GET, [id]) => {
            let run = world.run(id).now().run;
            Some(json_answer(200, &world.by_the_clock(run)))
        }
        (&Method::GET, [id, "timeline"]) => {
            let timeline = world.run(id).now().timeline;
            Some(json_answer(200, &world.by_the_clock(timeline)))
        }
        (&Method::GET, [id, "artifacts"]) => {
            let files = world.artifacts.get(*id).cloned().unwrap_or_default();
            Some(json_answer(200, &world.by_the_clock(json!(files))))
        }
        (&Method::POST, [id, "cancel"]) => {
            world.run(id).cancel();
            Some(json_answer(200, &Value::Null))
        }
        _ => None,
    }
}

fn launch(world: &mut World, asked: &Asked) -> Answer {
    let id = text(&asked.body["workflow_id"]);
    if asked.body["parameters"]["n"] == json!("refused") {
        return refusal(
            400,
            &format!("Missing value for parameter n in workflow {id}"),
        );
    }
    let Some(recording) = world.plays.get(&id).copied() else {
        return refusal(
            404,
            &format!("Workflow not found. workflow_permanent_id={id}"),
        );
    };
    let run = world.begin(recording);
    world.run(&run).inputs = asked.body["parameters"].clone();
    let answer = world.run(&run).now().run;
    json_answer(200, &answer)
}

fn launch_version(world: &mut World, asked: &Asked, id: &str) -> Answer {
    let Some(recording) = world.plays.get(id).copied() else {
        return refusal(404, "Workflow not found");
    };
    let run = world.begin(recording);
    world.run(&run).inputs = asked.body["data"].clone();
    json_answer(200, &json!({ "workflow_id": id, "workflow_run_id": run }))
}

fn retry(world: &mut World, id: &str) -> Answer {
    let run = world.run(id).now().run;
    let workflow = text(&run["run_request"]["workflow_id"]);
    let recording = world.plays.get(&workflow).copied().expect("it was staged");
    let again = world.begin(recording);
    let answer = world.run(&again).now().run;
    json_answer(200, &answer)
}

fn content(world: &World, id: &str) -> Answer {
    match world.contents.get(id) {
        Some((kind, bytes)) => Answer {
            status: StatusCode::OK,
            kind: kind.clone(),
            body: bytes.clone(),
        },
        None => refusal(404, &format!("Artifact not found {id}")),
    }
}
