//! Of many times one number.

/// The time that `percent` of the times do not exceed, rounded to a tenth.
pub(crate) fn percentile(mut times: Vec<f64>, percent: usize) -> f64 {
    assert!(!times.is_empty(), "nothing was measured");
    times.sort_by(f64::total_cmp);
    tenths(times[(times.len() * percent / 100).min(times.len() - 1)])
}

pub(crate) fn median(times: Vec<f64>) -> f64 {
    percentile(times, 50)
}

pub(crate) fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

pub(crate) fn ratio(figure: f64, baseline: f64) -> f64 {
    (figure / baseline * 1000.0).round() / 1000.0
}
