//! Finding and replacing in all texts of a document.

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::apply::{Done, place};
use super::draft::Draft;
use super::layout::Layout;
use super::{BlockId, Refused, TextQuery};
use crate::document::{self, Block, list, text};
use crate::kinds;
use crate::lint::{Holder, Place};
use crate::texts;

/// As much of the text around a hit as is given.
const AROUND: usize = 40;

/// One place where a query fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct Hit {
    /// Where it is.
    pub place: Place,
    /// What stands before it in its line, cut.
    pub before: String,
    /// What was found.
    pub found: String,
    /// What stands after it in its line, cut.
    pub after: String,
}

/// All hits of `query`: in the settings, the parameters, and the blocks in reading order. They are
/// numbered in this order from 0. Secrets are left out.
pub fn find(document: &Value, query: &TextQuery) -> Result<Vec<Hit>, Refused> {
    let Some(search) = Search::of(query)? else {
        return Ok(Vec::new());
    };
    let mut hits = Vec::new();
    let mut place = Seen::default();
    let mut visit = |holder: &Holder, path: &[String], text: &str| {
        for (at, _) in search.hits(text) {
            hits.push(hit(holder, path, text, &at));
        }
    };
    if let Some(settings) = document.as_object() {
        place.settings(settings, &mut visit);
    }
    if let Some(definition) = document::definition(document) {
        if document.get("workflow_definition").is_some() {
            place.settings(definition, &mut visit);
        }
        for parameter in list(definition, "parameters")
            .iter()
            .filter_map(Value::as_object)
        {
            place.parameter(parameter, &mut visit);
        }
    }
    let (layout, blocks) = Layout::read(document);
    for id in layout.reading_order() {
        place.block(blocks[id], layout.key(id), &mut visit);
    }
    Ok(hits)
}

pub(super) fn replace(
    document: &Value,
    query: &TextQuery,
    with: &str,
    only: Option<&[u32]>,
) -> Result<Done, Refused> {
    let hits = find(document, query)?;
    let mut chosen = vec![only.is_none(); hits.len()];
    for hit in only.unwrap_or_default() {
        let place = chosen.get_mut(place(*hit));
        *place.ok_or(Refused::NoSuchHit { hit: *hit })? = true;
    }
    for (hit, _) in hits.iter().zip(&chosen).filter(|(_, chosen)| **chosen) {
        expect_text(hit)?;
    }
    let mut draft = Draft::of(document.clone())?;
    let search = Search::of(query)?;
    let mut number = 0;
    if let Some(search) = search {
        // The same way as `find` goes, hit by hit.
        let mut at = 0;
        while at < hits.len() {
            let place = &hits[at].place;
            let end = hits[at..]
                .iter()
                .take_while(|hit| same_text(&hit.place, place))
                .count();
            let picks = &chosen[at..at + end];
            if picks.contains(&true)
                && let Some(value) = text_mut(&mut draft, place)
            {
                *value = search.replaced(value, picks, with, query.regex);
                number += picks.iter().filter(|pick| **pick).count();
            }
            at += end;
        }
    }
    let name = match number {
        1 => format!("Replace {}", query.text),
        number => format!("Replace {number} × {}", query.text),
    };
    Done::of(draft, name, &[])
}

/// Refuses names that others refer to.
fn expect_text(hit: &Hit) -> Result<(), Refused> {
    match (&hit.place.holder, hit.place.field.as_deref()) {
        (Holder::Block { block }, Some("label")) => Err(Refused::RenameInstead {
            name: block.0.clone(),
            what: "block",
        }),
        (Holder::Parameter { key }, Some("key")) => Err(Refused::RenameInstead {
            name: key.clone(),
            what: "parameter",
        }),
        _ => Ok(()),
    }
}

fn same_text(one: &Place, other: &Place) -> bool {
    one.holder == other.holder && one.field == other.field && one.path == other.path
}

fn text_mut<'a>(draft: &'a mut Draft, place: &Place) -> Option<&'a mut String> {
    let field = place.field.as_deref()?;
    let map = match &place.holder {
        Holder::Workflow => match &mut draft.workflow {
            Some(workflow) if workflow.contains_key(field) => workflow,
            _ => &mut draft.definition,
        },
        Holder::Parameter { key } => {
            let all = draft.definition.get_mut("parameters")?.as_array_mut()?;
            let mut all = all.iter_mut().filter_map(Value::as_object_mut);
            all.find(|it| text(it, "key") == key)?
        }
        Holder::Block { block } => draft.block_mut(block).ok()?,
    };
    let mut value = map.get_mut(field)?;
    for key in &place.path {
        value = match value {
            Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?)?,
            other => other.get_mut(key.as_str())?,
        };
    }
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

fn hit(holder: &Holder, path: &[String], text: &str, at: &Range<usize>) -> Hit {
    let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    let start = units(&text[..at.start]);
    let found = text[at.clone()].to_owned();
    let line_start = text[..at.start].rfind('\n').map_or(0, |it| it + 1);
    let line_end = text[at.end..]
        .find('\n')
        .map_or(text.len(), |it| at.end + it);
    let before = &text[line_start..at.start];
    let from = before
        .char_indices()
        .rev()
        .nth(AROUND - 1)
        .map_or(0, |(it, _)| it);
    let after = &text[at.end..line_end];
    let to = after
        .char_indices()
        .nth(AROUND)
        .map_or(after.len(), |(it, _)| it);
    Hit {
        place: Place {
            holder: holder.clone(),
            field: path.first().cloned(),
            path: path.iter().skip(1).cloned().collect(),
            range: Some((start, start + units(&found))),
        },
        before: shown(text, line_start + from..at.start),
        after: shown(text, at.end..at.end + to),
        found,
    }
}

