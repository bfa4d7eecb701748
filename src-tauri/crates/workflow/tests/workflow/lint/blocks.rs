//! What single kinds of blocks need.

use serde_json::json;

use super::{check, check_blocks, workflow};

#[test]
fn waiting_and_numbers() {
    check_blocks(
        &json!([
            {"block_type": "wait", "label": "a"},
            {"block_type": "wait", "label": "b", "wait_sec": 1801},
            {"block_type": "wait", "label": "c", "wait_sec": 1800},
            {"block_type": "web_search", "label": "d", "query": "", "num_results": 101, "no_match_error_code": "NONE"},
        ]),
        &[
            "error number-range a.wait_sec: `wait_sec` must be from 1 to 1800",
            "error number-range b.wait_sec: `wait_sec` must be from 1 to 1800",
            "error field-empty d.query: `query` is empty",
            "error number-range d.num_results: `num_results` must be from 1 to 100",
            "error search-codes d.prompt: `no_match_error_code` needs a prompt",
        ],
    );
}

#[test]
fn mails() {
    let mail = |extra: serde_json::Value| {
        let mut block =
            json!({"block_type": "send_email", "label": "mail", "subject": "s", "body": "b"});
        block
            .as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        json!([block])
    };
    check_blocks(
        &mail(
            json!({"sender": "a@example.com", "recipients": [" "], "custom_smtp_host": "h", "custom_smtp_port": 70000}),
        ),
        &[
            "error number-range mail.custom_smtp_port: `custom_smtp_port` must be from 1 to 65535",
            "error recipients mail.recipients: There are no recipients",
        ],
    );
    check_blocks(
        &mail(json!({"recipients": ["bob"], "cc": ["c@example.com"]})),
        &[
            "error mail-transport mail.sender: `sender` is missing",
            "error mail-transport mail.cc: `cc` works only when Gmail sends the mail",
            "warning recipients mail.recipients.0: `bob` is neither an address nor a parameter",
        ],
    );
    check_blocks(
        &mail(
            json!({"recipients": ["{{ current_date }}"], "transport": "gmail", "cc": ["c@example.com"], "custom_smtp_host": "h"}),
        ),
        &[
            "error mail-transport mail.custom_smtp_host: `custom_smtp_host` cannot be set when Gmail sends the mail \
           → Remove `custom_smtp_host`",
        ],
    );
    let parameters =
        json!([{"key": "host", "parameter_type": "workflow", "workflow_parameter_type": "string"}]);
    check(
        &workflow(
            &parameters,
            &mail(
                json!({"sender": "a", "recipients": ["host"], "smtp_host_secret_parameter_key": "host",
                "smtp_port_secret_parameter_key": "nobody"}),
            ),
        ),
        &[
            "error unknown-parameter-key mail.smtp_port_secret_parameter_key: There is no parameter `nobody`",
            "error mail-secrets mail.smtp_host_secret_parameter_key: `host` must be an `aws_secret` parameter",
        ],
    );
}

#[test]
fn models_need_instructions() {
    check_blocks(
        &json!([
            {"block_type": "goto_url", "label": "open", "url": " "},
            {"block_type": "action", "label": "a"},
            {"block_type": "task", "label": "b"},
            {"block_type": "navigation", "label": "c", "navigation_goal": " "},
            {"block_type": "extraction", "label": "d", "data_extraction_goal": "", "export_enabled": true},
            {"block_type": "text_prompt", "label": "e", "prompt": ""},
            {"block_type": "validation", "label": "f"},
            {"block_type": "file_download", "label": "g", "navigation_goal": "", "download_target": "google_drive"},
            {"block_type": "login", "label": "h"},
        ]),
        &[
            "warning field-empty open.url: `url` is empty",
            "error instructions-missing a.navigation_goal: A single action needs `navigation_goal`",
            "warning instructions-missing b.navigation_goal: There are no instructions for the model",
            "warning instructions-missing c.navigation_goal: There are no instructions for the model",
            "error export-schema d.export_data_schema: An export needs `export_data_schema`",
            "warning instructions-missing d.data_extraction_goal: There are no instructions for the model",
            "warning instructions-missing e.prompt: There are no instructions for the model",
            "error validation-criterion f.complete_criterion: Needs `complete_criterion` or `terminate_criterion`",
            "warning storage-fields g.google_credential_id: `google_credential_id` is needed for this storage",
            "hint login-credential h.parameter_keys: No credential is handed to this block",
        ],
    );
}

