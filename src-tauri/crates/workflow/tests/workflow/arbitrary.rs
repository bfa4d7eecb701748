//! Generated documents.

pub(crate) mod create;
pub(crate) mod store;
pub(crate) mod tree;
pub(crate) mod value;
