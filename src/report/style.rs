//! Colour, on a terminal only.

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

    fn paint(self, style: Ansi, text: impl Display) -> String {
        if self.colour { format!("{style}{text}{style:#}") } else { text.to_string() }
    }

    /// What the eye should find first.
    pub fn strong(self, text: impl Display) -> String {
        self.paint(Ansi::new().bold(), text)
    }

    /// Well.
    pub fn good(self, text: impl Display) -> String {
        self.paint(AnsiColor::Green.on_default(), text)
    }

    /// Badly.
    pub fn bad(self, text: impl Display) -> String {
        self.paint(AnsiColor::Red.on_default(), text)
    }

    /// Careful.
    pub fn careful(self, text: impl Display) -> String {
        self.paint(AnsiColor::Yellow.on_default(), text)
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
        self.paint(Ansi::new().dimmed(), text)
    }
}
