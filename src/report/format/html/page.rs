//! The content of a page under construction: its language, its title, how deep its headings lie.

use super::markup::{Markup, Tag};
use crate::catalogue::Lang;
use crate::report::block::{Block, Line, Span, Tone};

/// What is longer may be broken anywhere.
const LONGEST_WHOLE: usize = 24;

/// The content of a page.
pub(super) struct Page {
    pub(super) markup: Markup,
    pub(super) lang: Lang,
    /// The level of the next heading; the title is the only one of the first.
    level: usize,
    /// What the last heading says: what follows goes by that name.
    heading: String,
    title: Option<String>,
    ids: usize,
}

impl Page {
    pub(super) fn new(lang: Lang) -> Page {
        let (markup, heading) = (Markup::default(), String::new());
        Page { markup, lang, level: 2, heading, title: None, ids: 0 }
    }

    /// Blocks of the document as its main part.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        let is_apart = |block: &Block| matches!(block, Block::Section(_) | Block::Columns(_));
        self.inside(Tag::new("main"), |page| {
            // What stands outside of sections is one, too.
            for run in blocks.chunk_by(|a, b| !is_apart(a) && !is_apart(b)) {
                match run {
                    [block] if is_apart(block) => page.parts(run),
                    run => page.inside(Tag::new("section"), |page| page.parts(run)),
                }
            }
        });
    }

    /// The markup, and the title.
    pub(super) fn finish(self) -> (Markup, String) {
        (self.markup, self.title.unwrap_or_default())
    }

    /// An element around what is written in it.
    pub(super) fn inside(&mut self, tag: Tag, write: impl FnOnce(&mut Page)) {
        self.markup.open(&tag);
        write(self);
        self.markup.close(&tag);
    }

    /// An element of SVG without content.
    pub(super) fn shape(&mut self, tag: Tag) {
        self.markup.shape(&tag);
    }

    /// A line in an element.
    pub(super) fn line_in(&mut self, tag: Tag, line: &Line) {
        self.inside(tag, |page| page.line(line));
    }

    /// A text in an element.
    pub(super) fn text_in(&mut self, tag: Tag, text: &str) {
        self.inside(tag, |page| page.say(text));
    }

    /// Spans, each in its tone.
    pub(super) fn line(&mut self, line: &Line) {
        line.0.iter().for_each(|span| self.span(span));
    }

    fn span(&mut self, span: &Span) {
        let tag = match span.tone {
            Tone::Plain => return self.say(&span.text),
            Tone::Strong => Tag::new("strong"),
            Tone::Good => Tag::new("span").class("good"),
            Tone::Bad => Tag::new("span").class("bad"),
            Tone::Careful => Tag::new("span").class("careful"),
            Tone::Faint => Tag::new("span").class("faint"),
        };
        self.text_in(tag, &span.text);
    }

    /// A text. Chinese names in an English page are marked as such, so that they are read and set as Chinese.
    pub(super) fn say(&mut self, text: &str) {
        if self.lang == Lang::Zh {
            return self.words(text);
        }
        let mut rest = text;
        while let Some(start) = rest.find(is_chinese) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|c| !is_chinese(c)).unwrap_or(from.len());
            let (name, after) = from.split_at(end);
            self.words(before);
            self.marked(Tag::new("span").with("lang", "zh-CN"), name);
            rest = after;
        }
        self.words(rest);
    }

    /// Words, in which dates, flags and figures with a sign stay whole: browsers break them at their hyphens.
    fn words(&mut self, text: &str) {
        let mut rest = text;
        while let Some(start) = rest.find(is_of_figures) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|c| !is_of_figures(c)).unwrap_or(from.len());
            let (word, after) = from.split_at(end);
            self.markup.text(before);
            if word.len() <= LONGEST_WHOLE && word.contains(['-', '–', '…']) && word != text {
                self.marked(Tag::new("span").class("whole"), word);
            } else {
                self.markup.text(word);
            }
            rest = after;
        }
        self.markup.text(rest);
    }

    /// A text alone in an element.
    fn marked(&mut self, tag: Tag, text: &str) {
        self.markup.open(&tag);
        self.markup.text(text);
        self.markup.close(&tag);
    }

    /// An id that no other element has.
    pub(super) fn id(&mut self, letter: char) -> String {
        self.ids += 1;
        format!("{letter}{}", self.ids)
    }

    /// A heading; the first of a document is its title. Its strong beginning, where it has one, is what it is called.
    pub(super) fn headed(&mut self, line: &Line, id: Option<&str>) {
        self.heading = line.text();
        let named = |tag: Tag| match id {
            Some(id) => tag.with("id", id),
            None => tag,
        };
        if self.title.is_none() {
            let (title, rest) = title_of(line);
            self.title = Some(title.text());
            self.line_in(named(Tag::new("h1")), &plain(&title));
            if !rest.is_empty() {
                self.line_in(Tag::new("p").class("sub"), &rest);
            }
            return;
        }
        let name = match self.level {
            0..=2 => "h2",
            3 => "h3",
            4 => "h4",
            _ => "h5",
        };
        self.line_in(named(Tag::new(name)), line);
    }

    /// What the title says besides.
    pub(super) fn add_to_title(&mut self, more: &str) {
        self.title.iter_mut().for_each(|title| *title = format!("{title} {more}"));
    }

    /// Has it its title?
    pub(super) fn is_titled(&self) -> bool {
        self.title.is_some()
    }

    /// What the last heading says.
    pub(super) fn heading(&self) -> &str {
        &self.heading
    }

    /// What is written lies a level below the last heading.
    pub(super) fn below(&mut self, write: impl FnOnce(&mut Page)) {
        self.level += 1;
        write(self);
        self.level -= 1;
    }
}

/// The strong beginning of a line, and what comes after it without the mark between; a line without one is all title.
fn title_of(line: &Line) -> (Line, Line) {
    let strong = line.0.iter().take_while(|span| span.tone == Tone::Strong).count();
    let (title, rest) = line.0.split_at(strong);
    if title.is_empty() {
        return (line.clone(), Line::default());
    }
    let mut rest = rest.to_vec();
    if let Some(first) = rest.first_mut() {
        first.text = first.text.trim_start().trim_start_matches('·').trim_start().to_owned();
    }
    (Line(title.to_vec()), Line(rest))
}

/// Without tones: a title has one of its own.
fn plain(line: &Line) -> Line {
    Line(line.0.iter().map(|span| Span::new(span.text.as_str(), Tone::Plain)).collect())
}

/// May it stand in a date, a range, a signed figure, a flag or an id?
fn is_of_figures(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '–' | '+' | '.' | ':' | '%' | '…')
}

/// Is it written in Chinese only?
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}
