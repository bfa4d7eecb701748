//! What a server can do, learnt by asking and remembered.
//!
//! Skyvern's versions differ in their routes (reference B.10). The client asks the newer route first; if the server
//! has no such route, it remembers that and asks the older one from then on. A server that was updated is asked anew:
//! what is remembered belongs to the version that was seen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A part of the API that not every server has, or that older servers have under another route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Feature {
    /// Workflows under `/v1/workflows` rather than `/api/v1/workflows`.
    WorkflowRoutes,
    /// One workflow under `/v1`.
    GetWorkflow,
    /// The versions of a workflow under `/v1`; older servers have them under `/api/v1`.
    WorkflowVersions,
    /// Marking a workflow as a template.
    SetTemplate,
    /// Folders.
    Folders,
    /// One list of all runs with titles.
    RunList,
    /// The runs of a workflow under `/v1`.
    WorkflowRuns,
    /// Cancelling a run under `/v1`.
    CancelRun,
    /// Cancelling many runs at once.
    BulkCancel,
    /// Running again what a finished run ran.
    RetryRun,
    /// Going on after a person has looked.
    ContinueRun,
    /// The timeline under `/v1`, without the workflow's id.
    RunTimeline,
    /// The workflow version a run used, together with the run.
    RunWithWorkflow,
    /// Sending a run's webhook again.
    RetryWebhook,
    /// The artifacts of a run under `/v1`.
    RunArtifacts,
    /// The bytes of an artifact.
    ArtifactContent,
    /// A fresh signed address of an artifact.
    SignedUrl,
    /// Uploads under `/v1`.
    Upload,
    /// Deleting an upload.
    DeleteUpload,
    /// Schedules.
    Schedules,
    /// Tags of workflows.
    WorkflowTags,
    /// The registry of tag keys and values.
    TagRegistry,
    /// Tags of runs.
    RunTags,
    /// Browser sessions.
    BrowserSessions,
    /// Past browser sessions.
    SessionHistory,
    /// Keeping a browser session open for longer.
    ExtendSession,
    /// The kinds of browser a session can have.
    BrowserTypes,
    /// Saved browser states.
    BrowserProfiles,
    /// Renaming saved browser states.
    EditProfile,
    /// Stored credentials.
    Credentials,
    /// The list of models.
    Models,
    /// The server's live-view mode.
    RuntimeConfig,
    /// The server's version.
    Version,
    /// The live view of browser sessions.
    SessionLiveView,
}

impl Feature {
    /// The first release with it, as (major, minor, patch); `None` if it has always been there or is newer than the
    /// reference (1.0.50).
    pub fn since(self) -> Option<ServerVersion> {
        let (major, minor, patch) = match self {
            Self::WorkflowRoutes | Self::RetryWebhook | Self::Models => (0, 2, 1),
            Self::RunArtifacts => (0, 2, 3),
            Self::RunTimeline => (0, 2, 12),
            Self::SessionHistory => (0, 2, 16),
            Self::ContinueRun => (0, 2, 19),
            Self::Folders | Self::RunWithWorkflow | Self::BrowserProfiles => (0, 2, 21),
            Self::SetTemplate => (1, 0, 5),
            Self::Upload => (1, 0, 6),
            Self::GetWorkflow | Self::WorkflowVersions => (1, 0, 13),
            Self::ArtifactContent | Self::SessionLiveView => (1, 0, 25),
            Self::RunList => (1, 0, 29),
            Self::Schedules => (1, 0, 30),
            Self::WorkflowRuns
            | Self::BulkCancel
            | Self::RetryRun
            | Self::WorkflowTags
            | Self::TagRegistry
            | Self::EditProfile
            | Self::RuntimeConfig
            | Self::Version => (1, 0, 37),
            Self::SignedUrl | Self::RunTags => (1, 0, 47),
            Self::Credentials => (0, 1, 83),
            Self::CancelRun
            | Self::BrowserSessions
            | Self::BrowserTypes
            | Self::DeleteUpload
            | Self::ExtendSession => {
                return None;
            }
        };
        Some(ServerVersion {
            major,
            minor,
            patch,
        })
    }

