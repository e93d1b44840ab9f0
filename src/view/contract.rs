//! The form of the theme contract: types that describe themselves.
//!
//! `contract!` makes a serialisable struct whose fields, with their documentation, can be listed
//! for `themes/README.md` and filled with samples for the test that renders every template.

/// A type that themes may see.
pub trait Seen {
    /// The smallest value there is: lists empty, options absent, texts short.
    fn smallest() -> Self;
    /// The fullest value: everything present, lists with two entries.
    fn fullest() -> Self;
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
}

impl<T: Seen> Seen for Vec<T> {
    fn smallest() -> Self {
        Self::new()
    }

    fn fullest() -> Self {
        vec![T::fullest(), T::fullest()]
    }
}

impl<T: Seen> Seen for Box<T> {
    fn smallest() -> Self {
        Self::new(T::smallest())
    }

    fn fullest() -> Self {
        Self::new(T::fullest())
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
        }
    )*};
}

pub(crate) use contract;
