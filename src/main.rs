//! The `fengbei` program.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // The allocator asks for huge pages, of which a build that is done in a second never fills the last
    // ones: a fifth more memory for no time saved. A system that knows no such thing is left alone.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    fengbei::cli::run(std::env::args_os())
}
