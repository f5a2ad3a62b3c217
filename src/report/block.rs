//! What a report consists of, whatever its format: headings, sentences, lists, tables, bars. A document makes
//! blocks in a language ([`super::Document::blocks`]); a format decides how they look.

mod card;
mod chart;

pub use card::{Card, Fact, Headline};
pub use chart::{Band, Border, Chart, Curve};

use crate::catalogue::{Lang, Severity};

/// A part of a report.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Blocks that belong together, set apart from what comes before and after. The first section of a document is its
    /// answer in short.
    Section(Vec<Block>),
    /// Particulars that few want to see: formats show them where they are asked to, or fold them.
    Details {
        /// What they are.
        summary: Line,
        /// The particulars.
        blocks: Vec<Block>,
    },
    /// What the blocks below are about.
    Heading(Line),
    /// A sentence or a few words.
    Paragraph(Paragraph),
    /// Points that stand side by side, each with a bullet.
    List(Vec<Paragraph>),
    /// What to do.
    Advice(Paragraph),
    /// Rows and columns.
    Table(Table),
    /// The figure that answers.
    Headline(Headline),
    /// Figures side by side, each with its own particulars.
    Cards(Vec<Card>),
    /// Figures by day.
    Chart(Box<Chart>),
    /// Groups of blocks, side by side where there is room.
    Columns(Vec<Vec<Block>>),
    /// Lines of a file or a command line, as they stand there; `level` as of a [`Paragraph`].
    Verbatim {
        /// How far below the section's beginning they stand.
        level: usize,
        /// The lines.
        lines: Vec<Line>,
    },
}

/// How a text strikes the eye.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    /// Like most of it.
    #[default]
    Plain,
    /// What the eye should find first.
    Strong,
    /// It is well.
    Good,
    /// It is not well.
    Bad,
    /// It may mislead.
    Careful,
    /// It matters less.
    Faint,
}

impl From<Severity> for Tone {
    fn from(severity: Severity) -> Tone {
        match severity {
            Severity::Error => Tone::Bad,
            Severity::Warning => Tone::Careful,
            Severity::Note => Tone::Plain,
        }
    }
}

/// A text of one tone, without line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Its tone.
    pub tone: Tone,
}

impl Span {
    /// A text of a tone.
    pub fn new(text: impl Into<String>, tone: Tone) -> Span {
        Span { text: text.into(), tone }
    }

    /// Stands in a text for the span of a number until [`Line::filled`] puts that there.
    pub fn place(number: u8) -> char {
        // A character that no text has: private use, beyond what fonts take for themselves.
        char::from_u32(0xF_0000 + u32::from(number)).unwrap_or('\u{F0000}')
    }
}

/// Spans in a row. A format may break it into several lines of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// A text of a tone.
    pub fn new(text: impl Into<String>, tone: Tone) -> Line {
        Line(vec![Span::new(text, tone)])
    }

    /// A text with spans in the places of their numbers ([`Span::place`]), which are those in the list.
    pub fn filled(text: &str, spans: impl IntoIterator<Item = Span>) -> Line {
        let spans: Vec<Span> = spans.into_iter().collect();
        let number = |c: char| (0..=u8::MAX).find(|number| Span::place(*number) == c).map(usize::from);
        let mut line = Line::default();
        let mut rest = text;
        while let Some((at, found)) =
            rest.char_indices().find_map(|(at, c)| Some((at, spans.get(number(c)?)?)))
        {
            let (before, from) = rest.split_at(at);
            line = line.then(before).then(found.clone());
            rest = from.get(Span::place(0).len_utf8()..).unwrap_or_default();
        }
        line.then(rest)
    }

    /// Puts something behind it.
    #[must_use]
    pub fn then(mut self, more: impl Into<Line>) -> Line {
        self.0.extend(more.into().0.into_iter().filter(|span| !span.text.is_empty()));
        self
    }

    /// Gives its plain spans a tone.
    #[must_use]
    pub fn toned(mut self, tone: Tone) -> Line {
        self.0.iter_mut().filter(|span| span.tone == Tone::Plain).for_each(|span| span.tone = tone);
        self
    }

    /// Lines one after the other, with something between each two.
    pub fn joined(lines: impl IntoIterator<Item = Line>, between: &str) -> Line {
        let mut lines = lines.into_iter();
        let first = lines.next().unwrap_or_default();
        lines.fold(first, |all, line| all.then(between).then(line))
    }

    /// Names one after the other, each with the mark behind it a span of its own.
    pub(crate) fn listed<'n>(names: impl IntoIterator<Item = &'n str>, lang: Lang) -> Line {
        let mut names = names.into_iter().peekable();
        let mut line = Line::default();
        while let Some(name) = names.next() {
            let mark = if names.peek().is_some() { lang.pick("、", ", ") } else { "" };
            line = line.then(format!("{name}{mark}"));
        }
        line
    }

    /// The text without tones.
    pub fn text(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }

    /// Has it no text?
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|span| span.text.is_empty())
    }
}

impl<T: Into<String>> From<T> for Line {
    fn from(text: T) -> Line {
        Line::new(text, Tone::Plain)
    }
}

impl From<Span> for Line {
    fn from(span: Span) -> Line {
        Line(vec![span])
    }
}

