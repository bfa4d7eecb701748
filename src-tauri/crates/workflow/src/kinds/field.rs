//! What the catalogue says about one field of a block (reference A.2, A.3).

use serde::Serialize;
use serde_json::Value;

/// One field of a block in the create shape.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Field {
    /// The key in YAML and JSON.
    pub name: &'static str,
    /// What the value is, for checks and for choosing an input.
    pub holds: Holds,
    /// What the server takes when the field is left out. Without meaning for required fields.
    /// A field whose default is null may be null; no other may.
    pub default: DefaultValue,
    /// Whether the server refuses a block without it.
    pub required: bool,
    /// Whether `{{ … }}` in its texts is rendered when the block runs.
    pub templated: bool,
    /// Where the inspector shows it.
    pub group: Group,
    /// Whether the value is a secret: never shown, searched or logged.
    pub secret: bool,
    /// One or two sentences on what it does.
    pub doc: &'static str,
}

/// What a field's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Holds {
    /// A short text.
    Text,
    /// Instructions or another text of several lines.
    Prompt,
    /// Python.
    Code,
    /// The address of a page or file.
    Url,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// Yes or no.
    Boolean,
    /// One of a fixed set of texts.
    Choice {
        /// The texts the server of 1.0.56 takes.
        options: &'static [&'static str],
    },
    /// A list of texts.
    TextList,
    /// An object whose values are texts.
    TextMap,
    /// Free data.
    Data {
        /// The JSON forms it may have.
        accepts: Accepts,
    },
    /// A JSON Schema.
    Schema {
        /// The JSON forms it may have.
        accepts: Accepts,
    },
    /// The label of a sibling block.
    BlockLabel,
    /// The key of one of the workflow's parameters.
    ParameterKey,
    /// Keys of the workflow's parameters.
    ParameterKeys,
    /// The id of a credential kept by the server.
    Credential,
    /// A model choice, `{"model_name": …}`.
    Model,
    /// The id of another workflow.
    Workflow,
    /// The blocks of a loop.
    Blocks,
    /// The branches of a condition.
    Branches,
    /// The criterion of a while loop.
    Criterion,
    /// The described steps of a code block.
    CodeSteps,
}

/// The JSON forms that free data or a schema may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Accepts {
    /// An object.
    Object,
    /// An object, or a text that is rendered and read as JSON.
    ObjectOrText,
    /// An object, a list, or a text that is rendered and read as JSON.
    ObjectListOrText,
}

/// Where the inspector shows a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Always visible.
    Main,
    /// Folded.
    Advanced,
}

/// The default of a field, in a form that fits in a constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(untagged)]
pub enum DefaultValue {
    /// Null.
    Null,
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i32),
    /// A text.
    Text(&'static str),
    /// The empty list.
    EmptyList([(); 0]),
}

impl DefaultValue {
    /// The default as the JSON value that stands for it.
    pub fn to_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => Value::Bool(value),
            Self::Integer(value) => Value::from(value),
            Self::Text(value) => Value::from(value),
            Self::EmptyList(_) => Value::Array(Vec::new()),
        }
    }
}

impl PartialEq<Value> for DefaultValue {
    fn eq(&self, value: &Value) -> bool {
        match self {
            Self::Null => value.is_null(),
            Self::Boolean(default) => value.as_bool() == Some(*default),
            Self::Integer(default) => value.as_i64() == Some(i64::from(*default)),
            Self::Text(default) => value.as_str() == Some(default),
            Self::EmptyList(_) => value.as_array().is_some_and(Vec::is_empty),
        }
    }
}

impl Field {
    /// An optional field of the main group whose default is null; texts and data are templated.
    pub(crate) const fn new(name: &'static str, holds: Holds, doc: &'static str) -> Self {
        let templated = matches!(
            holds,
            Holds::Text
                | Holds::Prompt
                | Holds::Code
                | Holds::Url
                | Holds::TextList
                | Holds::TextMap
                | Holds::Data { .. }
                | Holds::Workflow
        );
        Self {
            name,
            holds,
            default: DefaultValue::Null,
            required: false,
            templated,
            group: Group::Main,
            secret: false,
            doc,
        }
    }

    pub(crate) const fn text(name: &'static str, doc: &'static str) -> Self {
        Self::new(name, Holds::Text, doc)
    }

    pub(crate) const fn prompt(name: &'static str, doc: &'static str) -> Self {
        Self::new(name, Holds::Prompt, doc)
    }

    pub(crate) const fn integer(name: &'static str, default: i32, doc: &'static str) -> Self {
        let mut field = Self::new(name, Holds::Integer, doc);
        field.default = DefaultValue::Integer(default);
        field
    }

    pub(crate) const fn boolean(name: &'static str, default: bool, doc: &'static str) -> Self {
        let mut field = Self::new(name, Holds::Boolean, doc);
        field.default = DefaultValue::Boolean(default);
        field
    }

    pub(crate) const fn choice(
        name: &'static str,
        options: &'static [&'static str],
        doc: &'static str,
    ) -> Self {
        Self::new(name, Holds::Choice { options }, doc)
    }

    pub(crate) const fn or_text(mut self, default: &'static str) -> Self {
        self.default = DefaultValue::Text(default);
        self
    }

    pub(crate) const fn or_empty_list(mut self) -> Self {
        self.default = DefaultValue::EmptyList([]);
        self
    }

    pub(crate) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(crate) const fn advanced(mut self) -> Self {
        self.group = Group::Advanced;
        self
    }

    pub(crate) const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Not rendered as a template.
    pub(crate) const fn plain(mut self) -> Self {
        self.templated = false;
        self
    }

    /// Whether the server takes null for it.
    pub fn is_nullable(&self) -> bool {
        !self.required && self.default == DefaultValue::Null
    }
}
