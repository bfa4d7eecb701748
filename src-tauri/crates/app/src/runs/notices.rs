//! When a person should be told: a run has ended, or waits for them.

use super::failure::verb;
use crate::event::{Notice, NoticeKind};
use crate::views::runs::{RunHead, RunStatus};

#[cfg(test)]
mod tests;

/// The notice about a run that was seen under way in a list, and is looked at because something happened.
pub(super) fn of_news(now: &RunHead) -> Option<Notice> {
    let before = RunHead {
        is_final: false,
        approval: None,
        ..now.clone()
    };
    of(&before, now)
}

/// The notice for the step from `before` to `now`. A run that had ended before it was looked at is no news.
pub(super) fn of(before: &RunHead, now: &RunHead) -> Option<Notice> {
    let asked = before.approval.as_ref().map(|approval| &approval.node);
    if let Some(approval) = &now.approval
        && asked != Some(&approval.node)
    {
        return Some(notice(
            now,
            NoticeKind::NeedsPerson,
            format!("{} needs you", now.title),
            approval.instructions.clone(),
        ));
    }
    if before.is_final || !now.is_final {
        return None;
    }
    Some(match now.status {
        RunStatus::Completed => notice(
            now,
            NoticeKind::RunCompleted,
            format!("{} completed", now.title),
            took(now),
        ),
        // Whoever cancelled it knows.
        RunStatus::Canceled => return None,
        status => {
            let failure = now.failure.as_ref();
            let body = failure
                .map(|it| format!("{}. {}", it.title, it.reason))
                .unwrap_or_default();
            notice(
                now,
                NoticeKind::RunFailed,
                format!("{} {}", now.title, verb(status)),
                body,
            )
        }
    })
}

fn notice(head: &RunHead, kind: NoticeKind, title: String, body: String) -> Notice {
    Notice {
        kind,
        title,
        body,
        connection: Some(head.connection.clone()),
        run: Some(head.id.clone()),
    }
}

fn took(head: &RunHead) -> String {
    let span = head
        .started_at
        .zip(head.finished_at)
        .map(|(from, to)| (to - from).num_seconds().max(0));
    match span {
        Some(seconds) if seconds >= 60 => {
            format!("It took {}m {:02}s.", seconds / 60, seconds % 60)
        }
        Some(seconds) => format!("It took {seconds}s."),
        None => String::new(),
    }
}
