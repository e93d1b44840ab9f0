//! The one test binary: everything that is tested through the public interface.

mod commonmark;
mod contract;
mod markup;
mod markup_properties;
mod new;
mod tidy;
