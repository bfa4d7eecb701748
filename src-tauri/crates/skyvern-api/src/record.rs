//! Typed views of the server's objects that lose nothing.
//!
//! A record keeps the object it was made from: every field, known or not, in the order and the spelling of the
//! server (`null` and absent are different, `…55.245` and `…55.245Z` too). The typed fields are read from it; the big
//! ones are moved out of it and put back when the record is written.

use serde_json::{Map, Value};

use crate::decode::{Mismatch, Part, Scalar};

/// Declares a record: `required`, `optional` (an `Option`) and `default` fields are copied out of the object, `nested`
/// ones are moved. A field's name on the wire follows `=`; several names are tried from left to right (a nested field
/// has one).
macro_rules! record {
    ($(#[$meta:meta])* $name:ident {
        $($(#[$field_meta:meta])* $kind:ident $field:ident: $ty:ty $(= $wire:literal $(| $other:literal)*)?,)+
    }) => {
        $(#[$meta])*
        ///
        /// The fields are what the server said; changing one does not change what is serialised, which is always the
        /// object that came.
        #[derive(Clone, PartialEq)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $crate::record::record!(@type $kind $ty),)+
            raw: serde_json::Map<String, serde_json::Value>,
        }

        impl $name {
            const NAMES: &'static [&'static [&'static str]] =
                &[$($crate::record::record!(@names $field $($wire $($other)*)?),)+];

            /// The fields that this crate gives no name, as they came.
            pub fn extra(&self) -> impl Iterator<Item = (&str, &serde_json::Value)> {
                self.raw
                    .iter()
                    .map(|(name, value)| (name.as_str(), value))
                    .filter(|(name, _)| !Self::NAMES.iter().any(|names| names.contains(name)))
            }

            /// The object exactly as it came, unknown fields and order included.
            pub fn into_value(self) -> serde_json::Value {
                crate::decode::Part::encode(self)
            }

            /// A copy of the object exactly as it came.
            pub fn to_value(&self) -> serde_json::Value {
                crate::decode::Part::encode(self.clone())
            }
        }

        impl crate::decode::Part for $name {
            fn decode(value: serde_json::Value) -> Result<Self, crate::decode::Mismatch> {
                let mut object = crate::record::object(value)?;
                let raw = &mut object;
                $(
                    let $field = $crate::record::record!(
                        @read $kind raw, $crate::record::record!(@names $field $($wire $($other)*)?)
                    )?;
                )+
                Ok(Self { $($field,)+ raw: object })
            }

            fn encode(self) -> serde_json::Value {
                let parts = [$($crate::record::record!(
                    @part $kind $crate::record::record!(@names $field $($wire $($other)*)?), self.$field
                ),)+];
                crate::record::restore(self.raw, parts)
            }
        }

        /// The typed fields; the object itself would say the same again.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name))
                    $(.field(stringify!($field), &self.$field))+
                    .finish_non_exhaustive()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap as _;
                let mut map = serializer.serialize_map(Some(self.raw.len()))?;
                for (name, value) in &self.raw {
                    $($crate::record::record!(
                        @write $kind map, name, value,
                        $crate::record::record!(@names $field $($wire $($other)*)?), self.$field
                    );)+
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = <serde_json::Value as serde::Deserialize>::deserialize(deserializer)?;
                crate::decode::Part::decode(value).map_err(serde::de::Error::custom)
            }
        }
    };

    (@names $field:ident) => { &[stringify!($field)] };
    (@names $field:ident $($wire:literal)+) => { &[$($wire),+] };

    (@type optional $ty:ty) => { Option<$ty> };
    (@type $kind:ident $ty:ty) => { $ty };

    (@read required $raw:ident, $names:expr) => { crate::record::required($raw, $names) };
    (@read optional $raw:ident, $names:expr) => { crate::record::optional($raw, $names) };
    (@read default $raw:ident, $names:expr) => {
        crate::record::optional($raw, $names).map(Option::unwrap_or_default)
    };
    (@read nested $raw:ident, $names:expr) => { crate::record::take($raw, $names[0]) };

    (@part nested $names:expr, $part:expr) => {
        Some(($names[0], crate::decode::Part::encode($part)))
    };
    (@part $kind:ident $names:expr, $part:expr) => { None };

    (@write nested $map:ident, $name:ident, $value:ident, $names:expr, $part:expr) => {
        if $name == $names[0] && !$value.is_null() {
            $map.serialize_entry($name, &$part)?;
            continue;
        }
    };
    (@write $kind:ident $map:ident, $name:ident, $value:ident, $names:expr, $part:expr) => {};
}

pub(crate) use record;

/// What stands in the place of a value that was moved out. An object never has it by accident: whatever stands under
/// the name of a nested field has been moved out, unless it was `null`.
const TAKEN: Value = Value::Bool(true);

pub(crate) fn object(value: Value) -> Result<Map<String, Value>, Mismatch> {
    match value {
        Value::Object(map) => Ok(map),
        other => Err(Mismatch::expected("an object", &other)),
    }
}

pub(crate) fn required<T: Scalar>(raw: &Map<String, Value>, names: &[&str]) -> Result<T, Mismatch> {
    optional(raw, names)?.ok_or_else(|| Mismatch::missing().in_field(names[0]))
}

pub(crate) fn optional<T: Scalar>(
    raw: &Map<String, Value>,
    names: &[&str],
) -> Result<Option<T>, Mismatch> {
    for name in names {
        if let Some(value) = raw.get(*name).filter(|value| !value.is_null()) {
            return T::read(value)
                .map(Some)
                .map_err(|mismatch| mismatch.in_field(name));
        }
    }
    Ok(None)
}

pub(crate) fn take<T: Part + Default>(
    raw: &mut Map<String, Value>,
    name: &str,
) -> Result<T, Mismatch> {
    match raw.get_mut(name).filter(|value| !value.is_null()) {
        Some(value) => {
            T::decode(std::mem::replace(value, TAKEN)).map_err(|mismatch| mismatch.in_field(name))
        }
        None => Ok(T::default()),
    }
}

/// Puts the moved parts back into their places; a place that was `null` or absent stays so.
pub(crate) fn restore<const N: usize>(
    mut raw: Map<String, Value>,
    parts: [Option<(&str, Value)>; N],
) -> Value {
    for (name, part) in parts.into_iter().flatten() {
        if let Some(slot) = raw.get_mut(name).filter(|slot| !slot.is_null()) {
            *slot = part;
        }
    }
    Value::Object(raw)
}
