//! What happened in a run: blocks, their actions, the planner's thoughts (reference B.3, Timeline).

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::ids::{ActionId, ArtifactId, BlockRunId, RunId, StepId, TaskId, ThoughtId};
use crate::open_enum::open_enum;
use crate::record::record;

open_enum! {
    /// How far the execution of a block is (reference A.1).
    BlockStatus {
        Running = "running",
        Completed = "completed",
        Failed = "failed",
        Terminated = "terminated",
        Canceled = "canceled",
        TimedOut = "timed_out",
        Skipped = "skipped",
    }
}

impl BlockStatus {
    /// Whether the block has ended; an unknown status counts as not ended.
    pub fn is_final(&self) -> bool {
        !matches!(self, Self::Running | Self::Other(_))
    }
}

open_enum! {
    /// How an action went (reference A.1).
    ActionStatus {
        Pending = "pending",
        Skipped = "skipped",
        Failed = "failed",
        Completed = "completed",
    }
}

open_enum! {
    /// What an action does (reference A.1).
    ActionKind {
        Click = "click",
        InputText = "input_text",
        PasteText = "paste_text",
        UploadFile = "upload_file",
        DownloadFile = "download_file",
        SelectOption = "select_option",
        Checkbox = "checkbox",
        Wait = "wait",
        Hover = "hover",
        NullAction = "null_action",
        SolveCaptcha = "solve_captcha",
        Terminate = "terminate",
        Complete = "complete",
        ReloadPage = "reload_page",
        ClosePage = "close_page",
        NewTab = "new_tab",
        SwitchTab = "switch_tab",
        Extract = "extract",
        VerificationCode = "verification_code",
        GotoUrl = "goto_url",
        GoBack = "go_back",
        GoForward = "go_forward",
        Scroll = "scroll",
        Keypress = "keypress",
        Move = "move",
        Drag = "drag",
        LeftMouse = "left_mouse",
        ExecuteJs = "execute_js",
    }
}

open_enum! {
    /// What an entry of the timeline is.
    EntryKind {
        Block = "block",
        Thought = "thought",
    }
}

record! {
    /// An entry of the timeline. The server puts the newest first at every level; see [`oldest_first`].
    TimelineEntry {
        /// Whether it is a block or a thought.
        required kind: EntryKind = "type",
        /// The block.
        nested block: Option<BlockRun>,
        /// The thought.
        nested thought: Option<Thought>,
        /// Blocks within this one. The iterations of a loop lie flat, told apart by `current_index`.
        nested children: Vec<TimelineEntry>,
        /// The attempt of the run that it belongs to.
        optional attempt: u32,
        /// When it began.
        required created_at: DateTime<Utc>,
        /// When it last changed.
        optional modified_at: DateTime<Utc>,
    }
}

