//! The editor: one draft of a workflow, its blocks, problems, texts and versions.

mod block;
mod catalogue;
mod compare;
mod draft;
mod publish;
mod text;

pub use workflow::edit::{BlockId, Edit, Gap, Node, Scope, TextQuery};

pub use block::{
    BlockDetail, CurlImport, LastOutput, PartialRun, ReferenceName, ReferenceOrigin, ReferenceUses,
    RenderedText, SchemaRow,
};
pub use catalogue::{
    EditorCatalogue, EditorChoices, EditorKind, FieldInput, FieldView, ParameterTypeView,
};
pub use compare::{CompareSide, CompareView, HistoryEntry, TakeOver};
pub use draft::{
    DraftId, DragSource, EditorChange, EditorHead, EditorNotice, EditorView, GapVerdict, Json,
};
pub use publish::{
    MergeChoice, MergeConflict, MergeSide, MergeView, Promotion, PromotionForm, PromotionNeed,
    PublishOutcome,
};
pub use text::{FoundText, TextRange, YamlOutcome, YamlView};
