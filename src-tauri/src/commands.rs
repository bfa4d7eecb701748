//! Adapters between the window and the use cases: unpack, one call, map the error. One file per topic, with the
//! same names as in crate `app`.

pub(crate) mod connections;
pub(crate) mod editor;
pub(crate) mod folders;
pub(crate) mod launch;
pub(crate) mod lists;
pub(crate) mod live;
pub(crate) mod recordings;
pub(crate) mod runs;
pub(crate) mod settings;
pub(crate) mod workflows;
