//! Options as they are typed: what is wrong with them, what is sent, what may be kept.

use serde_json::json;

use super::*;

fn options() -> LaunchOptions {
    LaunchOptions::default()
}

fn header(name: &str, value: &str) -> HeaderRow {
    HeaderRow {
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

fn custom(url: &str) -> ProxyChoice {
    ProxyChoice::Custom {
        url: url.to_owned(),
    }
}

fn place(country: &str) -> ProxyChoice {
    ProxyChoice::Place {
        country: country.to_owned(),
        subdivision: Some(" BY ".to_owned()),
        city: Some(String::new()),
    }
}

fn named(location: &str) -> ProxyChoice {
    ProxyChoice::Named {
        location: location.to_owned(),
    }
}

fn address(url: &str) -> BrowserChoice {
    BrowserChoice::Address {
        url: url.to_owned(),
    }
}

/// The fields that have to be mended.
#[track_caller]
fn check(options: &LaunchOptions, expected: &[&str]) {
    let fields: Vec<String> = faults(options)
        .into_iter()
        .map(|fault| fault.field)
        .collect();
    assert_eq!(fields, expected, "{options:?}");
}

#[test]
fn what_cannot_be_sent_is_told_at_its_field() {
    check(&options(), &[]);
    let webhook = |url: &str| LaunchOptions {
        webhook_url: url.to_owned(),
        totp_url: url.to_owned(),
        ..options()
    };
    check(&webhook(" https://example.com/hook "), &[]);
    check(&webhook("http://localhost:9000"), &[]);
    for bad in ["example.com", "ftp://example.com", "https://", "hook"] {
        check(&webhook(bad), &["options.webhookUrl", "options.totpUrl"]);
    }
    let numbers = |steps, scrolls, minutes| LaunchOptions {
        max_steps: Some(steps),
        max_screenshot_scrolls: Some(scrolls),
        max_elapsed_minutes: Some(minutes),
        ..options()
    };
    check(&numbers(1, 0, 1), &[]);
    check(&numbers(u32::MAX, 1000, 480), &[]);
    check(
        &numbers(0, 1001, 0),
        &[
            "options.maxSteps",
            "options.maxScreenshotScrolls",
            "options.maxElapsedMinutes",
        ],
    );
    check(&numbers(1, 0, 481), &["options.maxElapsedMinutes"]);
}

#[test]
fn proxies() {
    let with = |proxy: ProxyChoice| LaunchOptions { proxy, ..options() };
    for good in [
        named("RESIDENTIAL_DE"),
        place("de"),
        place(" DE "),
        custom("http://user:pass@proxy:8080"),
        custom("socks5://proxy"),
    ] {
        check(&with(good), &[]);
    }
    for bad in [
        named(" "),
        place(""),
        place("DEU"),
        place("4É"),
        custom("proxy:8080"),
        custom(""),
    ] {
        check(&with(bad), &["options.proxy"]);
    }
}

#[test]
fn browsers() {
    let with = |browser: BrowserChoice| LaunchOptions {
        browser,
        ..options()
    };
    let session = |id: &str| BrowserChoice::Session { id: id.to_owned() };
    let profile = |id: &str| BrowserChoice::Profile { id: id.to_owned() };
    for good in [
        session("pbs_1"),
        profile("bp_1"),
        address("http://127.0.0.1:9222"),
        address(" wss://chrome.example.com/devtools "),
    ] {
        check(&with(good), &[]);
    }
    for bad in [
        session(""),
        profile(" "),
        address("9222"),
        address("file:///tmp/x"),
    ] {
        check(&with(bad), &["options.browser"]);
    }
}

#[test]
fn headers_are_one_line_each() {
    let with = |rows: &[HeaderRow]| LaunchOptions {
        headers: rows.to_vec(),
        ..options()
    };
    check(
        &with(&[header("Accept-Language", "de"), header("", "")]),
        &[],
    );
    for bad in [
        header("", "a value without a name"),
        header("two words", "x"),
        header("Accept:", "x"),
        header("Naïve", "x"),
        header("Accept", "a\r\nX-Injected: b"),
    ] {
        check(&with(&[bad]), &["options.headers"]);
    }
}

/// What arrives in the launch of what was chosen (reference B.2).
#[test]
fn every_option_is_sent() {
    let request = LaunchRequest {
        workflow: "wpid_1".into(),
        version: Some(2),
        inputs: Vec::new(),
        options: LaunchOptions {
            run_with: Some(RunWith::Agent),
            ai_fallback: Some(true),
            proxy: place("de"),
            browser: BrowserChoice::Fresh,
            max_steps: Some(9),
            webhook_url: " https://example.com/hook ".to_owned(),
            totp_identifier: " me ".to_owned(),
            totp_url: "https://example.com/code".to_owned(),
            headers: vec![header(" Accept ", " text/html "), header("", "")],
            max_screenshot_scrolls: Some(5),
            max_elapsed_minutes: Some(30),
            title: " Nightly ".to_owned(),
            is_template: true,
        },
        partial: None,
    };
    let values = json!({ "n": 2 }).as_object().expect("an object").clone();
    let expected = LaunchRun {
        version: Some(2),
        parameters: values.clone(),
        title: Some("Nightly".to_owned()),
        proxy_location: Proxy::At(ProxyLocation::Geo {
            country: "DE".to_owned(),
            subdivision: Some("BY".to_owned()),
            city: None,
        }),
        webhook_url: Some("https://example.com/hook".to_owned()),
        totp_identifier: Some("me".to_owned()),
        totp_url: Some("https://example.com/code".to_owned()),
        run_with: Some("agent".to_owned()),
        ai_fallback: Some(true),
        max_screenshot_scrolls: Some(5),
        extra_http_headers: BTreeMap::from([("Accept".to_owned(), " text/html ".to_owned())]),
        template: true,
        max_steps_override: Some(9),
        max_elapsed_time_minutes: Some(30),
        ..LaunchRun::new("wpid_1")
    };
    assert_eq!(launch_run(&request, values), expected);
}

#[test]
fn choices_of_proxy_and_browser_are_sent() {
    let sent = |proxy: ProxyChoice, browser: BrowserChoice| {
        let request = LaunchRequest {
            workflow: "wpid_1".into(),
            version: None,
            inputs: Vec::new(),
            options: LaunchOptions {
                proxy,
                browser,
                ..options()
            },
            partial: None,
        };
        launch_run(&request, Map::new())
    };
    let plain = LaunchRun::new("wpid_1");
    assert_eq!(sent(ProxyChoice::Workflow, BrowserChoice::Fresh), plain);
    let with = sent(
        named("NONE"),
        BrowserChoice::Session {
            id: "pbs_1".to_owned(),
        },
    );
    let expected = LaunchRun {
        proxy_location: Proxy::At(ProxyLocation::Named("NONE".to_owned())),
        browser_session_id: Some("pbs_1".into()),
        ..plain.clone()
    };
    assert_eq!(with, expected);
    let with = sent(
        custom(" http://proxy:1 "),
        BrowserChoice::Profile {
            id: "bp_1".to_owned(),
        },
    );
    let expected = LaunchRun {
        proxy_location: Proxy::At(ProxyLocation::Custom {
            url: "http://proxy:1".to_owned(),
        }),
        browser_profile_id: Some("bp_1".into()),
        ..plain.clone()
    };
    assert_eq!(with, expected);
    let with = sent(ProxyChoice::Workflow, address(" ws://chrome:9222 "));
    let expected = LaunchRun {
        browser_address: Some("ws://chrome:9222".to_owned()),
        ..plain
    };
    assert_eq!(with, expected);
}

#[test]
fn secrets_are_not_kept() {
    let before = LaunchOptions {
        proxy: custom("http://me:hunter2@proxy.example.com:8080"),
        headers: vec![
            header("Authorization", "Bearer hunter2"),
            header("X-API-Key", "hunter2"),
            header("Set-Cookie", "hunter2"),
            header("Accept", "text/html"),
        ],
        title: "Nightly".to_owned(),
        ..options()
    };
    let kept = without_secrets(&before);
    assert!(!format!("{kept:?}").contains("hunter2"), "{kept:?}");
    assert_eq!(kept.proxy, custom("http://me@proxy.example.com:8080/"));
    assert_eq!(kept.headers[3], header("Accept", "text/html"));
    assert_eq!(kept.title, "Nightly");
    let harmless = LaunchOptions {
        proxy: custom("http://proxy.example.com"),
        ..options()
    };
    assert_eq!(without_secrets(&harmless), harmless);
}
