//! The bytes of artifacts: parts of them, and the ways that older servers have to them.

use serde_json::json;
use skyvern_api::artifacts::ByteRange;
use skyvern_api::{Error, Feature, UsualPorts};
use wiremock::matchers::{header, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::server::{
    answering, builder, calls, client, closed_port, json as answer, no_such_route,
};

fn artifact(uri: &str, signed_url: Option<&str>) -> ResponseTemplate {
    answer(json!({
        "artifact_id": "a_1", "artifact_type": "recording", "uri": uri, "signed_url": signed_url,
        "created_at": "2026-11-22T23:50:10",
    }))
}

#[tokio::test]
async fn older_servers_give_bytes_by_their_signed_address() {
    let storage = answering(&[(
        "GET",
        "/bucket/r.webm",
        ResponseTemplate::new(206).set_body_bytes(b"webm"),
    )])
    .await;
    let signed = format!("{}/bucket/r.webm?sig=abc", storage.uri());
    let server = answering(&[
        ("GET", "/v1/artifacts/a_1/content", no_such_route()),
        (
            "GET",
            "/v1/artifacts/a_1",
            artifact("s3://bucket/r.webm", Some(&signed)),
        ),
    ])
    .await;
    let client = client(&server.uri());
    let range = ByteRange {
        start: 0,
        end: Some(3),
    };
    for _ in 0..2 {
        let content = client
            .artifacts()
            .content(&"a_1".into(), Some(range))
            .await
            .unwrap();
        assert_eq!(content.into_bytes().await.unwrap(), "webm");
    }
    let asked = storage.received_requests().await.unwrap();
    assert_eq!(asked[0].headers["range"], "bytes=0-3");
    assert!(
        asked
            .iter()
            .all(|request| !request.headers.contains_key("x-api-key"))
    );
    let newer = calls(&server)
        .await
        .iter()
        .filter(|call| call.ends_with("/content"))
        .count();
    assert_eq!(newer, 1);
}

#[tokio::test]
async fn a_file_of_the_servers_own_disk_is_never_opened_here() {
    let uri = "file:///etc/hostname";
    let server = answering(&[
        ("GET", "/v1/artifacts/a_1/content", no_such_route()),
        ("GET", "/v1/artifacts/a_1", artifact(uri, Some(uri))),
    ])
    .await;
    let artifacts = url::Url::parse(&closed_port().await)
        .unwrap()
        .port()
        .unwrap();
    let client = builder(&server.uri()).usual_ports(UsualPorts {
        artifacts,
        ..UsualPorts::default()
    });
    let error = client
        .build()
        .unwrap()
        .artifacts()
        .content(&"a_1".into(), None)
        .await
        .unwrap_err();
    assert_eq!(
        error,
        Error::NotSupported {
            feature: Feature::ArtifactContent
        }
    );
}

#[tokio::test]
async fn very_old_servers_give_bytes_by_their_artifact_server() {
    let files = MockServer::start().await;
    Mock::given(path("/artifact/recording"))
        .and(query_param("path", "/data/r 1.webm"))
        .and(header("range", "bytes=0-"))
        .respond_with(ResponseTemplate::new(206).set_body_raw("webm", "video/webm"))
        .mount(&files)
        .await;
    let server = answering(&[
        ("GET", "/v1/artifacts/a_1/content", no_such_route()),
        (
            "GET",
            "/v1/artifacts/a_1",
            artifact("file:///data/r 1.webm", None),
        ),
    ])
    .await;
    let artifacts = files.address().port();
    let client = builder(&server.uri()).usual_ports(UsualPorts {
        artifacts,
        ..UsualPorts::default()
    });
    let content = client
        .build()
        .unwrap()
        .artifacts()
        .content(&"a_1".into(), None)
        .await
        .unwrap();
    assert_eq!(content.content_type.as_deref(), Some("video/webm"));
    assert_eq!(content.into_bytes().await.unwrap(), "webm");
    let asked = files.received_requests().await.unwrap();
    assert!(
        asked
            .iter()
            .all(|request| !request.headers.contains_key("x-api-key"))
    );
}

#[tokio::test]
async fn parts_of_files_are_told() {
    let part = ResponseTemplate::new(206)
        .insert_header("content-range", "bytes 4-7/100")
        .set_body_raw("part", "video/mp4");
    let beyond = ResponseTemplate::new(416).insert_header("content-range", "bytes */100");
    let server = answering(&[
        ("GET", "/v1/artifacts/a_1/content", part),
        ("GET", "/v1/artifacts/a_2/content", beyond),
        (
            "GET",
            "/v1/artifacts/a_3/content",
            ResponseTemplate::new(200).set_body_raw("whole", "video/mp4"),
        ),
    ])
    .await;
    let client = client(&server.uri());
    let range = |start, end| Some(ByteRange { start, end });
    let content = client
        .artifacts()
        .content(&"a_1".into(), range(4, Some(7)))
        .await
        .unwrap();
    let told = content.range.unwrap();
    assert_eq!(
        (told.start, told.end, told.total, content.length),
        (4, 7, Some(100), Some(4))
    );
    assert_eq!(content.total_length(), Some(100));

    let error = client
        .artifacts()
        .content(&"a_2".into(), range(200, None))
        .await
        .unwrap_err();
    assert_eq!(error, Error::RangeNotSatisfiable { total: Some(100) });

    let content = client
        .artifacts()
        .content(&"a_3".into(), range(4, None))
        .await
        .unwrap();
    assert_eq!(
        (content.range, content.total_length()),
        (None, Some(5)),
        "the server gives no parts"
    );
    let requests = server.received_requests().await.unwrap();
    let asked: Vec<_> = requests
        .iter()
        .map(|request| request.headers["range"].to_str().unwrap())
        .collect();
    assert_eq!(asked, ["bytes=4-7", "bytes=200-", "bytes=4-"]);
    assert!(
        requests
            .iter()
            .all(|request| request.headers["accept-encoding"] == "identity")
    );
}
