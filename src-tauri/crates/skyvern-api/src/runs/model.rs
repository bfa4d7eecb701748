//! Runs as the server gives them: whole, rich, and as rows of lists (reference B.3).

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::ids::{
    ArtifactId, BrowserProfileId, BrowserSessionId, OrganizationId, RunId, ScheduleId, ScriptId,
    WorkflowId,
};
use crate::open_enum::open_enum;
use crate::record::record;
use crate::workflows::Workflow;

open_enum! {
    /// How far a run is (reference A.1).
    RunStatus {
        Created = "created",
        Queued = "queued",
        Running = "running",
        Paused = "paused",
        Completed = "completed",
        Failed = "failed",
        Terminated = "terminated",
        Canceled = "canceled",
        TimedOut = "timed_out",
    }
}

impl RunStatus {
    /// Whether the run has ended. An unknown status counts as not ended: asking once more does no harm.
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            Self::Completed | Self::Failed | Self::Terminated | Self::Canceled | Self::TimedOut
        )
    }
}

open_enum! {
    /// What a run runs (reference A.1).
    RunKind {
        Workflow = "workflow_run",
        TaskV1 = "task_v1",
        TaskV2 = "task_v2",
        TaskV3 = "task_v3",
        OpenaiCua = "openai_cua",
        AnthropicCua = "anthropic_cua",
        UiTars = "ui_tars",
        YutoriNavigator = "yutori_navigator",
    }
}

open_enum! {
    /// Who started a run (reference A.1).
    Trigger {
        Manual = "manual",
        Mcp = "mcp",
        Api = "api",
        Scheduled = "scheduled",
        Webhook = "webhook",
    }
}

record! {
    /// A run (`GET /v1/runs/{id}`, also the answer to a launch).
    Run {
        /// The id of the run.
        required run_id: RunId,
        /// How far it is.
        required status: RunStatus,
        /// What it runs.
        optional run_type: RunKind,
        /// What came out: `<label>_output` per block and `extracted_information`; `null` until the end.
        nested output: Value,
        /// Files the run downloaded.
        nested downloaded_files: Vec<FileInfo>,
        /// The recording. On self-hosted servers often a `file://` address of the server's own disk (reference B.4).
        optional recording_url: String,
        /// Whether the recording was moved to cold storage.
        default recording_archived: bool,
        /// Screenshots, newest first; addresses as for the recording.
        default screenshot_urls: Vec<String>,
        /// Why it failed, as text.
        optional failure_reason: String,
        /// Why it failed, as codes.
        nested errors: Vec<RunProblem>,
        /// When it was asked for.
        required created_at: DateTime<Utc>,
        /// When it last changed.
        optional modified_at: DateTime<Utc>,
        /// When it was put into the queue.
        optional queued_at: DateTime<Utc>,
        /// When it began.
        optional started_at: DateTime<Utc>,
        /// When it ended.
        optional finished_at: DateTime<Utc>,
        /// Its page in Skyvern's own web interface.
        optional app_url: String,
        /// The browser session it uses.
        optional browser_session_id: BrowserSessionId,
        /// The saved browser state it began with.
        optional browser_profile_id: BrowserProfileId,
        /// How far pages are scrolled for screenshots.
        optional max_screenshot_scrolls: u32,
        /// Steps so far.
        optional step_count: u64,
        /// `agent` or `code`.
        optional run_with: String,
        /// Whether the agent takes over when the code fails.
        optional ai_fallback: bool,
        /// The generated script that it ran.
        optional script_id: ScriptId,
        /// Which attempt this is, from 1.
        optional attempt: u32,
        /// Whether another attempt will follow.
        default retry_pending: bool,
        /// All attempts so far.
        nested attempts: Vec<RunAttempt>,
        /// What was asked for, with the defaults filled in.
        nested run_request: Option<RunRequest>,
    }
}

record! {
    /// A run with everything about it (`GET /api/v1/workflows/runs/{id}`).
    RichRun {
        /// The id of the run.
        required run_id: RunId = "workflow_run_id",
        /// The workflow it runs.
        required workflow_id: WorkflowId,
        /// The title of the workflow.
        optional workflow_title: String,
        /// How far it is.
        required status: RunStatus,
        /// Why it failed, as text.
        optional failure_reason: String,
        /// Why it failed, as kinds with the confidence in each.
        nested failure_category: Value,
        /// The run that this one retries.
        optional retried_from: RunId = "retried_from_workflow_run_id",
        /// The run that retries this one.
        optional retried_by: RunId = "retried_by_workflow_run_id",
        /// Where the browser goes out to the internet.
        optional proxy_location: Value,
        /// Who is told when it ends.
        optional webhook_callback_url: String,
        /// Why telling failed.
        optional webhook_failure_reason: String,
        /// The inputs, with the defaults filled in.
        nested parameters: Value,
        /// What came out, per block.
        nested outputs: Value,
        /// Screenshots, newest first.
        default screenshot_urls: Vec<String>,
        /// The recording.
        optional recording_url: String,
        /// All recordings.
        default recording_urls: Vec<String>,
        /// Whether the recordings were moved to cold storage.
        default recording_archived: bool,
        /// Files the run downloaded.
        nested downloaded_files: Vec<FileInfo>,
        /// Why it failed, as codes.
        nested errors: Vec<RunProblem>,
        /// Steps so far.
        optional total_steps: u64,
        /// What it cost, in dollars.
        optional total_cost: f64,
        /// What it cost, in credits.
        optional credits_used: f64,
        /// When it was asked for.
        required created_at: DateTime<Utc>,
        /// When it last changed.
        optional modified_at: DateTime<Utc>,
        /// When it was put into the queue.
        optional queued_at: DateTime<Utc>,
        /// When it began.
        optional started_at: DateTime<Utc>,
        /// When it ended.
        optional finished_at: DateTime<Utc>,
        /// The browser session it uses.
        optional browser_session_id: BrowserSessionId,
        /// The saved browser state it began with.
        optional browser_profile_id: BrowserProfileId,
        /// The browser it was told to use, as a CDP address.
        optional browser_address: String,
        /// `agent` or `code`.
        optional run_with: String,
        /// All attempts so far.
        nested attempts: Vec<RunAttempt>,
        /// The version of the workflow that ran (only from `runs().get_with_workflow`).
        nested workflow: Option<Workflow>,
    }
}

