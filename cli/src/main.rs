//! The `welcome` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    companion_cli::commands::main()
}
