//! Times as the database keeps them.

use chrono::{DateTime, Utc};

/// Microseconds since 1970, the server's own precision.
pub(crate) fn to_micros(at: DateTime<Utc>) -> i64 {
    at.timestamp_micros()
}

/// The time that [`to_micros`] gave. A number outside of the calendar can only come from a damaged
/// file; it becomes 1970 rather than an error in the midst of a list.
pub(crate) fn from_micros(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros).unwrap_or_default()
}
