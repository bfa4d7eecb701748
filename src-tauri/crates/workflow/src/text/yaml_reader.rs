//! YAML text to JSON values, with the meaning that the server's reader gives it.
//!
//! The parser gives events with places; here they become values. Aliases are copied, within a
//! limit, so that a small text cannot grow into all memory there is.

use std::collections::HashMap;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Span, Tag};
use serde_json::{Map, Value};

use super::fault::{Diagnostic, FaultAt, Problem};
use super::scalar;
use super::tree::{Grower, Node};

/// The most that aliases may add to a document, roughly in bytes.
const MOST_COPIED: usize = 32 * 1024 * 1024;

/// As deep as JSON may be nested, so that every document that was read can be sent.
const DEEPEST: usize = 127;

/// One document of a text.
pub(super) struct Document {
    pub(super) value: Value,
    /// Where it begins, from 1.
    pub(super) line: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads all documents of `text`; empty ones are left out.
pub(super) fn read(text: &str) -> Result<Vec<Document>, FaultAt> {
    read_each(text, |_, _| {})
}

/// The one document of `text` with the places of its values; none if there are several or none.
pub(super) fn read_placed(text: &str) -> Result<Option<(Document, Node)>, FaultAt> {
    let mut grower = Grower::new(text);
    let mut documents = read_each(text, |event, span| grower.event(event, span))?;
    let mut roots = grower.finish();
    let is_one = documents.len() == 1 && roots.len() == 1;
    Ok(documents.pop().zip(roots.pop()).filter(|_| is_one))
}

/// Reads all documents, and shows each event to `watch`.
fn read_each(
    text: &str,
    mut watch: impl FnMut(&Event<'_>, Span),
) -> Result<Vec<Document>, FaultAt> {
    let mut builder = Builder::default();
    // The first two as the server's reader has it.
    let options = granit_parser::options! {
        bom_inside_document_as_content: true,
        block_scalar_eof_without_line_feed: true,
        emit_anchor_events: true,
    };
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|fault| explain(&fault))?;
        watch(&event, span);
        builder.event(event, span)?;
    }
    Ok(builder.documents)
}

#[derive(Default)]
struct Builder {
    documents: Vec<Document>,
    diagnostics: Vec<Diagnostic>,
    open: Vec<Open>,
    root: Option<(Value, usize)>,
    anchors: HashMap<usize, (Value, usize)>,
    copied: usize,
}

/// A collection that has begun and not ended.
struct Open {
    anchor: usize,
    line: usize,
    holds: Holds,
}

enum Holds {
    List(Vec<Value>),
    Map {
        map: Map<String, Value>,
        key: Option<Key>,
        merged: Vec<Value>,
    },
}

