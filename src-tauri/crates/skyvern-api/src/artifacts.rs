//! Artifacts: recordings, screenshots, downloads and whatever else a run leaves behind (reference B.4).

mod content;

use chrono::{DateTime, Utc};

pub use crate::artifacts::content::{ByteRange, Content, ContentRange};
use crate::call::Call;
use crate::capabilities::Feature;
use crate::client::Client;
use crate::error::Error;
use crate::ids::{
    ArtifactId, BlockRunId, BrowserSessionId, OrganizationId, RunId, StepId, TaskId, ThoughtId,
};
use crate::open_enum::open_enum;
use crate::record::record;

/// The calls about artifacts. Made by [`Client::artifacts`].
#[derive(Clone, Copy, Debug)]
pub struct Artifacts<'c> {
    pub(crate) client: &'c Client,
}

open_enum! {
    /// What an artifact is (reference B.4).
    ArtifactKind {
        Recording = "recording",
        Audio = "audio",
        SessionReplay = "session_replay",
        BrowserConsoleLog = "browser_console_log",
        BrowserSessionActionLog = "browser_session_action_log",
        SkyvernLog = "skyvern_log",
        SkyvernLogRaw = "skyvern_log_raw",
        Screenshot = "screenshot",
        ScreenshotLlm = "screenshot_llm",
        ScreenshotAction = "screenshot_action",
        ScreenshotFinal = "screenshot_final",
        ScreenshotProxy = "screenshot_proxy",
        ScreenshotPreSubmit = "screenshot_pre_submit",
        LlmPrompt = "llm_prompt",
        LlmRequest = "llm_request",
        LlmResponse = "llm_response",
        LlmResponseParsed = "llm_response_parsed",
        LlmResponseRendered = "llm_response_rendered",
        VisibleElementsTree = "visible_elements_tree",
        VisibleElementsTreeTrimmed = "visible_elements_tree_trimmed",
        VisibleElementsTreeInPrompt = "visible_elements_tree_in_prompt",
        VisibleElementsIdCssMap = "visible_elements_id_css_map",
        VisibleElementsIdFrameMap = "visible_elements_id_frame_map",
        VisibleElementsIdXpathMap = "visible_elements_id_xpath_map",
        HashedHrefMap = "hashed_href_map",
        Html = "html",
        HtmlScrape = "html_scrape",
        HtmlAction = "html_action",
        HtmlPreSubmit = "html_pre_submit",
        Trace = "trace",
        Har = "har",
        ScriptFile = "script_file",
        Pdf = "pdf",
        StepArchive = "step_archive",
        TaskArchive = "task_archive",
        Download = "download",
    }
}

impl ArtifactKind {
    /// Whether it is a picture of a page.
    pub fn is_screenshot(&self) -> bool {
        self.as_str().starts_with("screenshot")
    }
}

record! {
    /// A stored file. Its id stays; its addresses expire or are the server's own, so fetch it by
    /// [`content`](Artifacts::content).
    Artifact {
        /// Its id.
        required artifact_id: ArtifactId,
        /// What it is.
        required kind: ArtifactKind = "artifact_type",
        /// Where the server keeps it.
        required uri: String,
        /// An address for fetching it, valid for hours; on self-hosted servers often a `file://` address.
        optional signed_url: String,
        /// Its length in bytes. A recording is empty until one or two seconds after the run.
        optional file_size: u64,
        /// SHA-256 of its bytes.
        optional checksum: String,
        /// The run it belongs to, whatever that runs.
        optional run_id: RunId,
        /// The workflow's run it belongs to.
        optional workflow_run_id: RunId,
        /// The execution of a block it belongs to.
        optional block_run_id: BlockRunId = "workflow_run_block_id",
        /// The task it belongs to.
        optional task_id: TaskId,
        /// The step it belongs to.
        optional step_id: StepId,
        /// The thought it belongs to.
        optional thought_id: ThoughtId = "observer_thought_id",
        /// The browser session it belongs to.
        optional browser_session_id: BrowserSessionId,
        /// The organisation that it belongs to.
        optional organization_id: OrganizationId,
        /// Whether it was moved to cold storage.
        default archived: bool,
        /// When it was made.
        required created_at: DateTime<Utc>,
        /// When it last changed.
        optional modified_at: DateTime<Utc>,
    }
}

record! {
    /// A fresh address of an artifact.
    SignedUrl {
        /// The artifact.
        required artifact_id: ArtifactId,
        /// The address; on self-hosted servers often a `file://` address of the server's own disk.
        required signed_url: String,
        /// Until when it holds.
        optional expires_at: DateTime<Utc>,
    }
}

