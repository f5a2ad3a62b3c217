//! Enums whose values have an id, under which they are written and read.
//!
//! The enum, the list of its values, their ids, their JSON in both directions and what the JSON Schema says of them
//! (the comments are its description) come from one table, so that a new value cannot be forgotten in any of them.

/// Makes such an enum; `string_enum!(ids of T)` adds JSON and schema to a `T` that has `ALL` and `id` already.
macro_rules! string_enum {
    (ids of $name:ident) => {
        $crate::string_enum::string_enum!(ids of $name, meaning "");
    };
    (ids of $name:ident, meaning $meaning:expr) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                let id = std::borrow::Cow::<str>::deserialize(deserializer)?;
                $name::ALL.iter().copied().find(|value| value.id() == id).ok_or_else(|| {
                    let found = serde::de::Unexpected::Str(&id);
                    serde::de::Error::invalid_value(found, &concat!("an id of ", stringify!($name)))
                })
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let ids: Vec<&str> = $name::ALL.iter().map(|value| value.id()).collect();
                let mut schema = schemars::json_schema!({ "type": "string", "enum": ids });
                let meaning: &str = $meaning;
                if !meaning.is_empty() {
                    schema.insert("description".to_owned(), meaning.trim_end().into());
                }
                schema
            }
        }
    };
    ($(#[$doc:meta])* $name:ident { $(#[doc = $meaning:literal] $value:ident = $id:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(unreachable_pub)] // some are public, others not
        pub enum $name { $(#[doc = $meaning] $value,)* }

        #[allow(unreachable_pub)]
        impl $name {
            /// All of them.
            pub const ALL: &'static [$name] = &[$($name::$value,)*];

            /// The id in JSON.
            pub fn id(self) -> &'static str {
                match self { $($name::$value => $id,)* }
            }

            /// The value of an id.
            #[allow(dead_code)] // not every set is read back
            pub fn by_id(id: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.id() == id)
            }
        }

        $crate::string_enum::string_enum!(ids of $name, meaning concat!($($id, ":", $meaning, " "),*));
    };
}

pub(crate) use string_enum;

#[cfg(test)]
mod tests {
    use crate::catalogue::Code;
    use crate::field::Kind;
    use crate::indicator::{Dimension, Indicator, Unit};
    use serde::{Serialize, de::DeserializeOwned};

    fn comes_back<T: Serialize + DeserializeOwned + PartialEq + Copy + std::fmt::Debug>(values: &[T]) {
        for value in values {
            let json = serde_json::to_value(value).unwrap();
            assert!(json.is_string());
            assert_eq!(serde_json::from_value::<T>(json).unwrap(), *value);
        }
        assert!(serde_json::from_str::<T>("\"no such id\"").is_err());
    }

    #[test]
    fn values_are_written_and_read_by_their_ids() {
        comes_back(&Code::ALL);
        comes_back(&Kind::ALL);
        comes_back(&Dimension::ALL);
        comes_back(&Indicator::ALL);
        comes_back(Unit::ALL);
        let unknown = serde_json::from_str::<Dimension>("\"price\"").unwrap_err();
        assert!(
            unknown.to_string().starts_with("invalid value: string \"price\", expected an id of Dimension")
        );
    }
}
