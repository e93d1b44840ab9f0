//! The one test binary: everything that is tested through the public interface.

mod commonmark;
mod markup;
mod markup_properties;