/// What an artifact can belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A step of a task.
    Step(StepId),
    /// A task.
    Task(TaskId),
    /// A run of a workflow.
    WorkflowRun(RunId),
    /// An execution of a block.
    BlockRun(BlockRunId),
    /// A thought.
    Thought(ThoughtId),
}

impl Artifacts<'_> {
    /// The artifacts of a run, only of these kinds if any are given (`GET /v1/runs/{id}/artifacts`). An unknown run has
    /// none.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] for a kind that the server does not know.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::artifacts::ArtifactKind;
    ///
    /// let recordings =
    ///     client.artifacts().list_of_run(&"wr_1".into(), &[ArtifactKind::Recording]).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_of_run(
        &self,
        id: &RunId,
        kinds: &[ArtifactKind],
    ) -> Result<Vec<Artifact>, Error> {
        let ids = [id.as_str()];
        let call = Call::get("v1/runs/{}/artifacts", &ids)
            .query_each("artifact_type", kinds)
            .or_older(
                Feature::RunArtifacts,
                Call::get("api/v1/workflow_run/{}/artifacts", &ids),
            );
        let mut artifacts: Vec<Artifact> = self.client.fetch_versioned(call).await?;
        // The older route knows no kinds.
        artifacts.retain(|artifact| kinds.is_empty() || kinds.contains(&artifact.kind));
        Ok(artifacts)
    }

    /// The artifacts of one part of a run (`GET /api/v1/{step|task|…}/{id}/artifacts`, which every server has).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use skyvern_api::artifacts::Owner;
    ///
    /// let of_block = client.artifacts().list_of(&Owner::BlockRun("wrb_1".into())).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn list_of(&self, owner: &Owner) -> Result<Vec<Artifact>, Error> {
        let (template, id) = match owner {
            Owner::Step(id) => ("api/v1/step/{}/artifacts", id.as_str()),
            Owner::Task(id) => ("api/v1/task/{}/artifacts", id.as_str()),
            Owner::WorkflowRun(id) => ("api/v1/workflow_run/{}/artifacts", id.as_str()),
            Owner::BlockRun(id) => ("api/v1/workflow_run_block/{}/artifacts", id.as_str()),
            Owner::Thought(id) => ("api/v1/thought/{}/artifacts", id.as_str()),
        };
        self.client.fetch(Call::get(template, &[id])).await
    }

    /// One artifact, without its bytes (`GET /v1/artifacts/{id}`).
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let artifact = client.artifacts().get(&"a_1".into()).await?;
    /// println!("{} of {:?} bytes", artifact.kind, artifact.file_size);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn get(&self, id: &ArtifactId) -> Result<Artifact, Error> {
        self.client
            .fetch(Call::get("v1/artifacts/{}", &[id.as_str()]))
            .await
    }

    /// A fresh address of an artifact, valid for minutes (`GET /v1/artifacts/{id}/signed-url`).
    ///
    /// # Errors
    /// [`Error::NotSupported`] before Skyvern 1.0.47.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// let link = client.artifacts().signed_url(&"a_1".into()).await?;
    /// println!("{} until {:?}", link.signed_url, link.expires_at);
    /// # Ok(())
    /// # }
    /// ```
    pub async fn signed_url(&self, id: &ArtifactId) -> Result<SignedUrl, Error> {
        let call =
            Call::get("v1/artifacts/{}/signed-url", &[id.as_str()]).needs(Feature::SignedUrl);
        self.client.fetch_versioned(call).await
    }

    /// The bytes of an artifact, or a part of them, as a stream (`GET /v1/artifacts/{id}/content`).
    ///
    /// Servers before 1.0.25 have no such route: there the bytes come from the signed address, or, where that is a
    /// `file://` address, from the artifact server at another port of the same host
    /// ([`UsualPorts`](crate::UsualPorts)). The key is never sent to either.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::RangeNotSatisfiable`], [`Error::NotSupported`] if an old server has no way to the
    /// bytes.
    ///
    /// ```no_run
    /// # async fn example(client: skyvern_api::Client) -> Result<(), skyvern_api::Error> {
    /// use futures_util::TryStreamExt as _;
    /// use skyvern_api::artifacts::ByteRange;
    ///
    /// let first = ByteRange { start: 0, end: Some(65_535) };
    /// let content = client.artifacts().content(&"a_1".into(), Some(first)).await?;
    /// println!("{:?}, {:?} bytes in all", content.content_type, content.total_length());
    /// let mut parts = content.into_stream();
    /// while let Some(part) = parts.try_next().await? {
    ///     println!("{} bytes", part.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn content(
        &self,
        id: &ArtifactId,
        range: Option<ByteRange>,
    ) -> Result<Content, Error> {
        content::open(self, id, range).await
    }
}
