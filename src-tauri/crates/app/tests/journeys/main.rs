//! Whole journeys through the app without a window, against a scripted Skyvern server.
//!
//! Time is paused: a pause of the app passes at once when nobody has anything to do. The server runs in the same
//! runtime, so that waiting for it is no such moment.
#![cfg(test)]

mod desk;
mod skyvern;

mod connecting;
mod disk;
mod editing;
mod faults;
mod keeping;
mod launching;
mod live;
mod replaying;
mod secrecy;
mod synchronising;
mod watching;