#[test]
fn the_first_block_needs_a_page() {
    check_blocks(
        &json!([
            {"block_type": "wait", "label": "pause", "wait_sec": 1},
            {"block_type": "validation", "label": "is_there", "complete_criterion": "It is."},
            {"block_type": "validation", "label": "is_here", "complete_criterion": "It is."},
        ]),
        &[
            "warning validation-first is_there: Nothing has worked in the browser before; the run is terminated here",
        ],
    );
    check_blocks(
        &json!([
            {"block_type": "navigation", "label": "go", "navigation_goal": "Go."},
            {"block_type": "extraction", "label": "read", "data_extraction_goal": "All."},
        ]),
        &[
            "warning first-page go.url: No page is open yet, and this block does not say which one to open",
        ],
    );
    check_blocks(
        &json!([
            {"block_type": "code", "label": "open", "code": "await page.goto('https://a.example')"},
            {"block_type": "navigation", "label": "go", "navigation_goal": "Go."},
        ]),
        &[],
    );
}

#[test]
fn requests_codes_and_storages() {
    check_blocks(
        &json!([
            {"block_type": "http_request", "label": "call", "save_response_as_file": true, "secret_response_paths": ["$.a"]},
            {"block_type": "code", "label": "calc", "code": "x = 1", "parameters": [],
             "error_code_mapping": {"A ": "when", "B": "two\nlines", "C": ""}},
            {"block_type": "terminate", "label": "stop", "reason": "r", "error_code": "NOT GOOD"},
            {"block_type": "file_upload", "label": "put", "storage_type": "sftp", "sftp_host": "h", "sftp_username": "u", "sftp_port": 0},
            {"block_type": "file_upload", "label": "azure", "storage_type": "azure", "azure_storage_account_name": "My_Account",
             "azure_storage_account_key": "skyvern_enc:x", "azure_blob_container_name": "c"},
            {"block_type": "google_sheets_write", "label": "sheet", "spreadsheet_url": "s", "column_mapping": {"a": "A", "b": "a", "c": "1", "d": "AAAA"}},
        ]),
        &[
            "error secret-paths call.secret_response_paths: Parts of an answer that is saved as a file cannot be hidden",
            "warning field-empty call.url: `url` is empty",
            "error stored-field calc.parameters: The server refuses `parameters`; use `parameter_keys` → Remove `parameters`",
            "error error-codes calc.error_code_mapping.A : The code begins or ends with a space",
            "error error-codes calc.error_code_mapping.B: The description has a line break or another control character",
            "error error-codes calc.error_code_mapping.C: The description is empty",
            "error terminate-code stop.error_code: An error code has up to 128 letters, digits and `_ . : -`",
            "warning port-range put.sftp_port: A port is from 1 to 65535",
            "warning storage-fields put.sftp_password: SFTP needs `sftp_password` or `sftp_private_key`",
            "warning storage-fields azure.azure_storage_account_name: A storage account of Azure has 3 to 24 small letters and digits",
            "warning column-mapping sheet.column_mapping.b: Column `a` is written twice",
            "warning column-mapping sheet.column_mapping.c: `1` is no column; columns are A to ZZZ",
            "warning column-mapping sheet.column_mapping.d: `AAAA` is no column; columns are A to ZZZ",
        ],
    );
}

#[test]
fn what_is_turned_off_is_checked_for_its_label_only() {
    check_blocks(
        &json!([
            {"block_type": "wait", "label": "on", "wait_sec": 1},
            {"block_type": "wait", "label": "my wait", "eyrie_off": true},
            {"block_type": "for_loop", "label": "each", "eyrie_off": true, "loop_blocks": [{"block_type": "action", "label": "a"}]},
        ]),
        &[
            "error label-invalid my wait.label: `my wait` is no label: letters, digits and underscores only, \
           beginning with no digit → Use `my_wait`",
        ],
    );
}
