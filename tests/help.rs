//! Help and manual page: every command has examples, they work, and the page holds every flag.

mod common;

use clap::Command;
use common::{Folder, run, tiyanfen};
use tiyanfen::catalogue::Lang;

const LANGS: [(Lang, &str); 2] = [(Lang::Zh, "zh"), (Lang::En, "en")];
const DEMO: &str = "fixtures/demo";

fn commands(lang: Lang) -> Vec<Command> {
    let program = tiyanfen::cli::command(lang);
    let commands = program.get_subcommands().cloned().collect();
    [vec![program], commands].concat()
}

/// The examples of a command, up to a pipe.
fn examples(command: &Command, lang: Lang) -> Vec<String> {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let title = lang.pick("例子", "Examples");
    let section = help.split_once(title).map(|(_, section)| section.to_owned()).unwrap_or_default();
    let lines = section.lines().skip(1).take_while(|line| line.starts_with("  "));
    lines.map(|line| line.split(" | ").next().unwrap().trim().to_owned()).collect()
}

#[test]
fn every_help_has_examples_that_work() {
    let folder = Folder::new();
    let demo = format!("{}/{DEMO}", env!("CARGO_MANIFEST_DIR"));
    for (lang, id) in LANGS {
        for command in commands(lang) {
            let (name, lines) = (command.get_name().to_owned(), examples(&command, lang));
            assert!(!lines.is_empty(), "{name} has no examples");
            for line in lines {
                let words: Vec<&str> = line.split(' ').collect();
                assert_eq!(words[0], "tiyanfen", "{line}");
                assert!(name == "tiyanfen" || words[1] == name, "{line} is no example of {name}");
                let parsed = tiyanfen::cli::command(lang).try_get_matches_from(&words);
                let shown = matches!(&parsed, Err(e) if e.kind() == clap::error::ErrorKind::DisplayHelp);
                assert!(parsed.is_ok() || shown, "{line}");
                if line.contains(DEMO) {
                    let args = words[1..].iter().map(|word| word.replace(DEMO, &demo));
                    let run = run(tiyanfen().current_dir(folder.path()).args(args).args(["--lang", id]));
                    assert_eq!(run.code, 0, "{line}: {}", run.stderr);
                }
            }
        }
    }
}

#[test]
fn without_a_command_the_first_two_are_named() {
    for (id, begins) in [("zh", "还没说要做什么"), ("en", "Nothing to do yet")] {
        let run = run(tiyanfen().args(["--lang", id]));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.starts_with(begins), "{}", run.stderr);
        assert_eq!(run.stderr.matches("\n  tiyanfen ").count(), 2, "{}", run.stderr);
        assert!(run.stderr.trim_end().ends_with("tiyanfen --help"), "{}", run.stderr);
    }
}

/// The page as text: escapes undone, fonts dropped.
fn page(id: &str) -> String {
    let run = run(tiyanfen().args(["man", "--lang", id]));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    ["\\fB", "\\fI", "\\fR", "\\&"]
        .iter()
        .fold(run.stdout, |text, font| text.replace(font, ""))
        .replace("\\-", "-")
        .replace("\\*(Aq", "'")
}

#[test]
fn the_manual_page_holds_every_command_flag_and_help_text() {
    for (lang, id) in LANGS {
        let page = page(id);
        for command in commands(lang) {
            let name = command.get_name();
            let own = if name == "tiyanfen" {
                page.clone()
            } else {
                let (_, from) =
                    page.split_once(&format!("\n.SS {name}\n")).unwrap_or_else(|| panic!("{name}"));
                from.split("\n.S").next().unwrap().to_owned()
            };
            let about = command.get_about().unwrap().to_string();
            assert!(own.contains(&about), "{name}: {about}");
            for arg in command.get_arguments().filter(|arg| name == "tiyanfen" || arg.get_id() != "help") {
                let help = arg.get_help().unwrap().to_string();
                assert!(own.contains(&help), "{id} {name} {}: {help}", arg.get_id());
                let shown = arg.get_long().map_or_else(
                    || arg.get_value_names().unwrap()[0].to_string(),
                    |long| format!("--{long}"),
                );
                assert!(own.contains(&shown), "{id} {name}: {shown}");
            }
            for line in examples(&command, lang) {
                assert!(own.contains(&line), "{id} {name}: {line}");
            }
        }
    }
}

/// Headings are in the language of the page; a date would make every build another page.
#[test]
fn the_manual_page_is_in_the_language_of_the_run() {
    let headings = |id: &str| -> Vec<String> {
        page(id).lines().filter_map(|line| line.strip_prefix(".SH ")).map(str::to_owned).collect()
    };
    let en = ["NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXAMPLES", "\"EXIT CODES\""];
    assert_eq!(headings("en"), en);
    assert_eq!(headings("zh"), ["名称", "概要", "描述", "命令", "选项", "例子", "退出码"]);
    let title = format!(".TH TIYANFEN 1 \"\" \"tiyanfen {}\" \"tiyanfen manual\"", env!("CARGO_PKG_VERSION"));
    assert!(page("en").contains(&title));
}
