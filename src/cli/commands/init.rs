//! `tiyanfen init`: a configuration to fill in.

use crate::catalogue::{Diagnostic, Lang, diagnostics, io_reason, text};
use crate::cli::arguments::OutputFile;
use crate::cli::config::{FILE_NAME, template};
use crate::cli::help::{self, examples, say};
use crate::cli::outcome::{Failure, Outcome};
use clap::{Args, ValueHint};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(
    about = text::about_init(help::lang(), FILE_NAME),
    after_help = examples(&["tiyanfen init", "tiyanfen init exports", "tiyanfen init --output -"]),
    mut_arg("output", |arg| arg.help(say(text::help_init_output)))
)]
pub(crate) struct Init {
    #[arg(value_name = "FOLDER", conflicts_with = "output", value_hint = ValueHint::DirPath,
        help = say(text::help_init_folder))]
    folder: Option<PathBuf>,
    #[command(flatten)]
    output: OutputFile,
}

impl Init {
    /// Writes it, and says where.
    pub(crate) fn run(self, lang: Lang) -> Result<Outcome, Failure> {
        let path = match (self.output.output, self.folder) {
            (Some(file), _) => file,
            (None, Some(folder)) => folder_of(&folder)?.join(FILE_NAME),
            (None, None) => PathBuf::from(FILE_NAME),
        };
        let done = text::init_done(lang, path.to_string_lossy());
        let output = OutputFile { output: Some(path) }.open_new()?;
        let is_printed = output.is_stdout();
        output.finish(template::text(lang)?)?;
        if !is_printed {
            OutputFile { output: None }.open()?.finish(done + "\n")?;
        }
        Ok(Outcome::Done)
    }
}

/// A folder that is there.
fn folder_of(folder: &Path) -> Result<&Path, Diagnostic> {
    let shown = folder.to_string_lossy();
    match folder.metadata() {
        Ok(metadata) if metadata.is_dir() => Ok(folder),
        Ok(_) => {
            let why = io_reason(&std::io::ErrorKind::NotADirectory.into());
            Err(diagnostics::output_unwritable(why).path(shown))
        }
        Err(_) => Err(diagnostics::path_not_found().path(shown)),
    }
}
