//! HTML for mail programs: tables and styles on every element, because few of them know more; nothing that is fetched,
//! no script, no drawing. Every colour of a text has a ground of its own below it, so that programs which turn pages
//! dark keep it readable.

mod figures;
mod table;
mod tag;

use crate::catalogue::{Lang, text};
use crate::report::block::{Block, Line, Paragraph, Tone};
use crate::report::style::{Detail, Style};
use tag::{Tag, escaped};

/// How wide the page is at most, in pixels.
const WIDTH: usize = 600;
/// How far a level is further in, in pixels.
const INDENT: usize = 14;
/// The ground behind the page, and that of the page.
const GROUND: &str = "#eef1f5";
const PAGE: &str = "#ffffff";
/// Lines between parts.
const RULE: &str = "#dfe4ea";
const TEXT: &str = "#1f2733";
/// Chinese fonts of the machines that mails are read on.
const FONT: &str = "-apple-system,BlinkMacSystemFont,'Segoe UI','PingFang SC','Hiragino Sans GB','Microsoft YaHei',\
    'Noto Sans CJK SC',sans-serif";
const MONOSPACE: &str = "Consolas,Menlo,'Noto Sans Mono CJK SC',monospace";

/// Blocks as a page, with a title that few programs show.
pub(crate) fn render(blocks: &[Block], title: &str, lang: Lang, style: Style) -> String {
    let mut page = Page { html: String::new(), detail: style.detail };
    page.begin(title, lang);
    let is_section = |block: &&Block| matches!(block, Block::Section(_));
    match blocks.iter().find(is_section).filter(|_| style.detail == Detail::Brief) {
        Some(first) => page.block(first),
        None => page.blocks(blocks),
    }
    page.end(lang);
    page.html
}

struct Page {
    html: String,
    detail: Detail,
}

impl Page {
    fn begin(&mut self, title: &str, lang: Lang) {
        let language = lang.pick("zh-CN", "en");
        self.html += &format!(
            "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"supported-color-schemes\" content=\"light dark\">\n<title>{}</title>\n</head>\n",
            escaped(title)
        );
        let body = format!("margin:0;padding:0;background-color:{GROUND};");
        self.html += &format!("<body style=\"{body}\">\n");
        self.open(&layout().style(format!("background-color:{GROUND};")));
        self.html += "<tr><td align=\"center\" style=\"padding:16px 8px;\">\n";
        let page = format!(
            "width:100%;max-width:{WIDTH}px;background-color:{PAGE};color:{TEXT};border:1px solid {RULE};\
             border-radius:8px;font-family:{FONT};font-size:14px;line-height:1.6;text-align:left;"
        );
        self.open(&layout().style(page));
    }

    fn end(&mut self, lang: Lang) {
        self.html += &format!(
            "<tr><td style=\"{}padding:12px 20px;font-size:12px;\">{}</td></tr>\n</table>\n</td></tr>\n</table>\n</body>\n\
             </html>\n",
            tone(Tone::Faint),
            escaped(text::mail_footer(lang))
        );
    }

    fn open(&mut self, tag: &Tag) {
        self.html += &tag.opened();
        self.html.push('\n');
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    /// A block at the top is a row of the page; what it holds stands in the cell of that row.
    fn block(&mut self, block: &Block) {
        let inner = match block {
            Block::Section(blocks) => self.inside(blocks),
            other => self.inside(std::slice::from_ref(other)),
        };
        if !inner.is_empty() {
            let cell = format!(
                "background-color:{PAGE};color:{TEXT};padding:14px 20px;border-bottom:1px solid {RULE};"
            );
            self.html += &format!("<tr><td style=\"{cell}word-break:break-word;\">\n{inner}</td></tr>\n");
        }
    }

    /// Blocks within a cell.
    fn inside(&self, blocks: &[Block]) -> String {
        blocks.iter().map(|block| self.within(block)).collect()
    }

    fn within(&self, block: &Block) -> String {
        match block {
            Block::Section(blocks) => self.inside(blocks),
            Block::Columns(columns) => columns.iter().map(|blocks| self.inside(blocks)).collect(),
            // Nothing folds in a mail.
            Block::Details { summary, blocks } if self.detail == Detail::All => {
                heading(summary) + &self.inside(blocks)
            }
            Block::Details { .. } => String::new(),
            Block::Heading(line) => heading(line),
            Block::Paragraph(paragraph) => sentence(paragraph, ""),
            Block::Advice(paragraph) => advice(paragraph),
            Block::List(points) => points.iter().map(|point| sentence(point, "· ")).collect(),
            Block::Table(table) => table::html(table),
            Block::Headline(headline) => figures::headline(headline),
            Block::Cards(cards) => {
                cards.iter().map(|card| figures::card(card) + &self.inside(&card.blocks)).collect()
            }
            Block::Chart(chart) => self.inside(&chart.instead),
            Block::Verbatim { level, lines } => verbatim(*level, lines),
        }
    }
}

/// A table that is there for how things stand, not for figures.
fn layout() -> Tag {
    let tag = Tag::new("table").with("role", "presentation").with("width", "100%");
    tag.with("cellpadding", "0").with("cellspacing", "0").with("border", "0")
}

fn heading(line: &Line) -> String {
    let style = "margin:0 0 6px 0;font-size:15px;font-weight:bold;";
    format!("<p style=\"{style}\">{}</p>\n", spans(line))
}

fn sentence(paragraph: &Paragraph, mark: &str) -> String {
    if paragraph.line.is_empty() {
        return String::new();
    }
    let style = format!("margin:0 0 4px {}px;", paragraph.level * INDENT);
    format!("<p style=\"{style}\">{}{}</p>\n", escaped(mark), spans(&paragraph.line))
}

fn advice(paragraph: &Paragraph) -> String {
    let style = format!(
        "margin:4px 0 8px {}px;padding:6px 10px;background-color:#f0f6ff;color:{TEXT};border-left:3px solid #3b74c4;",
        paragraph.level * INDENT
    );
    format!("<p style=\"{style}\">{}</p>\n", spans(&paragraph.line))
}

fn verbatim(level: usize, lines: &[Line]) -> String {
    let style = format!(
        "margin:4px 0 8px {}px;padding:6px 10px;background-color:{GROUND};color:{TEXT};font-family:{MONOSPACE};\
         font-size:12px;white-space:pre-wrap;",
        level * INDENT
    );
    let lines: Vec<String> = lines.iter().map(spans).collect();
    format!("<pre style=\"{style}\">{}</pre>\n", lines.join("\n"))
}

/// The spans of a line, each in the colour of its tone.
fn spans(line: &Line) -> String {
    let span = |(tone_of, text): (Tone, &str)| match tone_of {
        Tone::Plain => escaped(text),
        Tone::Strong => format!("<b>{}</b>", escaped(text)),
        other => format!("<span style=\"{}\">{}</span>", tone(other), escaped(text)),
    };
    line.0.iter().map(|own| span((own.tone, &own.text))).collect()
}

/// Colours that can be read on a light ground as well as when a program turns the page dark.
fn tone(tone: Tone) -> String {
    let colour = match tone {
        Tone::Plain | Tone::Strong => TEXT,
        Tone::Good => "#1a7f37",
        Tone::Bad => "#c62828",
        Tone::Careful => "#9a5b00",
        Tone::Faint => "#5b6673",
    };
    let weight = if tone == Tone::Strong { "font-weight:bold;" } else { "" };
    format!("color:{colour};{weight}")
}

#[cfg(test)]
mod tests;
