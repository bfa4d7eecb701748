//! The catalogue of parameter types (reference A.7, checked against the server's own schemas).

use serde::Serialize;

use crate::kinds::{Accepts, Field, Holds};

/// A kind of parameter.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "camelCase")]
pub struct ParameterType {
    /// The value of `parameter_type`.
    pub name: &'static str,
    /// The name in plain words, sentence case.
    pub title: &'static str,
    /// Where its value comes from, in one sentence.
    pub doc: &'static str,
    /// Whether its value is a secret, which no model may read.
    pub secret: bool,
    /// Its own fields in the create shape, in the order in which to show them; those that every
    /// parameter has are in [`COMMON_FIELDS`].
    pub fields: &'static [Field],
}

/// The types a workflow can be given, the usual ones first. Outputs of blocks are parameters as
/// well, which the server makes itself and refuses to be given.
pub static TYPES: &[ParameterType] = &[
    ParameterType {
        name: "workflow",
        title: "Input",
        doc: "Asked for when a run is launched.",
        secret: false,
        fields: &[
            Field::choice(
                "workflow_parameter_type",
                &[
                    "string",
                    "integer",
                    "float",
                    "boolean",
                    "json",
                    "file_url",
                    "credential_id",
                ],
                "What its value is.",
            )
            .required(),
            Field::new(
                "default_value",
                Holds::Data {
                    accepts: Accepts::ObjectListOrText,
                },
                "The value that counts when none is given. Without one, a run needs a value.",
            )
            .plain(),
        ],
    },
    ParameterType {
        name: "credential",
        title: "Credential",
        doc: "A sign-in that the server keeps.",
        secret: true,
        fields: &[
            Field::new("credential_id", Holds::Credential, "The credential to use.").required(),
            Field::new(
                "credential_ids",
                Holds::TextList,
                "Several credentials to choose from at each run.",
            )
            .plain()
            .advanced(),
            Field::text(
                "selection_strategy",
                "How one of several is chosen: round_robin or random.",
            )
            .plain()
            .advanced(),
            Field::new(
                "fallback_credential_ids",
                Holds::TextList,
                "Credentials to try when the first does not work.",
            )
            .plain()
            .advanced(),
            Field::text(
                "fallback_trigger",
                "When to try the next: credential_failures or any_failure.",
            )
            .plain()
            .advanced(),
        ],
    },
    ParameterType {
        name: "context",
        title: "From another parameter",
        doc: "Follows another parameter or the output of a block.",
        secret: false,
        fields: &[Field::new(
            "source_parameter_key",
            Holds::ParameterKey,
            "The parameter it follows.",
        )
        .required()],
    },
    ParameterType {
        name: "onepassword",
        title: "1Password",
        doc: "An item of a 1Password vault.",
        secret: true,
        fields: &[
            Field::text("vault_id", "The id of the vault.")
                .required()
                .plain(),
            Field::text("item_id", "The id of the item.")
                .required()
                .plain(),
            Field::text(
                "totp_field_name",
                "The field of the item that holds the two-factor secret.",
            )
            .plain()
            .advanced(),
            TOTP_IDENTIFIER,
        ],
    },
    ParameterType {
        name: "bitwarden_login_credential",
        title: "Bitwarden sign-in",
        doc: "A sign-in of a Bitwarden vault, by item or by collection and address.",
        secret: true,
        fields: &[
            BITWARDEN_CLIENT_ID,
            BITWARDEN_CLIENT_SECRET,
            BITWARDEN_MASTER_PASSWORD,
            Field::text(
                "bitwarden_item_id",
                "The id of the item. Left empty, the collection is searched.",
            )
            .plain(),
            Field::text("bitwarden_collection_id", "The id of the collection.").plain(),
            Field::new(
                "url_parameter_key",
                Holds::ParameterKey,
                "The parameter with the address to search the collection for.",
            ),
            TOTP_IDENTIFIER,
        ],
    },
    ParameterType {
        name: "bitwarden_sensitive_information",
        title: "Bitwarden identity",
        doc: "Fields of an identity in a Bitwarden vault.",
        secret: true,
        fields: &[
            BITWARDEN_CLIENT_ID,
            BITWARDEN_CLIENT_SECRET,
            BITWARDEN_MASTER_PASSWORD,
            BITWARDEN_COLLECTION,
            Field::text(
                "bitwarden_identity_key",
                "Which identity: the text that finds it.",
            )
            .required()
            .plain(),
            Field::new(
                "bitwarden_identity_fields",
                Holds::TextList,
                "The fields to hand over.",
            )
            .required()
            .plain(),
        ],
    },
    ParameterType {
        name: "bitwarden_credit_card_data",
        title: "Bitwarden credit card",
        doc: "A credit card of a Bitwarden vault.",
        secret: true,
        fields: &[
            BITWARDEN_CLIENT_ID,
            BITWARDEN_CLIENT_SECRET,
            BITWARDEN_MASTER_PASSWORD,
            BITWARDEN_COLLECTION,
            Field::text("bitwarden_item_id", "The id of the item.")
                .required()
                .plain(),
        ],
    },
    ParameterType {
        name: "azure_vault_credential",
        title: "Azure Key Vault sign-in",
        doc: "A sign-in whose parts are secrets of an Azure key vault.",
        secret: true,
        fields: &[
            Field::text("vault_name", "The name of the vault.")
                .required()
                .plain(),
            Field::text(
                "username_key",
                "The name of the secret that holds the user name.",
            )
            .required()
            .plain(),
            Field::text(
                "password_key",
                "The name of the secret that holds the password.",
            )
            .required()
            .plain(),
            Field::text(
                "totp_secret_key",
                "The name of the secret that holds the two-factor secret.",
            )
            .plain(),
        ],
    },
    ParameterType {
        name: "aws_secret",
        title: "AWS secret",
        doc: "A secret of AWS Secrets Manager.",
        secret: true,
        fields: &[Field::text("aws_key", "The name of the secret.")
            .required()
            .plain()],
    },
];

