//! Enums of a foreign server: known values are variants, any other value is kept as it came.

/// Declares an enum with the texts of its variants and an `Other(String)` for every text not listed.
macro_rules! open_enum {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $(
                #[doc = concat!("`", $text, "`")]
                $variant,
            )+
            /// A value that this crate does not know, as the server wrote it.
            Other(String),
        }

        impl $name {
            /// All values this crate knows, in the order of the reference.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant,)+];

            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Other(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)+
                    _ => Self::Other(text.to_owned()),
                }
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }

        impl crate::decode::Scalar for $name {
            fn read(value: &serde_json::Value) -> Result<Self, crate::decode::Mismatch> {
                match value {
                    serde_json::Value::String(text) => Ok(Self::from(text.as_str())),
                    other => Err(crate::decode::Mismatch::expected("a string", other)),
                }
            }
        }
    };
}

pub(crate) use open_enum;