record! {
    /// One execution of one block. Blocks that were not reached have none.
    BlockRun {
        /// The id of this execution.
        required block_run_id: BlockRunId = "workflow_run_block_id",
        /// The run it belongs to.
        required run_id: RunId = "workflow_run_id",
        /// The run that a `workflow_trigger` block started.
        optional child_run_id: RunId = "block_workflow_run_id",
        /// The execution that contains this one.
        optional parent_block_run_id: BlockRunId = "parent_workflow_run_block_id",
        /// The kind of block, in the language of workflows.
        required block_type: String,
        /// The label of the block.
        optional label: String,
        /// One line about it, written by a model.
        optional description: String,
        /// How far it is.
        optional status: BlockStatus,
        /// What came out.
        nested output: Value,
        /// Why it failed, as text.
        optional failure_reason: String,
        /// Why it failed, as codes.
        default error_codes: Vec<String>,
        /// Whether the run goes on if it fails.
        default continue_on_failure: bool,
        /// The engine of the agent.
        optional engine: String,
        /// The agent's task.
        optional task_id: TaskId,
        /// The address it began at.
        optional url: String,
        /// The address it ended at.
        optional final_url: String,
        /// The agent's goal.
        optional navigation_goal: String,
        /// What the agent was given for it.
        nested navigation_payload: Value,
        /// What was to be extracted.
        optional data_extraction_goal: String,
        /// The shape of what was to be extracted.
        nested data_schema: Value,
        /// When to give up.
        optional terminate_criterion: String,
        /// When it is done.
        optional complete_criterion: String,
        /// What the agent did, newest first.
        nested actions: Vec<Action>,
        /// When it began.
        required created_at: DateTime<Utc>,
        /// When it last changed.
        optional modified_at: DateTime<Utc>,
        /// How long it took, in seconds; `None` for blocks without an agent.
        optional duration: f64,
        /// The values of a loop.
        nested loop_values: Vec<Value>,
        /// The value of this iteration.
        optional current_value: Value,
        /// The number of this iteration, from 0.
        optional current_index: u64,
        /// Who gets the mail.
        default recipients: Vec<String>,
        /// What goes with the mail.
        default attachments: Vec<String>,
        /// The subject of the mail.
        optional subject: String,
        /// The text of the mail.
        optional body: String,
        /// The prompt.
        optional prompt: String,
        /// What the person is asked (`human_interaction`).
        optional instructions: String,
        /// The text of the approving button (`human_interaction`).
        optional positive_descriptor: String,
        /// The text of the rejecting button (`human_interaction`).
        optional negative_descriptor: String,
        /// The branch that was taken (`conditional`).
        optional executed_branch_id: String,
        /// Its condition.
        optional executed_branch_expression: String,
        /// What the condition gave.
        optional executed_branch_result: bool,
        /// The label of the block that follows.
        optional executed_branch_next_block: String,
        /// How many files it downloaded.
        optional downloaded_file_count: u64,
    }
}

record! {
    /// One thing that the agent did in the browser.
    Action {
        /// What it does.
        required kind: ActionKind = "action_type",
        /// How it went.
        optional status: ActionStatus,
        /// Its id.
        optional action_id: ActionId,
        /// The task it belongs to.
        optional task_id: TaskId,
        /// The step it belongs to.
        optional step_id: StepId,
        /// The number of the step, from 0.
        optional step_order: u64,
        /// The number within the step, from 0.
        optional action_order: u64,
        /// How sure the agent was, 0 to 1.
        optional confidence: f64 = "confidence_float",
        /// What it does, in words.
        optional description: String,
        /// Why.
        optional reasoning: String,
        /// What it is meant to bring about.
        optional intention: String,
        /// What came back.
        optional response: String,
        /// The element of the page, in the agent's numbering.
        optional element_id: String,
        /// The page after it.
        optional screenshot_artifact_id: ArtifactId,
        /// The text that was typed.
        optional text: String,
        /// The option that was chosen: `{label, value, index}`.
        optional option: Value,
        /// The file that was sent.
        optional file_url: String,
        /// What it found.
        nested output: Value,
        /// What went wrong.
        nested errors: Vec<crate::runs::RunProblem>,
        /// When it began.
        optional started_at: DateTime<Utc>,
        /// When it ended.
        optional finished_at: DateTime<Utc>,
        /// When it was noted.
        optional created_at: DateTime<Utc>,
        /// Who did it, e.g. `script`.
        optional created_by: String,
    }
}

record! {
    /// One thought of the planner (`task_v2`).
    Thought {
        /// Its id.
        required thought_id: ThoughtId,
        /// What it is about: `plan`, `metadata`, `user_goal_check` …
        optional thought_type: String,
        /// The situation it was thought in.
        optional thought_scenario: String,
        /// What was asked.
        optional user_input: String,
        /// What was seen.
        optional observation: String,
        /// What was thought.
        optional thought: String,
        /// What was answered.
        optional answer: String,
        /// What came out.
        nested output: Value,
        /// What it cost, in dollars.
        optional thought_cost: f64,
        /// When.
        required created_at: DateTime<Utc>,
    }
}

/// Puts a timeline into the order of events, at every level: the oldest first, actions in the order they were done.
pub fn oldest_first(entries: &mut [TimelineEntry]) {
    entries.sort_by_key(|entry| entry.created_at);
    for entry in entries {
        oldest_first(&mut entry.children);
        if let Some(block) = &mut entry.block {
            block
                .actions
                .sort_by_key(|action| (action.step_order, action.action_order, action.created_at));
        }
    }
}
