//! The built app in a real window, driven as a person would, against a real Skyvern server.
//!
//! `cargo xtask test` builds the app and starts these below a virtual display.

#[cfg(test)]
mod axe;
#[cfg(test)]
mod editing;
#[cfg(test)]
mod editor;
#[cfg(test)]
mod hands;
#[cfg(test)]
mod journey;
#[cfg(test)]
mod pictures;
#[cfg(test)]
mod session;
#[cfg(test)]
mod site;
#[cfg(test)]
mod skyvern;
#[cfg(test)]
mod window;
