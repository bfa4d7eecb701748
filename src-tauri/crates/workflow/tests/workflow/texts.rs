//! What can be searched, and what must not be.

use serde_json::{Value, json};
use workflow::texts::{open_secrets, texts};

use crate::fixtures;

/// All texts as "block field: text", a line each.
fn listed(workflow: &Value) -> Vec<String> {
    let line = |text: &workflow::texts::Text<'_>| {
        let block = text
            .place
            .block
            .map(|block| format!("{block} "))
            .unwrap_or_default();
        format!(
            "{block}{}: {}",
            text.place.field,
            text.text.replace('\n', "⏎")
        )
    };
    texts(workflow).iter().map(line).collect()
}

#[test]
fn every_text_is_found_with_its_place() {
    let expected = [
        "title: Invoice downloader",
        "description: Fetches the invoices of a month and sends them to the accountant.",
        "parameters.month.key: month",
        "parameters.month.description: Month to fetch, for example November 2025",
        "parameters.portal.key: portal",
        "parameters.portal.credential_id: cred_1",
        "login_portal label: login_portal",
        "login_portal url: https://portal.example.com/login",
        "open_invoices label: open_invoices",
        "open_invoices navigation_goal: Open the list of invoices.⏎Choose {{ month }}.⏎",
        "download_pdf label: download_pdf",
        "download_pdf navigation_goal: Download the newest invoice as PDF.",
        "parse_invoice label: parse_invoice",
        "parse_invoice file_url: {{ download_pdf_output.downloaded_files[0].url }}",
        "send_summary label: send_summary",
        "send_summary sender: robot@example.com",
        "send_summary recipients: books@example.com",
        "send_summary subject: Invoice of {{ month }}",
        "send_summary body: {{ parse_invoice_output }}",
    ];
    assert_eq!(listed(&fixtures::workflow("linear.yaml")), expected);
}

#[test]
fn ids_are_found_and_copies_are_not() {
    let stored = fixtures::json("skyvern/recorded/agents-get.json")["response"]["body"].clone();
    let expected = [
        "title: Contract demo",
        "workflow_id: w_600041873656970166",
        "workflow_permanent_id: wpid_600041873656970168",
        "description: made by contract recorder",
        "cache_key: default",
        "folder_id: fld_600041886541872196",
        "parameters.query.key: query",
        "parameters.query.description: what to search",
        "parameters.query.default_value: hello",
        "parameters.count.key: count",
        "pause label: pause",
        "calc label: calc",
        "calc code: result = {'n': count * 2, 'q': query}",
    ];
    assert_eq!(listed(&stored), expected);
}

#[test]
fn texts_deep_inside_and_of_unknown_fields_are_found() {
    let found = listed(&fixtures::workflow("unknown-kind.yaml"));
    for line in [
        "quantum: entangled",
        "beam_up prompt: Go to {{ place }}.",
        "beam_up passengers.name: Scott",
        "beam_up passengers.role: engineer",
    ] {
        assert!(found.iter().any(|it| it == line), "{line} in {found:#?}");
    }
    let found = listed(&fixtures::workflow("every-kind.yaml"));
    for line in [
        "error_code_mapping.no_invoice: There is no invoice",
        "extra_http_headers.Accept-Language: de",
        "call headers.Accept: application/json",
        "call body.month: {{ month }}",
        "which branch_conditions.criteria.expression: {{ compute_output.total > 2 }}",
        "which branch_conditions.description: Too much",
        "while_pending condition.expression: {{ current_index < 2 }}",
        "pause label: pause",
        "write_rows column_mapping.total: B",
        "download aws_access_key_id: AKIAEXAMPLE",
        "call secret_response_paths: token",
        "compute steps.description: Add",
    ] {
        assert!(found.iter().any(|it| it == line), "{line} in {found:#?}");
    }
}

#[test]
fn no_secret_is_found() {
    for name in ["every-kind.yaml", "every-parameter.yaml"] {
        for line in listed(&fixtures::workflow(name)) {
            assert!(!line.contains("not-a-real-secret"), "{line}");
            assert!(!line.contains("Authorization"), "{line}");
        }
    }
    let found = listed(&json!({
        "title": "t",
        "cdp_connect_headers": {"x": "***"},
        "extra_http_headers": {"X-Api-Key": "k1", "Cookie": "k2", "Accept": "json"},
        "proxy_location": {"url": "http://user:k3@proxy"},
        "webhook_callback_url": "https://user:k4@example.com/hook",
        "workflow_definition": {"blocks": [
            {"block_type": "file_upload", "label": "a", "sftp_password": "skyvern_enc:aesgcm-v1:k5",
             "path": "skyvern_enc:k6"},
            {"block_type": "teleport", "label": "b", "password": "k7", "client_secret": "k8",
             "error_code_mapping": {"password_wrong": "It was refused"},
             "note": "see https://me:k9@example.com/x and http://other@example.com"},
        ]},
    }));
    let expected = [
        "title: t",
        "extra_http_headers.Accept: json",
        "webhook_callback_url: https://example.com/hook",
        "a label: a",
        "b label: b",
        "b error_code_mapping.password_wrong: It was refused",
        "b note: see https://example.com/x and http://example.com",
    ];
    assert_eq!(found, expected);
}

#[test]
fn secrets_in_plain_text_are_named_for_a_warning() {
    let places = |workflow: &Value| -> Vec<String> {
        let named = open_secrets(workflow);
        named
            .iter()
            .map(|it| format!("{}.{}", it.block.unwrap(), it.field))
            .collect()
    };
    let found = places(&fixtures::workflow("every-kind.yaml"));
    assert_eq!(found.len(), 11);
    assert_eq!(found[0], "download.aws_secret_access_key");
    let none = json!({"blocks": [{"block_type": "file_upload", "label": "a",
        "sftp_password": "skyvern_enc:aesgcm-v1:x", "sftp_private_key": "{{ key }}"}]});
    assert!(places(&none).is_empty());
}

#[test]
fn a_bare_definition_and_odd_documents_can_be_searched() {
    let definition = fixtures::workflow("linear.yaml")["workflow_definition"].clone();
    assert_eq!(listed(&definition).len(), 17);
    for odd in [
        json!(null),
        json!([1]),
        json!({"workflow_definition": []}),
        json!({"blocks": [1]}),
    ] {
        assert!(texts(&odd).is_empty(), "{odd}");
    }
}