/// The fields that every parameter has besides `parameter_type`.
pub static COMMON_FIELDS: &[Field] = &[
    Field::text(
        "key",
        "The name under which its value is referred to: an identifier.",
    )
    .required()
    .plain(),
    Field::prompt(
        "description",
        "What it is for, shown when a run is launched.",
    )
    .plain(),
];

const TOTP_IDENTIFIER: Field = Field::text(
    "totp_identifier",
    "Mail address or phone number under which two-factor codes arrive.",
)
.plain()
.advanced();
const BITWARDEN_CLIENT_ID: Field = Field::text(
    "bitwarden_client_id_aws_secret_key",
    "The name of the AWS secret that holds the client id.",
)
.required()
.plain();
const BITWARDEN_CLIENT_SECRET: Field = Field::text(
    "bitwarden_client_secret_aws_secret_key",
    "The name of the AWS secret that holds the client secret.",
)
.required()
.plain();
const BITWARDEN_MASTER_PASSWORD: Field = Field::text(
    "bitwarden_master_password_aws_secret_key",
    "The name of the AWS secret that holds the master password.",
)
.required()
.plain();
const BITWARDEN_COLLECTION: Field =
    Field::text("bitwarden_collection_id", "The id of the collection.")
        .required()
        .plain();

/// The type called `name`, if a workflow can be given it. A parameter without a type is an input.
pub fn find_type(name: &str) -> Option<&'static ParameterType> {
    let name = if name.is_empty() { "workflow" } else { name };
    TYPES.iter().find(|it| it.name == name)
}

impl ParameterType {
    /// The common fields and then its own.
    pub fn all_fields(&self) -> impl Iterator<Item = &'static Field> {
        COMMON_FIELDS.iter().chain(self.fields)
    }

    /// The field called `name`, its own or a common one.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.all_fields().find(|field| field.name == name)
    }
}