enum Key {
    Text(String),
    Merge,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), FaultAt> {
        let line = span.start.line();
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let value = self.scalar(&text, style, tag.as_deref(), span)?;
                let is_plain = style == ScalarStyle::Plain && tag.is_none();
                self.node(value, Some((&text, is_plain)), anchor, span)
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.tag(tag.as_deref(), line);
                self.begin(
                    Open {
                        anchor,
                        line,
                        holds: Holds::List(Vec::new()),
                    },
                    span,
                )
            }
            Event::MappingStart(_, anchor, tag) => {
                self.tag(tag.as_deref(), line);
                let holds = Holds::Map {
                    map: Map::new(),
                    key: None,
                    merged: Vec::new(),
                };
                self.begin(
                    Open {
                        anchor,
                        line,
                        holds,
                    },
                    span,
                )
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(id) => self.alias(id, span),
            Event::DocumentEnd => {
                self.anchors.clear();
                let diagnostics = std::mem::take(&mut self.diagnostics);
                if let Some((value, line)) = self.root.take().filter(|(value, _)| !value.is_null())
                {
                    self.documents.push(Document {
                        value,
                        line,
                        diagnostics,
                    });
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        style: ScalarStyle,
        tag: Option<&Tag>,
        span: Span,
    ) -> Result<Value, FaultAt> {
        match tag.map(|tag| (tag.core_suffix(), tag.original())) {
            Some((Some(kind), _)) => scalar::read_tagged(kind, text)
                .ok_or_else(|| at(span, format!("“{text}” is not what its tag !!{kind} says"))),
            // The lone "!" says: this is a text.
            Some((None, tag)) if tag == "!" => Ok(Value::from(text)),
            _ => {
                self.tag(tag, span.start.line());
                let is_plain = style == ScalarStyle::Plain;
                Ok(if is_plain {
                    scalar::read_plain(text)
                } else {
                    Value::from(text)
                })
            }
        }
    }

    fn tag(&mut self, tag: Option<&Tag>, line: usize) {
        if let Some(tag) = tag.filter(|tag| tag.core_suffix().is_none()) {
            let problem = Problem::TagLeftOut {
                tag: tag.original(),
            };
            self.diagnostics.push(Diagnostic {
                problem,
                line: Some(line),
            });
        }
    }

    fn begin(&mut self, open: Open, span: Span) -> Result<(), FaultAt> {
        if let Some(Open {
            holds: Holds::Map { key: None, .. },
            ..
        }) = self.open.last()
        {
            return Err(at(span, "A key must be a text, not a list or an object"));
        }
        if self.open.len() >= DEEPEST {
            return Err(at(
                span,
                format!("The YAML is nested more than {DEEPEST} levels deep"),
            ));
        }
        self.open.push(open);
        Ok(())
    }

    fn end(&mut self, span: Span) -> Result<(), FaultAt> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let value = match open.holds {
            Holds::List(list) => Value::Array(list),
            Holds::Map { map, merged, .. } => Value::Object(merge(map, merged, span)?),
        };
        self.node_at(value, None, open.anchor, span, open.line)
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<(), FaultAt> {
        let Some((value, size)) = self.anchors.get(&id) else {
            return Err(at(span, "An alias cannot stand inside what it stands for"));
        };
        let (value, size) = (value.clone(), *size);
        self.copied += size;
        if self.copied > MOST_COPIED {
            return Err(at(
                span,
                "The aliases of this file stand for too much; write it out",
            ));
        }
        let text = value.as_str().map(str::to_owned);
        self.node(value, text.as_deref().map(|text| (text, false)), 0, span)
    }

    fn node(
        &mut self,
        value: Value,
        text: Option<(&str, bool)>,
        anchor: usize,
        span: Span,
    ) -> Result<(), FaultAt> {
        self.node_at(value, text, anchor, span, span.start.line())
    }

    /// Puts a finished node where it belongs. `text` is what a scalar says, and whether it is
    /// plain: keys are texts, whatever they would be as values.
    fn node_at(
        &mut self,
        value: Value,
        text: Option<(&str, bool)>,
        anchor: usize,
        span: Span,
        line: usize,
    ) -> Result<(), FaultAt> {
        if anchor != 0 {
            self.anchors.insert(anchor, (value.clone(), size(&value)));
        }
        match self.open.last_mut().map(|open| &mut open.holds) {
            None => self.root = Some((value, line)),
            Some(Holds::List(list)) => list.push(value),
            Some(Holds::Map { map, key, merged }) => match key.take() {
                None => {
                    let (text, is_plain) = text
                        .ok_or_else(|| at(span, "A key must be a text, not a list or an object"))?;
                    let is_merge = is_plain && text == "<<";
                    *key = Some(if is_merge {
                        Key::Merge
                    } else {
                        Key::Text(text.to_owned())
                    });
                    if map.contains_key(text) {
                        let problem = Problem::DuplicateKey {
                            key: text.to_owned(),
                        };
                        self.diagnostics.push(Diagnostic {
                            problem,
                            line: Some(line),
                        });
                    }
                }
                Some(Key::Merge) => merged.push(value),
                Some(Key::Text(key)) => {
                    map.insert(key, value);
                }
            },
        }
        Ok(())
    }
}

/// `map` with what `<<` merges into it: its own keys win, then the earlier of several sources.
fn merge(
    map: Map<String, Value>,
    merged: Vec<Value>,
    span: Span,
) -> Result<Map<String, Value>, FaultAt> {
    if merged.is_empty() {
        return Ok(map);
    }
    let sources = merged.into_iter().flat_map(|source| match source {
        Value::Array(sources) => sources,
        source => vec![source],
    });
    let mut all = Map::new();
    for source in sources {
        let Value::Object(source) = source else {
            return Err(at(
                span,
                "What “<<” merges must be an object or a list of objects",
            ));
        };
        for (key, value) in source {
            all.entry(key).or_insert(value);
        }
    }
    all.extend(map);
    Ok(all)
}

/// Roughly the bytes that a copy of `value` takes.
fn size(value: &Value) -> usize {
    let inside = match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(map) => map.iter().map(|(key, value)| key.len() + size(value)).sum(),
        _ => 0,
    };
    inside + 64
}

fn at(span: Span, message: impl Into<String>) -> FaultAt {
    FaultAt {
        line: span.start.line(),
        column: span.start.col() + 1,
        message: message.into(),
    }
}

fn explain(fault: &ScanError) -> FaultAt {
    let message = match fault.kind() {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => {
            "There is a tab here; YAML is indented with spaces".to_owned()
        }
        ErrorKind::RecursionLimitExceeded => {
            format!("The YAML is nested more than {DEEPEST} levels deep")
        }
        ErrorKind::UnknownAnchor => "This alias names nothing above it".to_owned(),
        _ => format!("This is not YAML: {}", fault.info()),
    };
    let place = fault.marker();
    FaultAt {
        line: place.line().max(1),
        column: place.col() + 1,
        message,
    }
}
