//! The rules of `docs/architecture.md`, where a program can hold them. Each rule is a function
//! from text to complaints, so that it is tested on a small bad example as well as on the
//! repository.
#![cfg(test)]

#[path = "architecture/commands.rs"]
mod commands;
#[path = "architecture/crates.rs"]
mod crates;
#[path = "architecture/documents.rs"]
mod documents;
#[path = "architecture/kinds.rs"]
mod kinds;
#[path = "architecture/secrets.rs"]
mod secrets;
#[path = "architecture/sizes.rs"]
mod sizes;
#[path = "architecture/source.rs"]
mod source;
#[path = "architecture/ui.rs"]
mod ui;
#[path = "architecture/words.rs"]
mod words;
