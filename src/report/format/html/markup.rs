//! Markup. Texts and the values of attributes come into it through one function, which escapes them; names of elements
//! and of attributes are literals of this program. There is no other way in but that of the style sheet, a constant, and
//! that of the data.

use std::fmt::{self, Display, Write};

/// Markup under construction.
#[derive(Debug, Default)]
pub(super) struct Markup(String);

/// The begin of an element.
#[derive(Debug)]
pub(super) struct Tag {
    name: &'static str,
    /// Escaped.
    attributes: String,
}

impl Tag {
    /// That of an element without attributes.
    pub(super) fn new(name: &'static str) -> Tag {
        Tag { name, attributes: String::new() }
    }

    /// With an attribute.
    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: impl Display) -> Tag {
        self.attributes.push(' ');
        self.attributes.push_str(name);
        self.attributes.push_str("=\"");
        // Writing to a text cannot fail.
        let _ = write!(Escaped(&mut self.attributes), "{value}");
        self.attributes.push('"');
        self
    }

    /// With a class.
    #[must_use]
    pub(super) fn class(self, name: &'static str) -> Tag {
        self.with("class", name)
    }
}

impl Markup {
    /// What begins a document.
    pub(super) fn document() -> Markup {
        Markup("<!DOCTYPE html>\n".to_owned())
    }

    /// Begins an element.
    pub(super) fn open(&mut self, tag: &Tag) {
        self.begin(tag, ">");
    }

    /// Ends it.
    pub(super) fn close(&mut self, tag: &Tag) {
        self.0.push_str("</");
        self.0.push_str(tag.name);
        self.0.push('>');
    }

    /// An element of HTML that has no content and no end.
    pub(super) fn void(&mut self, tag: &Tag) {
        self.begin(tag, ">");
    }

    /// An element of SVG without content.
    pub(super) fn shape(&mut self, tag: &Tag) {
        self.begin(tag, "/>");
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        let _ = Escaped(&mut self.0).write_str(text);
    }

    /// A line break between elements, for whoever reads the source.
    pub(super) fn break_line(&mut self) {
        self.0.push('\n');
    }

    /// A style sheet: as it stands, or its hash would be another.
    pub(super) fn style(&mut self, sheet: &'static str) {
        self.0.push_str("<style>");
        self.0.push_str(sheet);
        self.0.push_str("</style>");
    }

    /// JSON as data: what could end the element or deceive a reader of the source is written by its number.
    pub(super) fn data(&mut self, id: &'static str, json: &str) {
        self.0.push_str("<script type=\"application/json\" id=\"");
        self.0.push_str(id);
        self.0.push_str("\">");
        for c in json.chars() {
            if matches!(c, '<' | '>' | '&' | '\u{2028}' | '\u{2029}') || turns(c) {
                let _ = write!(self.0, "\\u{:04x}", u32::from(c));
            } else {
                self.0.push(c);
            }
        }
        self.0.push_str("</script>");
    }

    /// Other markup behind it.
    pub(super) fn append(&mut self, other: Markup) {
        self.0.push_str(&other.0);
    }

    /// The bytes.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    fn begin(&mut self, tag: &Tag, end: &str) {
        self.0.push('<');
        self.0.push_str(tag.name);
        self.0.push_str(&tag.attributes);
        self.0.push_str(end);
    }
}

/// Writes texts so that they are texts, wherever they stand.
struct Escaped<'m>(&'m mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                c if turns(c) => {}
                c if c.is_control() => self.0.push(' '),
                c => self.0.push(c),
            }
        }
        Ok(())
    }
}

/// Does a character turn the direction of what stands around it? No text of an export needs that.
fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Markup)) -> String {
        let mut markup = Markup::default();
        write(&mut markup);
        String::from_utf8(markup.into_bytes()).unwrap()
    }

    #[test]
    fn texts_are_texts_and_values_stay_in_their_quotes() {
        let hostile = "<script>alert(\"1\")</script>&amp;'";
        let text = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;&#39;";
        assert_eq!(written(|markup| markup.text(hostile)), text);
        let tag = Tag::new("p").with("title", hostile).class("x");
        let whole = written(|markup| {
            markup.open(&tag);
            markup.close(&tag);
        });
        assert_eq!(whole, format!("<p title=\"{text}\" class=\"x\"></p>"));
    }

    #[test]
    fn what_turns_or_controls_is_left_out() {
        let said = written(|markup| markup.text("a\u{202e}b\u{2066}c\u{200f}d\u{0}e\nf\u{85}g"));
        assert_eq!(said, "abcd e f g");
    }

    #[test]
    fn data_cannot_end_their_element() {
        let json = r#"{"name":"</script><!--&\u0000"}"#.replace("\\u0000", "\u{202e}\u{2028}");
        let data = written(|markup| markup.data("d", &json));
        let inner = r#"{"name":"\u003c/script\u003e\u003c!--\u0026\u202e\u2028"}"#;
        assert_eq!(data, format!("<script type=\"application/json\" id=\"d\">{inner}</script>"));
        let back: serde_json::Value = serde_json::from_str(inner).unwrap();
        assert_eq!(back["name"], "</script><!--&\u{202e}\u{2028}");
    }
}
