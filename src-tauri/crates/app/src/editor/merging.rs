//! Bringing the server's newest version and the draft together.

use workflow::compare::compare;
use workflow::merge::{Choice, Conflict, Side, merge};

use super::session::Step;
use crate::App;
use crate::error::Result;
use crate::views::editor::{
    DraftId, EditorChange, EditorNotice, MergeChoice, MergeConflict, MergeSide, MergeView,
};

impl App {
    /// What the draft and the newest version of the server changed since the draft began.
    pub async fn merge_view(&self, draft: &DraftId) -> Result<MergeView> {
        let newest = self.newest_base(draft).await?;
        self.look_at(draft, move |session, _| {
            let (base, ours, theirs) =
                (&session.base.document, &session.document, &newest.document);
            let merged = merge(base, ours, theirs, &[]);
            Ok(MergeView {
                base_version: session.base.version,
                server_version: newest.version,
                ours: compare(base, ours),
                theirs: compare(base, theirs),
                conflicts: merged.conflicts.into_iter().map(conflict).collect(),
            })
        })
        .await
    }

    /// Brings the newest version of the server into the draft: one step, which can be undone. Conflicts that nobody
    /// decided keep the draft's side.
    pub async fn merge_draft(
        &self,
        draft: &DraftId,
        choices: &[MergeChoice],
    ) -> Result<EditorChange> {
        let newest = self.newest_base(draft).await?;
        let choices: Vec<Choice> = choices.iter().map(choice).collect();
        self.take_step(draft, move |session| {
            let merged = merge(
                &session.base.document,
                &session.document,
                &newest.document,
                &choices,
            );
            let notices = merged
                .notices
                .into_iter()
                .map(|message| EditorNotice { message, fix: None });
            Ok(Step {
                base: (newest.version != session.base.version).then(|| newest.clone()),
                notices: notices.collect(),
                ..Step::whole(
                    format!("Merge v{}", newest.version),
                    &session.document,
                    merged.document,
                )
            })
        })
        .await
    }
}

fn conflict(conflict: Conflict) -> MergeConflict {
    MergeConflict {
        id: conflict.id,
        holder: conflict.holder,
        field: conflict.field,
        message: conflict.message,
        base: conflict.base,
        ours: conflict.ours,
        theirs: conflict.theirs,
    }
}

fn choice(choice: &MergeChoice) -> Choice {
    Choice {
        conflict: choice.conflict.clone(),
        take: match choice.side {
            MergeSide::Ours => Side::Ours,
            MergeSide::Theirs => Side::Theirs,
        },
    }
}
