//! What help looks like: sections, headings and examples, in the language of the run.

use crate::catalogue::{Lang, Text};
use clap::builder::StyledStr;
use clap::{Arg, Command, ValueHint};
use std::cell::Cell;

/// The program's name.
pub const PROGRAM: &str = "tiyanfen";
/// The shop that examples are shown with.
const DEMO: &str = "fixtures/demo";

thread_local! {
    // The builders that clap derives take no argument that could hold the language.
    static LANGUAGE: Cell<Lang> = const { Cell::new(Lang::Zh) };
}

/// The language of the help that is being built.
pub fn lang() -> Lang {
    LANGUAGE.get()
}

/// A text of the help that is being built.
pub fn say(text: Text) -> &'static str {
    text.template(lang())
}

/// Builds a command line whose help is in a language.
pub fn in_language(lang: Lang, build: impl FnOnce() -> Command) -> Command {
    LANGUAGE.set(lang);
    framed(build().disable_help_flag(true).disable_help_subcommand(true).disable_version_flag(true))
}

/// A command, and those below it: sections for what it has, under headings in the language, because those of
/// clap are English.
fn framed(command: Command) -> Command {
    let sections = [
        (command.get_name() == PROGRAM, Text::HeadingFirstSteps, say(Text::FirstSteps)),
        (command.has_subcommands(), Text::HeadingCommands, "{subcommands}"),
        (command.get_positionals().next().is_some(), Text::HeadingArguments, "{positionals}"),
        (true, Text::HeadingOptions, "{options}"),
    ];
    let mut template = format!("{{about}}\n\n{}\n  {{usage}}", heading(Text::HeadingUsage));
    for (_, title, content) in sections.into_iter().filter(|(has, _, _)| *has) {
        template += &format!("\n\n{}\n{content}", heading(title));
    }
    template += "{after-help}";
    command.help_template(StyledStr::from(template)).mut_args(completed).mut_subcommands(framed)
}

/// Help names possible values in its own words; a flag that has none to choose from takes a number or a name,
/// so there is no file to complete.
fn completed(arg: Arg) -> Arg {
    if !arg.get_action().takes_values() {
        return arg;
    }
    let open = arg.get_value_hint() == ValueHint::Unknown && arg.get_possible_values().is_empty();
    let arg = arg.hide_possible_values(true);
    if open && !arg.is_positional() { arg.value_hint(ValueHint::Other) } else { arg }
}

/// The examples below the help of a command.
pub fn examples(lines: &[&str]) -> String {
    let mut text = section(Text::ExamplesTitle, lines);
    if lines.iter().any(|line| line.contains(DEMO)) {
        text += &format!("\n{}", Text::ExamplesDemo.with(lang(), &[("demo", DEMO.to_owned())]));
    }
    text
}

/// Lines under a heading.
pub fn section(title: Text, lines: &[impl AsRef<str>]) -> String {
    let lines = lines.iter().map(|line| format!("\n  {}", line.as_ref()));
    heading(title) + &lines.collect::<String>()
}

fn heading(text: Text) -> String {
    format!("{}{}", say(text), lang().pick("：", ":"))
}
