//! Where in a YAML text each value stands.

use granit_parser::{Event, ScalarStyle, Span, StructureStyle};

/// A value in a text. Places are byte offsets.
#[derive(Debug)]
pub(super) struct Node {
    /// Where it begins, its tag and anchor included.
    pub(super) outer: usize,
    /// Where its tag and anchor end; `outer` if it has none.
    pub(super) inner: usize,
    /// Where it begins without them. A block text begins with its first line that is not blank.
    pub(super) start: usize,
    /// Where it ends: behind its last character, before the line break of that line.
    pub(super) end: usize,
    /// The number of its anchor; 0 for none.
    pub(super) anchor: usize,
    pub(super) form: Form,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Form {
    Scalar(ScalarStyle),
    Alias(usize),
    List { flow: bool, items: Vec<Node> },
    Map { flow: bool, entries: Vec<Entry> },
}

/// A key and its value.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_start: usize,
    pub(super) key_end: usize,
    /// Whether the key is `<<`.
    pub(super) merges: bool,
    pub(super) value: Node,
}

impl Node {
    /// Stands for a text without a value.
    pub(super) fn nothing() -> Self {
        Self {
            outer: 0,
            inner: 0,
            start: 0,
            end: 0,
            anchor: 0,
            form: Form::Scalar(ScalarStyle::Plain),
        }
    }

    /// Whether its texts stand over several lines under a `|` or `>`.
    pub(super) fn is_block_text(&self) -> bool {
        matches!(
            self.form,
            Form::Scalar(ScalarStyle::Literal | ScalarStyle::Folded)
        )
    }

    /// Whether it has nothing of its own in the text.
    pub(super) fn is_empty(&self) -> bool {
        self.start == self.end && self.outer == self.start
    }

    /// The entry for `key`: the last one, if it stands there several times.
    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        let Form::Map { entries, .. } = &self.form else {
            return None;
        };
        entries
            .iter()
            .rev()
            .find(|entry| entry.key == key && !entry.merges)
    }

    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// What is directly in it.
    pub(super) fn children(&self) -> Box<dyn Iterator<Item = &Self> + '_> {
        match &self.form {
            Form::List { items, .. } => Box::new(items.iter()),
            Form::Map { entries, .. } => Box::new(entries.iter().map(|entry| &entry.value)),
            _ => Box::new(std::iter::empty()),
        }
    }
}

/// Builds the trees of a text from the parser's events.
pub(super) struct Grower<'a> {
    text: &'a str,
    open: Vec<Open>,
    roots: Vec<Node>,
}

struct Open {
    node: Node,
    key: Option<(String, usize, usize, bool)>,
}

impl<'a> Grower<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            open: Vec::new(),
            roots: Vec::new(),
        }
    }

    /// One tree for each document, empty ones included.
    pub(super) fn finish(self) -> Vec<Node> {
        self.roots
    }

    pub(super) fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let is_merge = *style == ScalarStyle::Plain && tag.is_none() && text == "<<";
                let form = Form::Scalar(*style);
                let mut node = Self::node(span, *anchor, form);
                node.end = self.end_of(&node, text);
                self.add(node, || (text.to_string(), is_merge));
            }
            Event::SequenceStart(style, anchor, _) => {
                let flow = *style == StructureStyle::Flow;
                let items = Vec::new();
                self.begin(span, *anchor, Form::List { flow, items });
            }
            Event::MappingStart(style, anchor, _) => {
                let flow = *style == StructureStyle::Flow;
                let entries = Vec::new();
                self.begin(span, *anchor, Form::Map { flow, entries });
            }
            Event::Anchor(_, _) => self.anchor(span),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(Open { mut node, .. }) = self.open.pop() {
                    node.end = match node.form {
                        Form::List { flow: true, .. } | Form::Map { flow: true, .. } => end(span),
                        _ => node.children().last().map_or(node.start, |last| last.end),
                    };
                    self.add(node, || (String::new(), false));
                }
            }
            Event::Alias(id) => {
                let node = Self::node(span, 0, Form::Alias(*id));
                self.add(node, || (String::new(), false));
            }
            _ => {}
        }
    }

    fn node(span: Span, anchor: usize, form: Form) -> Node {
        let range = span.byte_range().unwrap_or(0..0);
        let tag = span
            .tag_span()
            .and_then(|tag| tag.byte_range())
            .unwrap_or(range.start..range.start);
        let inner = if tag.is_empty() { range.start } else { tag.end };
        Node {
            outer: tag.start.min(range.start),
            inner,
            start: range.start,
            end: range.end,
            anchor,
            form,
        }
    }

    fn begin(&mut self, span: Span, anchor: usize, form: Form) {
        let node = Self::node(span, anchor, form);
        self.open.push(Open { node, key: None });
    }

    /// The place of an anchor comes after the beginning of what it names.
    fn anchor(&mut self, span: Span) {
        let Some(range) = span.byte_range() else {
            return;
        };
        if let Some(node) = self.newest() {
            let tagged = node.outer < node.start;
            node.inner = if tagged {
                node.inner.max(range.end)
            } else {
                range.end
            };
            node.outer = node.outer.min(range.start);
        }
    }

    /// The node that began last.
    fn newest(&mut self) -> Option<&mut Node> {
        let Some(open) = self.open.last_mut() else {
            return self.roots.last_mut();
        };
        if open.key.is_some() {
            // An anchor on a key concerns nobody.
            return None;
        }
        if open.node.children().next().is_none() {
            return Some(&mut open.node);
        }
        match &mut open.node.form {
            Form::List { items, .. } => items.last_mut(),
            Form::Map { entries, .. } => entries.last_mut().map(|entry| &mut entry.value),
            _ => None,
        }
    }

    /// Puts a finished node where it belongs; `key` is what it says as a key.
    fn add(&mut self, node: Node, key: impl FnOnce() -> (String, bool)) {
        let Some(open) = self.open.last_mut() else {
            self.roots.push(node);
            return;
        };
        match &mut open.node.form {
            Form::List { items, .. } => items.push(node),
            Form::Map { entries, .. } => match open.key.take() {
                None => {
                    let (text, merges) = key();
                    open.key = Some((text, node.start, node.end, merges));
                }
                Some((key, key_start, key_end, merges)) => entries.push(Entry {
                    key,
                    key_start,
                    key_end,
                    merges,
                    value: node,
                }),
            },
            _ => {}
        }
    }

    /// The end of a scalar. What the parser gives for a block text reaches to whatever follows it.
    fn end_of(&self, node: &Node, value: &str) -> usize {
        if !node.is_block_text() {
            return node.end;
        }
        let text = &self.text[..node.end];
        let keeps_lines = value.ends_with("\n\n") || value == "\n";
        if keeps_lines {
            let text = text.trim_end_matches(' ');
            let text = text.strip_suffix('\n').unwrap_or(text);
            return text.strip_suffix('\r').unwrap_or(text).len();
        }
        let shown = text.trim_end_matches([' ', '\n', '\r']).len();
        let line = self.text[shown..].find(['\r', '\n']);
        line.map_or(self.text.len(), |length| shown + length)
    }
}

fn end(span: Span) -> usize {
    span.byte_range().map_or(0, |range| range.end)
}