/// Where a line that is too long may be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breaks {
    /// A sentence: between words.
    Words,
    /// Running text, which is set narrower than a line that stands alone: between words.
    Prose,
    /// A list of names: behind the marks between them, never inside a name.
    Parts,
    /// Between its spans, each of which stays whole.
    Spans,
    /// Nowhere: a command, a path.
    Nowhere,
    /// Nowhere: a line of an answer in short, what matters most first. What of it has no room is told elsewhere.
    OneLine,
    /// The same, but what has no room is told nowhere else: the whole line comes again below its section.
    OneLineFirst,
}

/// A sentence or a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// What it says.
    pub line: Line,
    /// How far below the section's beginning it stands: 0 for what speaks of the whole, 1 for its particulars.
    pub level: usize,
    /// How many levels further in goes on what does not fit on a line.
    pub hanging: usize,
    /// Where it may be broken.
    pub breaks: Breaks,
}

impl Paragraph {
    /// A sentence about the whole of its section.
    pub fn new(line: impl Into<Line>) -> Paragraph {
        Paragraph { line: line.into(), level: 0, hanging: 1, breaks: Breaks::Words }
    }

    /// So far below.
    #[must_use]
    pub fn level(self, level: usize) -> Paragraph {
        Paragraph { level, ..self }
    }

    /// Goes on so many levels further in.
    #[must_use]
    pub fn hanging(self, hanging: usize) -> Paragraph {
        Paragraph { hanging, ..self }
    }

    /// Broken so.
    #[must_use]
    pub fn breaks(self, breaks: Breaks) -> Paragraph {
        Paragraph { breaks, ..self }
    }
}

impl From<Paragraph> for Block {
    fn from(paragraph: Paragraph) -> Block {
        Block::Paragraph(paragraph)
    }
}

/// Rows and columns.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The columns; those beyond are on the left and without a heading.
    pub columns: Vec<Column>,
    /// The rows; cells that are missing at their ends are blank.
    pub rows: Vec<Vec<Cell>>,
    /// How far below the section's beginning it stands.
    pub level: usize,
}

/// A column of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// Its heading; empty for none. A table whose columns have none has no line of headings.
    pub heading: String,
    /// Do its cells end below each other, as figures do?
    pub is_right: bool,
    /// When it leaves a table that is wider than the page: 0 never, the highest first.
    pub rank: u8,
    /// Is nothing in it ever shortened? So with what is typed or copied.
    pub is_firm: bool,
}

impl Column {
    /// Of texts, which begin below each other.
    pub fn left(heading: impl Into<String>) -> Column {
        Column { heading: heading.into(), ..Column::default() }
    }

    /// Of figures, which end below each other.
    pub fn right(heading: impl Into<String>) -> Column {
        Column { heading: heading.into(), is_right: true, ..Column::default() }
    }

    /// Is never shortened.
    #[must_use]
    pub fn firm(self) -> Column {
        Column { is_firm: true, ..self }
    }

    /// Leaves a table that is wider than the page, the highest rank first.
    #[must_use]
    pub fn rank(self, rank: u8) -> Column {
        Column { rank, ..self }
    }
}

impl Table {
    /// A table of some columns, without rows yet.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Table {
        Table { columns: columns.into_iter().collect(), ..Table::default() }
    }

    /// So far below.
    #[must_use]
    pub fn level(self, level: usize) -> Table {
        Table { level, ..self }
    }

    /// Without some columns, known by their headings.
    #[must_use]
    pub fn without(mut self, headings: &[&str]) -> Table {
        let keeps: Vec<bool> =
            self.columns.iter().map(|column| !headings.contains(&column.heading.as_str())).collect();
        let kept = |place: usize| keeps.get(place).copied().unwrap_or(true);
        let mut place = 0..;
        self.columns.retain(|_| place.next().is_some_and(kept));
        for row in &mut self.rows {
            let mut place = 0..;
            row.retain(|_| place.next().is_some_and(kept));
        }
        self
    }

    /// Adds a row.
    pub fn row<C: Into<Cell>>(&mut self, cells: impl IntoIterator<Item = C>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Block {
        Block::Table(table)
    }
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Figures or a few words.
    Line(Line),
    /// A sentence: broken between words where it is too long.
    Sentence(Line),
    /// A name and where more about it stands: a file beside the document.
    Link(Line, String),
    /// How much of a whole, 0 to 1.
    Bar(f64),
    /// A row of figures.
    Sparkline(Sparkline),
    /// Days in a row.
    Days(Vec<DayMark>),
}

impl<T: Into<Line>> From<T> for Cell {
    fn from(line: T) -> Cell {
        Cell::Line(line.into())
    }
}

/// A row of figures as a small line.
#[derive(Debug, Clone, PartialEq)]
pub struct Sparkline {
    /// What is drawn, one beside the other; nothing where there is no figure.
    pub values: Vec<Option<f64>>,
    /// The foot of the line.
    pub lowest: f64,
    /// Its top.
    pub highest: f64,
}

/// What the days behind a mark hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayMark {
    /// They lie outside.
    Outside,
    /// They hold nothing.
    Empty,
    /// They hold something.
    Rows,
}