record! {
    /// A row of a list of runs. Servers have two forms of it, with and without details; this is what both tell.
    RunSummary {
        /// The id of the run.
        required run_id: RunId = "workflow_run_id" | "run_id",
        /// The workflow it runs; absent for tasks.
        optional workflow_id: WorkflowId = "workflow_permanent_id",
        /// The title of the workflow.
        optional title: String = "workflow_title" | "title",
        /// How far it is.
        required status: RunStatus,
        /// What it runs; older servers do not tell and list workflow runs only.
        optional run_type: RunKind = "task_run_type",
        /// Who started it.
        optional trigger: Trigger = "trigger_type",
        /// The schedule that started it.
        optional schedule_id: ScheduleId = "workflow_schedule_id",
        /// The organisation it belongs to.
        optional organization_id: OrganizationId,
        /// The run that contains this one.
        optional parent_run_id: RunId = "parent_workflow_run_id",
        /// Why it failed, as text.
        optional failure_reason: String,
        /// Whether its workflow was deleted.
        default workflow_deleted: bool,
        /// When it was asked for.
        required created_at: DateTime<Utc>,
        /// When it began.
        optional started_at: DateTime<Utc>,
        /// When it ended.
        optional finished_at: DateTime<Utc>,
    }
}

record! {
    /// What a run was asked to do.
    RunRequest {
        /// The workflow; absent for tasks.
        optional workflow_id: WorkflowId,
        /// The inputs.
        nested parameters: Value,
        /// The title given at the launch.
        optional title: String,
        /// Where the browser goes out to the internet; `null` for the workflow's own setting.
        optional proxy_location: Value,
        /// Who is told when it ends.
        optional webhook_url: String,
        /// Where login codes are asked for.
        optional totp_url: String,
        /// Under which name login codes arrive.
        optional totp_identifier: String,
        /// The browser session to use.
        optional browser_session_id: BrowserSessionId,
        /// The saved browser state to begin with.
        optional browser_profile_id: BrowserProfileId,
        /// The browser to use, as a CDP address.
        optional browser_address: String,
        /// `agent` or `code`.
        optional run_with: String,
        /// Whether the agent takes over when the code fails.
        optional ai_fallback: bool,
        /// How far pages are scrolled for screenshots.
        optional max_screenshot_scrolls: u32,
        /// The longest time the run may take, in minutes.
        optional max_elapsed_time_minutes: u32,
        /// Headers sent with every request of the browser.
        nested extra_http_headers: Value,
        /// Whether to begin without any saved state.
        default start_fresh_browser: bool,
    }
}

record! {
    /// A file of a run or a browser session.
    FileInfo {
        /// Where it is; on self-hosted servers often a `file://` address of the server's own disk.
        required url: String,
        /// SHA-256 of its bytes.
        optional checksum: String,
        /// Its name.
        optional filename: String,
        /// Its length in bytes.
        optional file_size: u64,
        /// When it was written.
        optional modified_at: DateTime<Utc>,
        /// The artifact that holds it, through which its bytes can be fetched.
        optional artifact_id: ArtifactId,
    }
}

record! {
    /// A reason for which a run failed.
    RunProblem {
        /// The code, from the workflow's own list or the server's.
        optional error_code: String,
        /// The explanation.
        optional reasoning: String,
        /// How sure the server is, 0 to 1.
        optional confidence: f64 = "confidence_float",
    }
}

record! {
    /// One attempt of a run.
    RunAttempt {
        /// Its number, from 1.
        required attempt_number: u32,
        /// How far it is.
        required status: RunStatus,
        /// Why it failed.
        optional failure_reason: String,
        /// When it began.
        optional started_at: DateTime<Utc>,
        /// When it ended.
        optional finished_at: DateTime<Utc>,
    }
}

record! {
    /// What happened when a webhook was sent again.
    WebhookReplay {
        /// The run it is about.
        required run_id: RunId,
        /// Where it was sent.
        optional target_webhook_url: String,
        /// Where it goes by itself.
        optional default_webhook_url: String,
        /// What was sent, as JSON text.
        optional payload: String,
        /// The status of the receiver's answer.
        optional status_code: u32,
        /// How long the receiver took, in milliseconds.
        optional latency_ms: u64,
        /// The beginning of the receiver's answer.
        optional response_body: String,
        /// Why it could not be sent.
        optional error: String,
    }
}

record! {
    /// The server's answer to cancelling many runs.
    CancelOutcome {
        /// Runs that are cancelled or had ended before.
        default cancelled: Vec<RunId>,
        /// Runs that could not be cancelled, unknown ones for instance.
        default failed: Vec<RunId>,
    }
}

impl CancelOutcome {
    /// What the server would have answered, for servers that cancel one run at a time.
    pub(crate) fn new(cancelled: Vec<RunId>, failed: Vec<RunId>) -> Self {
        let raw = [("cancelled", &cancelled), ("failed", &failed)]
            .map(|(name, ids)| (name.to_owned(), serde_json::json!(ids)));
        Self {
            raw: raw.into_iter().collect(),
            cancelled,
            failed,
        }
    }
}
