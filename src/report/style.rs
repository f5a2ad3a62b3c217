//! Colour, on a terminal only.

use super::block::Tone;
use crate::catalogue::Severity;
use anstyle::{AnsiColor, Style as Ansi};
use std::fmt::Display;

/// Whether to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Colour at all?
    pub colour: bool,
}

impl Style {
    /// No colour.
    pub const PLAIN: Style = Style { colour: false };

    /// A text in a tone.
    pub(super) fn paint(self, tone: Tone, text: &str) -> String {
        match tone {
            Tone::Plain => text.to_owned(),
            Tone::Strong => self.strong(text),
            Tone::Good => self.good(text),
            Tone::Bad => self.bad(text),
            Tone::Careful => self.careful(text),
            Tone::Faint => self.faint(text),
        }
    }

    fn painted(self, style: Ansi, text: impl Display) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_string() }
    }

    /// What the eye should find first.
    pub fn strong(self, text: impl Display) -> String {
        self.painted(Ansi::new().bold(), text)
    }

    /// Well.
    pub fn good(self, text: impl Display) -> String {
        self.painted(AnsiColor::Green.on_default(), text)
    }

    /// Badly.
    pub fn bad(self, text: impl Display) -> String {
        self.painted(AnsiColor::Red.on_default(), text)
    }

    /// Careful.
    pub fn careful(self, text: impl Display) -> String {
        self.painted(AnsiColor::Yellow.on_default(), text)
    }

    /// As bad as it is.
    pub fn severity(self, severity: Severity, text: impl Display) -> String {
        match severity {
            Severity::Error => self.bad(text),
            Severity::Warning => self.careful(text),
            Severity::Note => text.to_string(),
        }
    }

    /// Less important.
    pub fn faint(self, text: impl Display) -> String {
        self.painted(Ansi::new().dimmed(), text)
    }
}
