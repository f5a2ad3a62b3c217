//! `tiyanfen completions`: what a shell needs to complete commands, flags and values.

use crate::catalogue::{Lang, Text};
use crate::cli::flags::{PROGRAM, after, command, output_flag, subcommand};
use crate::cli::outcome::{Failure, Outcome};
use crate::cli::output::Output;
use crate::cli::resolve;
use clap::builder::EnumValueParser;
use clap::{Arg, ArgMatches, Command};
use clap_complete::Shell;

/// A shell, its start-up file, and the line to put there.
const INSTALL: [(Shell, &str, &str); 5] = [
    (Shell::Bash, "~/.bashrc", "source <(tiyanfen completions bash)"),
    (Shell::Zsh, "~/.zshrc", "autoload -U compinit && compinit && source <(tiyanfen completions zsh)"),
    (Shell::Fish, "~/.config/fish/config.fish", "tiyanfen completions fish | source"),
    (Shell::PowerShell, "$PROFILE", "tiyanfen completions powershell | Out-String | Invoke-Expression"),
    (Shell::Elvish, "~/.config/elvish/rc.elv", "eval (tiyanfen completions elvish | slurp)"),
];

/// The flags.
pub fn flags(lang: Lang) -> Command {
    let names = INSTALL.map(|(shell, _, _)| shell.to_string());
    let help = Text::HelpShell.with(lang, &[("shells", names.join(", "))]);
    let shell = Arg::new("shell").value_name("SHELL").required(true).help(help);
    let shell = shell.value_parser(EnumValueParser::<Shell>::new());
    let lines = INSTALL.map(|(_, file, line)| format!("{file:<26}  {line}"));
    let examples = ["tiyanfen completions bash", "tiyanfen completions zsh --output _tiyanfen"];
    let command = subcommand(lang, Text::AboutCompletions, &examples)
        .arg(shell.hide_possible_values(true))
        .arg(output_flag(lang));
    after(command, lang, Text::HeadingInstall, &lines)
}

/// Shows the completions of a shell.
pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Outcome, Failure> {
    let output = Output::open(resolve::output(matches))?;
    let Some(shell) = matches.get_one::<Shell>("shell") else { return Ok(Outcome::Unusable) };
    let mut script = Vec::new();
    clap_complete::generate(*shell, &mut command(lang), PROGRAM, &mut script);
    output.finish(&script, false)?;
    Ok(Outcome::Done)
}
