//! How long a recording is, read from the file: the `WebM` that Playwright writes does not say so in its head.

use std::fs::File;
use std::io::{BufReader, Read, Seek};

use matroska_demuxer::{Frame, MatroskaFile};

/// The length in seconds; `None` for files that cannot be read, which the player will tell.
pub(super) fn seconds(file: File, len: u64, mime: &str) -> Option<f64> {
    let reader = BufReader::new(file);
    match mime {
        "video/mp4" => mp4::Mp4Reader::read_header(reader, len)
            .ok()
            .map(|movie| movie.duration().as_secs_f64()),
        "video/webm" => webm(reader),
        _ => None,
    }
}

/// The time of the last frame, in case the head is silent.
#[expect(
    clippy::cast_precision_loss,
    reason = "a recording is shorter than 285,000 years"
)]
fn webm(reader: impl Read + Seek) -> Option<f64> {
    let mut file = MatroskaFile::open(reader).ok()?;
    let unit = file.info().timestamp_scale().get() as f64 / 1e9;
    if let Some(duration) = file.info().duration() {
        return Some(duration * unit);
    }
    let mut frame = Frame::default();
    let mut last = 0;
    while let Ok(true) = file.next_frame(&mut frame) {
        last = last.max(frame.timestamp);
    }
    Some(last as f64 * unit)
}
