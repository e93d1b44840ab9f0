//! The form of the theme contract: types that describe themselves.
//!
//! `contract!` makes a serialisable struct whose fields, with their documentation, can be listed
//! for `themes/README.md`, handed to a template as far as it reads them, and filled with samples for the
//! test that renders every template.

use serde::{Serialize, Serializer};

/// A type that themes may see.
pub trait Seen: Serialize {
    /// The smallest value there is: lists empty, options absent, texts short.
    fn smallest() -> Self;
    /// The fullest value: everything present, lists with two entries.
    fn fullest() -> Self;

    /// Whether it is a list, and [`fields`](Self::fields) are those of each of its parts.
    const IS_LIST: bool = false;

    /// What it is made of, each of which a template may read without the others; nothing of what is
    /// handed on whole.
    fn fields() -> Vec<Field> {
        Vec::new()
    }

    /// Writes those of its fields that are read.
    fn hand<S: Serializer>(&self, _: &Read, to: S) -> Result<S::Ok, S::Error> {
        self.serialize(to)
    }
}

/// A field of a struct of the contract.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// Whether it is a list of what it is made of.
    pub is_list: bool,
    /// What it is made of itself.
    pub fields: fn() -> Vec<Field>,
}

/// How much of a value a template may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// Nothing of it.
    Nothing,
    /// All of it.
    Whole,
    /// So much of each of its fields, or of those of each part of a list.
    Fields(Vec<Read>),
}

/// A value as far as it is read.
#[derive(Debug)]
pub struct Handed<'a, T>(pub &'a T, pub &'a Read);

impl<T: Seen> Serialize for Handed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.hand(self.1, serializer)
    }
}

/// A struct of the contract, as the theme documentation shows it.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// The struct's name.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Name, type and meaning of each field.
    pub fields: &'static [(&'static str, &'static str, &'static str)],
}

/// A struct that has a [`Shape`].
pub trait Shaped {
    /// Its name and fields.
    const SHAPE: Shape;
}

impl Seen for String {
    fn smallest() -> Self {
        "字".into()
    }

    fn fullest() -> Self {
        "拥军优属 & <拥政爱民>".into()
    }
}

impl Seen for bool {
    fn smallest() -> Self {
        false
    }

    fn fullest() -> Self {
        true
    }
}

impl Seen for usize {
    fn smallest() -> Self {
        0
    }

    fn fullest() -> Self {
        12_306
    }
}

impl Seen for u32 {
    fn smallest() -> Self {
        1
    }

    fn fullest() -> Self {
        960
    }
}

impl<T: Seen> Seen for Option<T> {
    fn smallest() -> Self {
        None
    }

    fn fullest() -> Self {
        Some(T::fullest())
    }

    const IS_LIST: bool = T::IS_LIST;

    fn fields() -> Vec<Field> {
        T::fields()
    }

    fn hand<S: Serializer>(&self, read: &Read, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => to.serialize_some(&Handed(value, read)),
            None => to.serialize_none(),
        }
    }
}

impl<T: Seen> Seen for Vec<T> {
    fn smallest() -> Self {
        Self::new()
    }

    fn fullest() -> Self {
        vec![T::fullest(), T::fullest()]
    }

    const IS_LIST: bool = true;

    fn fields() -> Vec<Field> {
        T::fields()
    }

    fn hand<S: Serializer>(&self, read: &Read, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter().map(|part| Handed(part, read)))
    }
}

impl<T: Seen> Seen for Box<T> {
    fn smallest() -> Self {
        Self::new(T::smallest())
    }

    fn fullest() -> Self {
        Self::new(T::fullest())
    }

    const IS_LIST: bool = T::IS_LIST;

    fn fields() -> Vec<Field> {
        T::fields()
    }

    fn hand<S: Serializer>(&self, read: &Read, to: S) -> Result<S::Ok, S::Error> {
        (**self).hand(read, to)
    }
}

/// Defines structs of the contract.
macro_rules! contract {
    ($(
        $(#[doc = $about:literal])+
        pub struct $name:ident {
            $( $(#[doc = $field_about:literal])+ pub $field:ident : $type:ty, )*
        }
    )*) => {$(
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        pub struct $name {
            $( $(#[doc = $field_about])+ pub $field: $type, )*
        }

        impl $crate::view::contract::Shaped for $name {
            const SHAPE: $crate::view::contract::Shape = $crate::view::contract::Shape {
                name: stringify!($name),
                about: concat!($($about),+),
                fields: &[$( (stringify!($field), stringify!($type), concat!($($field_about),+)), )*],
            };
        }

        impl $crate::view::contract::Seen for $name {
            fn smallest() -> Self {
                Self { $( $field: $crate::view::contract::Seen::smallest(), )* }
            }

            fn fullest() -> Self {
                Self { $( $field: $crate::view::contract::Seen::fullest(), )* }
            }

            fn fields() -> Vec<$crate::view::contract::Field> {
                vec![$( $crate::view::contract::Field {
                    name: stringify!($field),
                    is_list: <$type as $crate::view::contract::Seen>::IS_LIST,
                    fields: <$type as $crate::view::contract::Seen>::fields,
                }, )*]
            }

            fn hand<S: serde::Serializer>(
                &self,
                read: &$crate::view::contract::Read,
                to: S,
            ) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct as _;
                use $crate::view::contract::{Handed, Read};
                let Read::Fields(fields) = read else { return serde::Serialize::serialize(self, to) };
                let read = |field: &Read| *field != Read::Nothing;
                let count = fields.iter().filter(|field| read(field)).count();
                let mut handed = to.serialize_struct(stringify!($name), count)?;
                let mut fields = fields.iter();
                $( if let Some(field) = fields.next().filter(|field| read(field)) {
                    handed.serialize_field(stringify!($field), &Handed(&self.$field, field))?;
                } )*
                handed.end()
            }
        }
    )*};
}

pub(crate) use contract;
