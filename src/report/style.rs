//! Colour, on a terminal only.

use super::block::Tone;
use anstyle::{AnsiColor, Style as Ansi};

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
        let ansi = match tone {
            Tone::Plain => Ansi::new(),
            Tone::Strong => Ansi::new().bold(),
            Tone::Good => AnsiColor::Green.on_default(),
            Tone::Bad => AnsiColor::Red.on_default(),
            Tone::Careful => AnsiColor::Yellow.on_default(),
            Tone::Faint => Ansi::new().dimmed(),
        };
        if self.colour { format!("{ansi}{text}{ansi:#}") } else { text.to_owned() }
    }
}
