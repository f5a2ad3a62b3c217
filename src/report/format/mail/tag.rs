//! Elements and texts of HTML, in which whatever a text holds is text.

/// The beginning of an element.
pub(super) struct Tag {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
}

impl Tag {
    pub(super) fn new(name: &'static str) -> Tag {
        Tag { name, attributes: Vec::new() }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Tag {
        self.attributes.push((name, value.into()));
        self
    }

    pub(super) fn style(self, style: impl Into<String>) -> Tag {
        self.with("style", style)
    }

    pub(super) fn opened(&self) -> String {
        let attribute = |(name, value): &(&str, String)| format!(" {name}=\"{}\"", escaped(value));
        format!("<{}{}>", self.name, self.attributes.iter().map(attribute).collect::<String>())
    }
}

/// A text as HTML shows it. Characters that nobody sees and that turn the direction of what follows are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => html.push(' '),
            c => html.push(c),
        }
    }
    html
}
