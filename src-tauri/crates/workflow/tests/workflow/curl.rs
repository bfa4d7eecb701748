//! cURL commands as people paste them.

use proptest::prelude::*;
use serde_json::{Value, json};
use workflow::curl::{CurlFault, parse};
use workflow::kinds;

#[track_caller]
fn check(command: &str, fields: &Value, left_out: &[&str]) {
    let request = parse(command).unwrap_or_else(|fault| panic!("{fault}\n{command}"));
    assert_eq!(&Value::Object(request.fields.clone()), fields, "{command}");
    assert_eq!(request.left_out, left_out, "{command}");
    let kind = kinds::find("http_request").unwrap();
    for name in request.fields.keys() {
        assert!(kind.field(name).is_some(), "{name} is a field of the block");
    }
}

#[test]
fn what_a_browser_copies_for_a_unix_shell() {
    check(
        r#"curl 'https://shop.example/api/orders?page=2' \
  --compressed \
  -X POST \
  -H 'accept: application/json' \
  -H 'content-type: application/json' \
  -H 'cookie: a=1; b=2' \
  --data-raw $'{"note":"it\'s \u00e9 \ud83d\ude00","n":[1,2],"t":"a\\nb"}' ;
curl 'https://shop.example/second'"#,
        &json!({
            "method": "POST",
            "url": "https://shop.example/api/orders?page=2",
            "headers": {
                "accept": "application/json",
                "content-type": "application/json",
                "cookie": "a=1; b=2",
            },
            "body": {"note": "it's é 😀", "n": [1, 2], "t": "a\nb"},
            "follow_redirects": false,
        }),
        &[],
    );
}

#[test]
fn what_a_browser_copies_for_the_shell_of_windows() {
    check(
        "curl \"https://shop.example/api?a=1^&b=%%20c\" ^\r\n  -H \"accept: */*\" ^\r\n  -H ^\"sec-ch-ua: ^\\^\"Chromium^\\^\";v=^\\^\"130^\\^\"^\" ^\r\n  --data-raw ^\"^{^\\^\"path^\\^\":^\\^\"C:^\\^\\x^\\^\"^}^\"",
        &json!({
            "method": "POST",
            "url": "https://shop.example/api?a=1&b=%20c",
            "headers": {
                "accept": "*/*",
                "sec-ch-ua": "\"Chromium\";v=\"130\"",
                "Content-Type": "application/json",
            },
            "body": {"path": "C:\\x"},
            "follow_redirects": false,
        }),
        &[],
    );
}

#[test]
fn options_as_documentation_writes_them() {
    for (command, fields, left_out) in [
        (
            "curl example.com",
            json!({"method": "GET", "url": "http://example.com", "follow_redirects": false}),
            &[][..],
        ),
        (
            "$ curl -sSL --url=https://example.com -m2.5 -u ada:secret",
            json!({
                "method": "GET", "url": "https://example.com", "timeout": 3, "follow_redirects": true,
                "headers": {"Authorization": "Basic YWRhOnNlY3JldA=="},
            }),
            &[],
        ),
        (
            "curl -d a=1 -d 'b=x+y%21' https://example.com",
            json!({
                "method": "POST", "url": "https://example.com", "follow_redirects": false,
                "headers": {"Content-Type": "application/x-www-form-urlencoded"},
                "body": {"a": "1", "b": "x y!"},
            }),
            &[],
        ),
        (
            "curl -G -d a=1 --data-urlencode 'q=a b&c' 'https://example.com/?x=1'",
            json!({
                "method": "GET", "url": "https://example.com/?x=1&a=1&q=a%20b%26c",
                "follow_redirects": false,
            }),
            &[],
        ),
        (
            "curl --json '{\"a\": 1}' -XPUT \"https://example.com/{{ id }}\"",
            json!({
                "method": "PUT", "url": "https://example.com/{{ id }}", "follow_redirects": false,
                "headers": {"Content-Type": "application/json"}, "body": {"a": 1},
            }),
            &[],
        ),
    ] {
        check(command, &fields, left_out);
    }
}

#[test]
fn what_the_block_cannot_do_is_listed() {
    for (command, fields, left_out) in [
        (
            "curl -F name=Ada -F 'doc=@\"/tmp/a b.pdf\";type=application/pdf' https://example.com",
            json!({
                "method": "POST", "url": "https://example.com", "follow_redirects": false,
                "body": {"name": "Ada"}, "files": {"doc": "/tmp/a b.pdf"},
            }),
            &["-F doc: the file /tmp/a b.pdf must be one that the run can reach"][..],
        ),
        (
            "curl -k -x proxy:80 -d @body.json --json '[1]' --teleport https://a.example https://b.example | jq .",
            json!({
                "method": "POST", "url": "https://a.example", "follow_redirects": false,
            }),
            &[
                "-k: the server always checks certificates",
                "-x proxy:80: the block has nothing like it",
                "-d @body.json: what is in the file; put it into the body",
                "--teleport: the block has nothing like it",
                "The address https://b.example: a block calls one",
                "The body “[1]”: the block sends only JSON objects",
            ],
        ),
        (
            "curl -I -A 'me 1' -b 'a=1' -H 'X-Empty;' -H 'Accept:' https://example.com",
            json!({
                "method": "HEAD", "url": "https://example.com", "follow_redirects": false,
                "headers": {"User-Agent": "me 1", "Cookie": "a=1", "X-Empty": ""},
            }),
            &["-H Accept:: it takes out a header that is not sent anyway"],
        ),
    ] {
        check(command, &fields, left_out);
    }
}

#[test]
fn what_is_no_command_is_told() {
    for (command, fault) in [
        ("", CurlFault::NotCurl),
        ("wget https://example.com", CurlFault::NotCurl),
        ("curl -s", CurlFault::NoUrl),
        (
            "curl 'https://example.com",
            CurlFault::OpenQuote { quote: '\'' },
        ),
        (
            "curl \"https://example.com",
            CurlFault::OpenQuote { quote: '"' },
        ),
        (
            "curl https://example.com -H",
            CurlFault::NoValue {
                option: "-H".into(),
            },
        ),
    ] {
        assert_eq!(parse(command), Err(fault), "{command}");
    }
    assert_eq!(
        parse(&format!("curl {}", "a".repeat(3 << 20))),
        Err(CurlFault::TooLong)
    );
}

proptest! {
    #[test]
    fn any_text_is_parsed_or_refused(text in "[ \\-'\"^$\\\\%a-fuUxXHdFG={}\\[\\]:/@;&|\\n\\r0-9é👋]{0,60}") {
        for command in [text.clone(), format!("curl {text}"), format!("curl https://a.example {text}")] {
            if let Ok(request) = parse(&command) {
                prop_assert!(request.fields.contains_key("url"));
            }
        }
    }

    /// Whatever is quoted arrives.
    #[test]
    fn quoted_values_arrive(value in "[ -~é👋\\n]{1,30}") {
        let single = format!("curl https://a.example -H 'x: ={}'", value.replace('\'', "'\\''"));
        let arrived = parse(&single).unwrap().fields["headers"]["x"].clone();
        let expected = format!("={value}");
        prop_assert_eq!(arrived.as_str(), Some(expected.trim()));
    }
}
