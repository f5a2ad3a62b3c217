//! Closed sets: enums whose values have an id in JSON.
//!
//! The enum, the list of its values, their ids, how they are written and what the JSON Schema says of them
//! (the comments are its description) come from one table, so that a new value cannot be forgotten in any of them.

/// Makes a closed set; `closed_set!(ids of T)` adds JSON and schema to a `T` that has `ALL` and `id` already.
macro_rules! closed_set {
    (ids of $name:ident) => {
        $crate::closed_set::closed_set!(ids of $name, meaning "");
    };
    (ids of $name:ident, meaning $meaning:expr) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.id())
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
        pub enum $name { $(#[doc = $meaning] $value,)* }

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

        $crate::closed_set::closed_set!(ids of $name, meaning concat!($($id, ":", $meaning, " "),*));
    };
}

pub(crate) use closed_set;
