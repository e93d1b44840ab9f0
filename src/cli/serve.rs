//! `fengbei serve`

use clap::ArgMatches;

use super::printer::Printer;
use super::{Global, Outcome};
use crate::error::Result;

/// Previews the site.
pub fn run(_global: &Global, _args: &ArgMatches, _printer: &Printer) -> Result<Outcome> {
    Ok(Outcome::Done)
}