/// A part of a text without the user and password of an address in it.
fn shown(text: &str, part: Range<usize>) -> String {
    let mut shown = String::new();
    let mut done = part.start;
    for user in texts::users(text) {
        if user.start < part.end && done < user.end {
            shown.push_str(&text[done..user.start.max(done)]);
            done = user.end.min(part.end);
        }
    }
    shown.push_str(&text[done..part.end]);
    shown
}

struct Search {
    pattern: Regex,
    whole_words: bool,
}

impl Search {
    /// Nothing to look for gives nothing.
    fn of(query: &TextQuery) -> Result<Option<Self>, Refused> {
        if query.text.is_empty() {
            return Ok(None);
        }
        let pattern = if query.regex {
            query.text.clone()
        } else {
            regex::escape(&query.text)
        };
        let pattern = RegexBuilder::new(&pattern)
            .case_insensitive(!query.match_case)
            .multi_line(true)
            .build();
        let pattern = pattern.map_err(|fault| Refused::BadPattern {
            reason: reason(&fault),
        })?;
        Ok(Some(Self {
            pattern,
            whole_words: query.whole_words,
        }))
    }

    fn hits<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = (Range<usize>, regex::Captures<'a>)> {
        let secret = texts::users(text);
        self.pattern.captures_iter(text).filter_map(move |found| {
            let at = found.get(0)?.range();
            let is_hidden = secret
                .iter()
                .any(|it| it.start < at.end && at.start < it.end);
            let fits = !at.is_empty() && !is_hidden && (!self.whole_words || is_whole(text, &at));
            fits.then_some((at, found))
        })
    }

    fn replaced(&self, text: &str, picks: &[bool], with: &str, expand: bool) -> String {
        let mut new = String::with_capacity(text.len());
        let mut done = 0;
        for ((at, found), pick) in self.hits(text).zip(picks) {
            if *pick {
                new.push_str(&text[done..at.start]);
                if expand {
                    found.expand(with, &mut new);
                } else {
                    new.push_str(with);
                }
                done = at.end;
            }
        }
        new.push_str(&text[done..]);
        new
    }
}

/// Whether no word goes on beyond either end.
fn is_whole(text: &str, at: &Range<usize>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|c| c == '_' || c.is_alphanumeric());
    let found = &text[at.clone()];
    let before = text[..at.start].chars().next_back();
    let after = text[at.end..].chars().next();
    let begins_inside = is_word(before) && is_word(found.chars().next());
    let ends_inside = is_word(after) && is_word(found.chars().next_back());
    !begins_inside && !ends_inside
}

/// The last line of the message, which says what is wrong; the lines before draw the pattern.
fn reason(fault: &regex::Error) -> String {
    let message = fault.to_string();
    let last = message.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_owned()
}

/// Called with the holder, the path from its field on, and the text.
type Visit<'v> = dyn FnMut(&Holder, &[String], &str) + 'v;

/// The texts of a document, in order.
#[derive(Default)]
struct Seen {
    path: Vec<String>,
}

impl Seen {
    fn settings(&mut self, settings: &Map<String, Value>, visit: &mut Visit<'_>) {
        let is_text = |key: &str| {
            !matches!(key, "parameters" | "blocks" | "finally_block_label")
                && !texts::NO_TEXTS.contains(&key)
                && !texts::is_secret(key)
        };
        let title = settings.iter().filter(|(key, _)| *key == "title");
        let others = settings.iter().filter(|(key, _)| *key != "title");
        for (key, value) in title.chain(others).filter(|(key, _)| is_text(key)) {
            self.field(&Holder::Workflow, key, value, visit);
        }
    }

    fn parameter(&mut self, parameter: &Map<String, Value>, visit: &mut Visit<'_>) {
        let key = text(parameter, "key").to_owned();
        let holder = Holder::Parameter { key };
        for (key, value) in parameter {
            let is_text = !texts::NO_PARAMETER_TEXTS.contains(&key.as_str())
                && !texts::is_secret(key)
                && key != "source_parameter_key";
            if is_text {
                self.field(&holder, key, value, visit);
            }
        }
    }

    fn block(&mut self, block: &Map<String, Value>, key: &BlockId, visit: &mut Visit<'_>) {
        let holder = Holder::Block { block: key.clone() };
        let kind = kinds::find(block.kind());
        for (key, value) in block {
            let is_key = key.ends_with("_parameter_key");
            if !texts::NO_BLOCK_TEXTS.contains(&key.as_str())
                && !is_key
                && texts::is_searched(kind, key)
            {
                self.field(&holder, key, value, visit);
            }
        }
    }

    fn field(&mut self, holder: &Holder, key: &str, value: &Value, visit: &mut Visit<'_>) {
        self.path.push(key.to_owned());
        self.value(holder, value, visit);
        self.path.pop();
    }

    fn value(&mut self, holder: &Holder, value: &Value, visit: &mut Visit<'_>) {
        match value {
            Value::String(text) if !text.starts_with(texts::ENCRYPTED) => {
                visit(holder, &self.path, text);
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.field(holder, &index.to_string(), item, visit);
                }
            }
            Value::Object(map) => {
                let field = self.path.first().map_or("", String::as_str);
                let structured = texts::STRUCTURED.contains(&field);
                let words = texts::WORDS.contains(&field);
                for (key, value) in map {
                    let is_text = !structured || !texts::NO_NESTED_TEXTS.contains(&key.as_str());
                    if is_text && (words || !texts::is_secret(key)) {
                        self.field(holder, key, value, visit);
                    }
                }
            }
            _ => {}
        }
    }
}
