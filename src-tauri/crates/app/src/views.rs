//! Plain data that crosses to the window, in the window's terms. Times are UTC (RFC 3339), lengths of time are
//! seconds, sizes are bytes. No secret ever stands in a view (architecture, rule 5).

pub mod connections;
pub mod editor;
pub mod launch;
pub mod lists;
pub mod recordings;
pub mod runs;
pub mod settings;
pub mod workflows;
