//! What an older server cannot do, in sentences for the person (reference B.10).

use skyvern_api::{Capabilities, Feature};

/// The features whose absence a person would notice, with what happens instead.
const NOTICED: &[(Feature, &str)] = &[
    (Feature::WorkflowVersions, "it has no list of versions"),
    (Feature::Folders, "it has no folders"),
    (
        Feature::ArtifactContent,
        "recordings play only while their links are valid",
    ),
    (
        Feature::RetryRun,
        "a retry is a new launch with the same inputs",
    ),
    (Feature::Schedules, "it has no schedules"),
    (Feature::BrowserProfiles, "it has no browser profiles"),
];

/// One sentence for each thing that is known to be missing.
pub(crate) fn sentences(known: &Capabilities) -> Vec<String> {
    let missing = NOTICED
        .iter()
        .filter(|(feature, _)| known.knows(*feature) == Some(false));
    missing
        .map(|(feature, consequence)| match feature.since() {
            Some(since) => format!("This server is older than {since}: {consequence}."),
            None => format!("On this server, {consequence}."),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(version: &str, expected: &[&str]) {
        let known = Capabilities {
            server_version: Some(version.to_owned()),
            ..Capabilities::default()
        };
        assert_eq!(sentences(&known), expected, "{version}");
    }

    #[test]
    fn an_old_server_is_told_of() {
        check("1.0.56", &[]);
        check(
            "1.0.20",
            &[
                "This server is older than 1.0.25: recordings play only while their links are valid.",
                "This server is older than 1.0.37: a retry is a new launch with the same inputs.",
                "This server is older than 1.0.30: it has no schedules.",
            ],
        );
        check("a1b2c3d", &[]);
    }
}
