//! Forms that stand by themselves: schemas as rows, and cURL commands.

use serde_json::Value;
use workflow::schema::{self, FieldKind, SchemaField};

use crate::App;
use crate::error::{Error, Result, sentence};
use crate::views::editor::{CurlImport, Json, SchemaRow};

impl App {
    /// A JSON Schema as rows; none if rows cannot show all of it.
    pub fn schema_rows(&self, schema: &Json) -> Option<Vec<SchemaRow>> {
        let fields = schema::fields(&schema.0)?;
        Some(fields.into_iter().map(row).collect())
    }

    /// Writes rows back into the schema they came from. What rows do not show, such as texts to choose from, stays.
    pub fn schema_of_rows(&self, schema: &Json, rows: &[SchemaRow]) -> Json {
        let before = schema::fields(&schema.0).unwrap_or_default();
        Json(schema::from_fields(&fields(rows, &before)))
    }

    /// A JSON Schema for a sample.
    pub fn infer_schema(&self, sample: &Json) -> Json {
        Json(schema::infer(&sample.0))
    }

    /// A cURL command as fields of an HTTP request.
    ///
    /// # Errors
    /// [`Error::Invalid`] with a sentence for a text that is no such command.
    pub fn read_curl(&self, text: &str) -> Result<CurlImport> {
        let request = workflow::curl::parse(text)
            .map_err(|fault| Error::invalid("text", sentence(&fault.to_string())))?;
        Ok(CurlImport {
            fields: Value::Object(request.fields),
            ignored: request.left_out,
        })
    }
}

/// What rows call the kinds of fields.
const KINDS: &[(FieldKind, &str)] = &[
    (FieldKind::Text, "text"),
    (FieldKind::Number, "number"),
    (FieldKind::Integer, "integer"),
    (FieldKind::YesNo, "yesNo"),
    (FieldKind::Object, "object"),
    (FieldKind::Url, "url"),
    (FieldKind::Date, "date"),
    (FieldKind::Moment, "moment"),
    (FieldKind::Email, "email"),
    (FieldKind::Any, "any"),
];
const LIST: &str = "list";

fn row(field: SchemaField) -> SchemaRow {
    let word = word(field.kind).to_owned();
    let (kind, items) = if field.list {
        (LIST.to_owned(), Some(word))
    } else {
        (word, None)
    };
    SchemaRow {
        name: field.name,
        kind,
        items,
        is_required: field.required,
        description: field.description,
        children: field.children.into_iter().map(row).collect(),
    }
}

/// The fields that rows stand for; `before` are those they came from.
fn fields(rows: &[SchemaRow], before: &[SchemaField]) -> Vec<SchemaField> {
    rows.iter()
        .enumerate()
        .map(|(place, row)| {
            let is_taken = |field: &SchemaField| rows.iter().any(|row| row.name == field.name);
            let same = before.iter().find(|field| field.name == row.name);
            // A field that was renamed stands where it stood.
            let same = same.or_else(|| before.get(place).filter(|field| !is_taken(field)));
            let list = row.kind == LIST;
            let has_children = !row.children.is_empty();
            let word = if list {
                row.items.as_deref()
            } else {
                Some(row.kind.as_str())
            };
            let kind = word.and_then(kind).unwrap_or(match (list, has_children) {
                (true, false) => FieldKind::Text,
                (_, true) => FieldKind::Object,
                (false, false) => FieldKind::Any,
            });
            let same = same.filter(|field| field.kind == kind);
            SchemaField {
                path: Vec::new(),
                name: row.name.clone(),
                kind,
                list,
                required: row.is_required,
                nullable: same.is_some_and(|field| field.nullable),
                description: row.description.clone(),
                options: same.map(|field| field.options.clone()).unwrap_or_default(),
                children: fields(
                    &row.children,
                    same.map_or(&[], |field| field.children.as_slice()),
                ),
            }
        })
        .collect()
}

fn word(kind: FieldKind) -> &'static str {
    KINDS
        .iter()
        .find(|(one, _)| *one == kind)
        .map_or("any", |(_, word)| word)
}

fn kind(word: &str) -> Option<FieldKind> {
    KINDS
        .iter()
        .find(|(_, one)| *one == word)
        .map(|(kind, _)| *kind)
}