    fn words(self) -> &'static str {
        match self {
            Self::WorkflowRoutes | Self::GetWorkflow => "these workflow routes",
            Self::WorkflowVersions => "earlier versions of workflows",
            Self::SetTemplate => "templates",
            Self::Folders => "folders",
            Self::RunList | Self::WorkflowRuns => "this list of runs",
            Self::CancelRun => "cancelling runs",
            Self::BulkCancel => "cancelling several runs at once",
            Self::RetryRun => "retrying runs",
            Self::ContinueRun => "approving steps",
            Self::RunTimeline => "timelines",
            Self::RunWithWorkflow => "the workflow of a run",
            Self::RetryWebhook => "sending webhooks again",
            Self::RunArtifacts => "the files of a run",
            Self::ArtifactContent => "fetching files",
            Self::SignedUrl => "signed links",
            Self::Upload => "uploads",
            Self::DeleteUpload => "deleting uploads",
            Self::Schedules => "schedules",
            Self::WorkflowTags | Self::TagRegistry => "workflow tags",
            Self::RunTags => "run tags",
            Self::BrowserSessions => "browser sessions",
            Self::SessionHistory => "past browser sessions",
            Self::ExtendSession => "extending browser sessions",
            Self::BrowserTypes => "the choice of a browser",
            Self::BrowserProfiles => "browser profiles",
            Self::EditProfile => "renaming browser profiles",
            Self::Credentials => "credentials",
            Self::Models => "the list of models",
            Self::RuntimeConfig => "its live-view settings",
            Self::Version => "telling its version",
            Self::SessionLiveView => "the live view of browser sessions",
        }
    }
}

impl std::fmt::Display for Feature {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.words())
    }
}

/// A release of Skyvern. Development builds name a commit instead and have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ServerVersion {
    /// The first number.
    pub major: u32,
    /// The second number.
    pub minor: u32,
    /// The third number.
    pub patch: u32,
}

impl ServerVersion {
    /// Reads `1.0.56` or `v1.0.56`; anything after the third number (`-rc1`) is ignored.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.trim().trim_start_matches('v').splitn(3, '.');
        let major = numbers.next()?.parse().ok()?;
        let minor = numbers.next()?.parse().ok()?;
        let last = numbers.next()?;
        let digits = last
            .find(|c: char| !c.is_ascii_digit())
            .map_or(last, |end| &last[..end]);
        Some(Self {
            major,
            minor,
            patch: digits.parse().ok()?,
        })
    }

    /// Whether a server of this release has `feature`.
    pub fn has(self, feature: Feature) -> bool {
        feature.since().is_none_or(|since| self >= since)
    }
}

impl std::fmt::Display for ServerVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// What was learnt about a server. Plain data: store it and give it to the next client of the same server
/// ([`ClientBuilder::capabilities`](crate::ClientBuilder::capabilities)), which then asks no missing route again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capabilities {
    /// The version that the knowledge belongs to, as the server writes it.
    #[serde(default)]
    pub server_version: Option<String>,
    /// Features that were seen to be there (`true`) or not (`false`).
    #[serde(default)]
    pub features: BTreeMap<Feature, bool>,
}

impl Capabilities {
    /// Whether the server has `feature`, if that is known: by having been asked, or by its version.
    pub fn knows(&self, feature: Feature) -> Option<bool> {
        let seen = self.features.get(&feature).copied();
        seen.or_else(|| self.release().map(|release| release.has(feature)))
    }

    /// The release, if the server names one.
    pub fn release(&self) -> Option<ServerVersion> {
        self.server_version
            .as_deref()
            .and_then(ServerVersion::parse)
    }

    pub(crate) fn seen(&self, feature: Feature) -> Option<bool> {
        self.features.get(&feature).copied()
    }

    pub(crate) fn learn(&mut self, feature: Feature, present: bool) {
        self.features.insert(feature, present);
    }

    /// Notes the version; what was learnt about another version is dropped.
    pub(crate) fn learn_version(&mut self, version: &str) {
        if self.server_version.as_deref() != Some(version) {
            self.features.clear();
            self.server_version = Some(version.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_and_compared() {
        let parse = |text| ServerVersion::parse(text).map(|version| version.to_string());
        assert_eq!(parse("1.0.56").as_deref(), Some("1.0.56"));
        assert_eq!(parse("v0.2.3-rc1").as_deref(), Some("0.2.3"));
        assert_eq!(parse("07222e7"), None);
        assert_eq!(parse("development"), None);
        let release = ServerVersion::parse("1.0.29").unwrap();
        assert!(release.has(Feature::RunList) && !release.has(Feature::BulkCancel));
    }

    #[test]
    fn a_new_version_is_asked_anew() {
        let mut known = Capabilities::default();
        known.learn_version("1.0.20");
        known.learn(Feature::ArtifactContent, false);
        known.learn_version("1.0.20");
        assert_eq!(known.knows(Feature::ArtifactContent), Some(false));
        known.learn_version("1.0.56");
        assert_eq!(known.seen(Feature::ArtifactContent), None);
        assert_eq!(known.knows(Feature::ArtifactContent), Some(true));
    }

    #[test]
    fn what_was_learnt_can_be_stored() {
        let mut known = Capabilities::default();
        known.learn_version("1.0.20");
        known.learn(Feature::RunList, false);
        let stored = serde_json::to_string(&known).unwrap();
        assert_eq!(
            stored,
            r#"{"server_version":"1.0.20","features":{"run_list":false}}"#
        );
        assert_eq!(
            serde_json::from_str::<Capabilities>(&stored).unwrap(),
            known
        );
    }
}
