//! Ids as the window knows them: opaque strings, one type each, so that a run cannot be passed for a workflow.

use serde::{Deserialize, Serialize};
use specta::Type;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Type)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The id as it stands on the wire.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                Self(value.to_owned())
            }
        }
    };
}

id!(
    /// A connection of this computer to a server; made here, never sent.
    ConnectionId
);
id!(
    /// `wpid_…`: a workflow in all its versions.
    WorkflowId
);
id!(
    /// `wr_…`: one run.
    RunId
);
id!(
    /// `fld_…`: a folder.
    FolderId
);
id!(
    /// `a_…`: a file that a run left behind.
    ArtifactId
);
id!(
    /// One block of a run: `wrb_…`, or for a block not reached yet `plan:<label>`.
    NodeId
);
