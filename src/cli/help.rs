//! What help looks like: sections, headings and examples, in the language of the run.

use crate::catalogue::{Lang, text};
use clap::builder::StyledStr;
use clap::{Arg, Command, ValueHint};
use std::cell::Cell;

/// The program's name.
pub(super) const PROGRAM: &str = "tiyanfen";
/// The shop that examples are shown with.
const DEMO: &str = "fixtures/demo";

thread_local! {
    // The builders that clap derives take no argument that could hold the language.
    static LANGUAGE: Cell<Lang> = const { Cell::new(Lang::Zh) };
}

/// The language of the help that is being built.
pub(super) fn lang() -> Lang {
    LANGUAGE.get()
}

/// A text of the help that is being built.
pub(super) fn say(text: fn(Lang) -> &'static str) -> &'static str {
    text(lang())
}

/// Builds a command line whose help is in a language.
pub(super) fn in_language(lang: Lang, build: impl FnOnce() -> Command) -> Command {
    LANGUAGE.set(lang);
    framed(build().disable_help_flag(true).disable_help_subcommand(true).disable_version_flag(true))
}

/// A command, and those below it: sections for what it has, under headings in the language, because those of
/// clap are English.
fn framed(command: Command) -> Command {
    let first_steps: fn(Lang) -> &'static str = text::heading_first_steps;
    let sections = [
        (command.get_name() == PROGRAM, first_steps, say(text::first_steps)),
        (command.has_subcommands(), text::heading_commands, "{subcommands}"),
        (command.get_positionals().next().is_some(), text::heading_arguments, "{positionals}"),
        (true, text::heading_options, "{options}"),
    ];
    let mut template = format!("{{about}}\n\n{}\n  {{usage}}", heading(text::heading_usage));
    for (_, title, content) in sections.into_iter().filter(|(has, _, _)| *has) {
        template += &format!("\n\n{}\n{content}", heading(title));
    }
    template += "{after-help}";
    command.help_template(StyledStr::from(template)).mut_args(completed).mut_subcommands(framed)
}

/// Help names possible values in its own words. A shell completes a file where one is meant, and nothing where
/// any number or name may stand.
fn completed(arg: Arg) -> Arg {
    if !arg.get_action().takes_values() {
        return arg;
    }
    let is_file = arg.get_value_names().is_some_and(|names| names == ["FILE"]);
    let is_open = arg.get_possible_values().is_empty() && !arg.is_positional();
    let arg = arg.hide_possible_values(true);
    match arg.get_value_hint() {
        ValueHint::AnyPath if is_file => arg.value_hint(ValueHint::FilePath),
        ValueHint::Unknown if is_open => arg.value_hint(ValueHint::Other),
        _ => arg,
    }
}

/// The examples below the help of a command.
pub(super) fn examples(lines: &[&str]) -> String {
    let mut examples = section(text::examples_title, lines);
    if lines.iter().any(|line| line.contains(DEMO)) {
        examples += &format!("\n{}", text::examples_demo(lang(), DEMO));
    }
    examples
}

/// Lines under a heading.
pub(super) fn section(title: fn(Lang) -> &'static str, lines: &[impl AsRef<str>]) -> String {
    let lines = lines.iter().map(|line| format!("\n  {}", line.as_ref()));
    heading(title) + &lines.collect::<String>()
}

fn heading(title: fn(Lang) -> &'static str) -> String {
    format!("{}{}", say(title), lang().pick("：", ":"))
}
