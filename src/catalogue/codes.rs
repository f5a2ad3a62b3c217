//! The diagnostics: code, severity, what is wrong, what to do, what it means, an example.
//!
//! All of it is data (`diagnostics/*.toml`). An example with an [`Input`] is held against the program by
//! `tests/explain.rs`: the wrong input brings the example out word for word, the right one does not.

use super::{Bilingual, Diagnostic, Lang, text};
use crate::string_enum::string_enum;

include!(concat!(env!("OUT_DIR"), "/codes.rs"));

string_enum!(ids of Code);

string_enum! {
    /// How bad it is.
    Severity {
        /// The run ends with exit code 2, or 3 where a mail was not sent.
        Error = "error",
        /// The result stands, but the reader should know.
        Warning = "warning",
        /// For information.
        Note = "note",
    }
}

impl Severity {
    pub(crate) fn name(self, lang: Lang) -> &'static str {
        match self {
            Severity::Error => text::error(lang),
            Severity::Warning => text::warning(lang),
            Severity::Note => text::note(lang),
        }
    }
}

/// What the data says of a code.
struct CodeEntry {
    id: &'static str,
    severity: Severity,
    message: Bilingual,
    fix: Bilingual,
    expected: Option<Bilingual>,
    explanation: CodeExplanation,
}

/// A diagnostic explained.
#[derive(Debug)]
pub struct CodeExplanation {
    /// What it means.
    pub meaning: Bilingual,
    /// What it means for the score.
    pub effect: Bilingual,
    path: Option<&'static str>,
    line: Option<u64>,
    column: Option<&'static str>,
    args: &'static [(&'static str, Bilingual)],
    /// What brings the example out, where a line or two can show it.
    pub input: Option<Input>,
}

impl CodeExplanation {
    /// The example's file, where it has one.
    pub fn path(&self) -> Option<&'static str> {
        self.path
    }
}

/// What brings a diagnostic out, and the same put right.
#[derive(Debug, Clone, Copy)]
pub enum Input {
    /// A command line; `exports` stands for a folder of exports.
    Typed {
        /// The command that brings it out.
        wrong: &'static str,
        /// The command that does not.
        right: &'static str,
    },
    /// A file: its header and the lines below.
    File {
        /// The header of both.
        header: &'static str,
        /// The lines that bring it out.
        wrong: &'static [&'static str],
        /// The lines that do not; empty where only another export puts it right.
        right: &'static [&'static str],
    },
}

impl Code {
    /// The stable code, in kebab case.
    pub fn id(self) -> &'static str {
        self.entry().id
    }

    /// How bad it is.
    pub fn severity(self) -> Severity {
        self.entry().severity
    }

    /// Does it say why a mail was not sent, so that the run ends with exit code 3?
    pub fn is_of_sending(self) -> bool {
        matches!(
            self,
            Code::MailUnreachable
                | Code::MailEncryption
                | Code::MailCertificate
                | Code::MailAuth
                | Code::MailRefused
                | Code::MailUnconfirmed
                | Code::MailSendmail
        )
    }

    /// What is wrong: a template.
    pub fn message(self, lang: Lang) -> &'static str {
        self.entry().message.pick(lang)
    }

    /// What to do: a template.
    pub fn fix(self, lang: Lang) -> &'static str {
        self.entry().fix.pick(lang)
    }

    /// What should have been found; `None` where that depends on the place or there is no saying.
    pub fn expected(self) -> Option<Bilingual> {
        self.entry().expected
    }

    /// What it means.
    pub fn explanation(self) -> &'static CodeExplanation {
        &self.entry().explanation
    }

    /// An example of it, every place filled.
    pub fn example(self) -> Diagnostic {
        let CodeExplanation { path, line, column, args, .. } = *self.explanation();
        let args = args.iter().map(|(name, text)| (*name, (text.zh, text.en).into())).collect();
        let mut example = Diagnostic::of(self, args).line(line);
        example.path = path.map(str::to_owned);
        example.column = column.map(str::to_owned);
        example
    }
}
