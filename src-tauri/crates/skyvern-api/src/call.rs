//! A request as data, before it is sent: so that it can be sent again, or to an older route.

use reqwest::Method;
use serde_json::Value;

use crate::capabilities::Feature;

/// What a refusal of the call is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Arguments,
    /// A workflow definition: its refusal names problems in it.
    Definition,
}

#[derive(Clone, Debug)]
pub(crate) enum Content {
    Empty,
    Json(Value),
    File {
        name: String,
        media_type: String,
        bytes: bytes::Bytes,
    },
}

/// One request. `template` is the path with `{}` in the place of each id.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) template: &'static str,
    pub(crate) ids: Vec<String>,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) content: Content,
    pub(crate) subject: Subject,
    /// Whether the key is sent. A server is first asked without it (see `server::probe`).
    pub(crate) with_key: bool,
}

impl Call {
    pub(crate) fn get(template: &'static str, ids: &[&str]) -> Self {
        Self::new(Method::GET, template, ids)
    }

    pub(crate) fn post(template: &'static str, ids: &[&str]) -> Self {
        Self::new(Method::POST, template, ids)
    }

    pub(crate) fn put(template: &'static str, ids: &[&str]) -> Self {
        Self::new(Method::PUT, template, ids)
    }

    pub(crate) fn patch(template: &'static str, ids: &[&str]) -> Self {
        Self::new(Method::PATCH, template, ids)
    }

    pub(crate) fn delete(template: &'static str, ids: &[&str]) -> Self {
        Self::new(Method::DELETE, template, ids)
    }

    fn new(method: Method, template: &'static str, ids: &[&str]) -> Self {
        Self {
            method,
            template,
            ids: ids.iter().map(|id| (*id).to_owned()).collect(),
            query: Vec::new(),
            headers: Vec::new(),
            content: Content::Empty,
            subject: Subject::Arguments,
            with_key: true,
        }
    }

    /// Adds `name=value` to the query.
    pub(crate) fn query(self, name: &'static str, value: impl ToString) -> Self {
        self.query_if(name, Some(value))
    }

    /// Adds `name=value` if there is a value.
    pub(crate) fn query_if(mut self, name: &'static str, value: Option<impl ToString>) -> Self {
        self.query
            .extend(value.map(|value| (name, value.to_string())));
        self
    }

    /// Adds `name=value` for each value: how Skyvern takes lists.
    pub(crate) fn query_each<T: ToString>(
        mut self,
        name: &'static str,
        values: impl IntoIterator<Item = T>,
    ) -> Self {
        self.query
            .extend(values.into_iter().map(|value| (name, value.to_string())));
        self
    }

    pub(crate) fn header_if(mut self, name: &'static str, value: Option<impl ToString>) -> Self {
        self.headers
            .extend(value.map(|value| (name, value.to_string())));
        self
    }

    pub(crate) fn json(mut self, body: Value) -> Self {
        self.content = Content::Json(body);
        self
    }

    pub(crate) fn about(mut self, subject: Subject) -> Self {
        self.subject = subject;
        self
    }

    pub(crate) fn without_key(mut self) -> Self {
        self.with_key = false;
        self
    }

    /// Reads may be sent again.
    pub(crate) fn is_read(&self) -> bool {
        self.method == Method::GET
    }

    /// Method and route for errors, without ids and query.
    pub(crate) fn endpoint(&self) -> String {
        format!("{} /{}", self.method, self.template)
    }
}

/// A call with the feature it needs and, where older servers have one, their route for the same.
#[derive(Clone, Debug)]
pub(crate) struct Versioned {
    pub(crate) feature: Feature,
    pub(crate) newer: Call,
    pub(crate) older: Option<Call>,
}

impl Call {
    /// Names the feature that the route belongs to. A server without the route lacks the feature.
    pub(crate) fn needs(self, feature: Feature) -> Versioned {
        Versioned {
            feature,
            newer: self,
            older: None,
        }
    }

    /// Names the older route for the same. Both answer alike.
    pub(crate) fn or_older(self, feature: Feature, older: Call) -> Versioned {
        Versioned {
            feature,
            newer: self,
            older: Some(older),
        }
    }
}
