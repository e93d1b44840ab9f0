//! The `fengbei` program.

fn main() {}
