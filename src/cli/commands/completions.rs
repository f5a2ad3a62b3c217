//! `tiyanfen completions`: what a shell needs to complete commands, flags and values.

use crate::catalogue::text;
use crate::cli::arguments::OutputFile;
use crate::cli::help::{self, PROGRAM, examples, say, section};
use crate::cli::outcome::{Failure, Outcome};
use clap::{Args, Command};
use clap_complete::Shell;

/// A shell, its start-up file, and the line to put there.
const INSTALL: [(Shell, &str, &str); 5] = [
    (Shell::Bash, "~/.bashrc", "source <(tiyanfen completions bash)"),
    (Shell::Zsh, "~/.zshrc", "autoload -U compinit && compinit && source <(tiyanfen completions zsh)"),
    (Shell::Fish, "~/.config/fish/config.fish", "tiyanfen completions fish | source"),
    (Shell::PowerShell, "$PROFILE", "tiyanfen completions powershell | Out-String | Invoke-Expression"),
    (Shell::Elvish, "~/.config/elvish/rc.elv", "eval (tiyanfen completions elvish | slurp)"),
];

#[derive(Debug, Args)]
#[command(about = say(text::about_completions), after_help = after_help())]
pub(crate) struct Completions {
    #[arg(value_name = "SHELL", help = shells())]
    shell: Shell,
    #[command(flatten)]
    output: OutputFile,
}

fn shells() -> String {
    let names = INSTALL.map(|(shell, _, _)| shell.to_string());
    text::help_shell(help::lang(), names.join(", "))
}

fn after_help() -> String {
    let examples = examples(&["tiyanfen completions bash", "tiyanfen completions zsh --output _tiyanfen"]);
    let lines = INSTALL.map(|(_, file, line)| format!("{file:<26}  {line}"));
    format!("{examples}\n\n{}", section(text::heading_install, &lines))
}

impl Completions {
    /// Shows the completions of a shell.
    pub(crate) fn run(self, mut program: Command) -> Result<Outcome, Failure> {
        let output = self.output.open()?;
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut program, PROGRAM, &mut script);
        output.finish(script)?;
        Ok(Outcome::Done)
    }
}
