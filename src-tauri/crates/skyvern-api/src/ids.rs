//! Identifiers as types of their own, so that a run is never asked for under a workflow's id.
//!
//! Skyvern's ids are opaque texts with a prefix (`wpid_`, `wr_`, …). The prefix is not checked: an id is what the
//! server says it is.

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(
            Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes the id as it stands.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id as the server writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl crate::decode::Scalar for $name {
            fn read(value: &serde_json::Value) -> Result<Self, crate::decode::Mismatch> {
                String::read(value).map(Self)
            }
        }
    )+};
}

ids! {
    /// A workflow through all its versions (`wpid_…`): the id that every call takes.
    WorkflowId,
    /// One version of a workflow (`w_…`): appears in answers, no call takes it.
    WorkflowVersionId,
    /// A run of a workflow (`wr_…`) or of a task (`tsk_…`).
    RunId,
    /// One execution of one block in a run (`wrb_…`).
    BlockRunId,
    /// A task: the agent's work within a block (`tsk_…`).
    TaskId,
    /// A step of a task (`stp_…`).
    StepId,
    /// An action of a step (`act_…`).
    ActionId,
    /// A thought of the planner (`ot_…`).
    ThoughtId,
    /// A stored file: recording, screenshot, download … (`a_…`).
    ArtifactId,
    /// A file sent to the server (`file_…`).
    FileId,
    /// A folder of workflows (`fld_…`).
    FolderId,
    /// A browser that lives longer than a run (`pbs_…`).
    BrowserSessionId,
    /// A saved browser state: cookies and storage (`bp_…`).
    BrowserProfileId,
    /// A schedule of a workflow (`wfs_…`).
    ScheduleId,
    /// A stored credential (`cred_…`); the secret itself never leaves the server.
    CredentialId,
    /// An organisation (`o_…`).
    OrganizationId,
    /// A generated script (`s_…`).
    ScriptId,
}
