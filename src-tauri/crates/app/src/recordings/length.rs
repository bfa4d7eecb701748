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
    let (mut last, mut step) = (0, 0);
    while let Ok(true) = file.next_frame(&mut frame) {
        if frame.timestamp > last {
            (last, step) = (frame.timestamp, frame.timestamp - last);
        }
    }
    // The last picture is shown as long as the one before it.
    Some((last + step) as f64 * unit)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn film(name: &str) -> Vec<u8> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/fixtures/media");
        std::fs::read(format!("{folder}/{name}")).expect(name)
    }

    fn check(bytes: &[u8], mime: &str, expected: Option<f64>) {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        let found = seconds(file, bytes.len() as u64, mime);
        let tenths = |seconds: f64| (seconds * 10.0).round() / 10.0;
        assert_eq!(
            found.map(tenths),
            expected,
            "{} bytes of {mime}",
            bytes.len()
        );
    }

    #[test]
    fn films_of_2_4_seconds() {
        check(&film("film.mp4"), "video/mp4", Some(2.4));
        check(&film("film.webm"), "video/webm", Some(2.4));
        // Neither duration nor cues: it was written to a pipe.
        check(
            &film("as-playwright-writes-it.webm"),
            "video/webm",
            Some(2.4),
        );
    }

    #[test]
    fn a_film_that_was_cut_off_is_as_long_as_what_is_there() {
        let film = film("as-playwright-writes-it.webm");
        check(&film[..film.len() / 2], "video/webm", Some(0.8));
    }

    #[test]
    fn what_is_no_film_has_no_length() {
        for mime in ["video/mp4", "video/webm", "image/png"] {
            check(b"", mime, None);
            check(b"<html>not found</html>", mime, None);
            check(&[0x1a, 0x45, 0xdf, 0xa3], mime, None);
        }
        let cut_off = film("film.mp4");
        check(&cut_off[..200], "video/mp4", None);
    }
}
