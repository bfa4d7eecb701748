//! The list of what a run left behind, from the server or as it was kept.

use library::SnapshotPart;
use serde_json::json;
use skyvern_api::artifacts::Artifact;

use crate::App;
use crate::error::{Error, Result};
use crate::ids::{ConnectionId, RunId};

impl App {
    /// The artifacts of a run: as kept when the run was over by then, else from the server.
    pub(super) async fn artifacts_of(
        &self,
        connection: &ConnectionId,
        run: &RunId,
    ) -> Result<Vec<Artifact>> {
        match self.read_artifacts(connection, run).await {
            Ok(artifacts) => Ok(artifacts),
            Err(fault @ Error::Library(_)) => Err(fault),
            Err(fault) => self.kept_artifacts(connection, run).await?.ok_or(fault),
        }
    }

    /// The artifacts as they were kept, if they were.
    pub(super) async fn kept_artifacts(
        &self,
        connection: &ConnectionId,
        run: &RunId,
    ) -> Result<Option<Vec<Artifact>>> {
        let (name, id) = (connection.clone(), run.clone());
        let kept = self
            .library(move |library| {
                library.load_snapshot(name.as_str(), id.as_str(), SnapshotPart::Artifacts)
            })
            .await?;
        kept.map(|json| serde_json::from_str(&json))
            .transpose()
            .map_err(|fault| {
                Error::Library(format!(
                    "What was kept of this run's files cannot be read: {fault}."
                ))
            })
    }

    /// Reads the list from the server and keeps it.
    pub(super) async fn read_artifacts(
        &self,
        connection: &ConnectionId,
        run: &RunId,
    ) -> Result<Vec<Artifact>> {
        let client = self.client(connection)?;
        let artifacts = match client
            .artifacts()
            .list_of_run(&run.as_str().into(), &[])
            .await
        {
            Ok(artifacts) => artifacts,
            Err(fault) => return Err(self.fault(connection, fault).await),
        };
        let json = json!(artifacts).to_string();
        let (name, id) = (connection.clone(), run.clone());
        self.keep(connection, move |library| {
            library.store_snapshot(name.as_str(), id.as_str(), SnapshotPart::Artifacts, &json)
        })
        .await?;
        Ok(artifacts)
    }
}
