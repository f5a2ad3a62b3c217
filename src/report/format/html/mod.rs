//! A page: one file that asks nobody for anything. No script; a style sheet that the browser knows by its hash; drawings
//! as SVG without styles of their own. The document itself lies in it as JSON, from which the page can be made again.

mod blocks;
mod chart;
mod drawings;
mod figures;
mod markup;
mod page;
mod scale;
mod table;

use crate::catalogue::{Lang, text};
use crate::report::block::Block;
use markup::{Markup, Tag};
use page::Page;
use serde::Serialize;

// The style sheet without its comments, and its hash: `STYLE` and `STYLE_HASH`.
include!(concat!(env!("OUT_DIR"), "/page_style.rs"));

/// The id of the data in the page.
const DATA: &str = "tiyanfen";
/// What says that a file is a page.
const DOCTYPE: &str = "<!doctype html";

/// Blocks as a page that holds its document.
pub(super) fn render(document: &impl Serialize, blocks: &[Block], lang: Lang) -> anyhow::Result<Vec<u8>> {
    let json = serde_json::to_string(document)?;
    let mut page = Page::new(lang);
    page.blocks(blocks);
    let (content, title) = page.finish();
    let mut markup = Markup::document();
    let html = Tag::new("html").with("lang", language(lang));
    markup.open(&html);
    head(&mut markup, &title);
    markup.break_line();
    let body = Tag::new("body");
    markup.open(&body);
    markup.append(content);
    let footer = Tag::new("footer");
    markup.open(&footer);
    markup.text(&text::page_footer(lang, env!("CARGO_PKG_VERSION")));
    markup.close(&footer);
    markup.break_line();
    markup.data(DATA, &json);
    markup.break_line();
    markup.close(&body);
    markup.close(&html);
    markup.break_line();
    Ok(markup.into_bytes())
}

fn head(markup: &mut Markup, title: &str) {
    let head = Tag::new("head");
    markup.open(&head);
    markup.void(&Tag::new("meta").with("charset", "utf-8"));
    let policy = format!("default-src 'none'; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'");
    markup.void(&Tag::new("meta").with("http-equiv", "Content-Security-Policy").with("content", policy));
    // Numbers of orders are no telephone numbers; figures of a shop are nobody else's.
    for (name, content) in [
        ("viewport", "width=device-width, initial-scale=1"),
        ("color-scheme", "light dark"),
        ("format-detection", "telephone=no"),
        ("referrer", "no-referrer"),
        ("robots", "noindex"),
    ] {
        markup.void(&Tag::new("meta").with("name", name).with("content", content));
    }
    let element = Tag::new("title");
    markup.open(&element);
    markup.text(title);
    markup.close(&element);
    markup.break_line();
    markup.style(STYLE);
    markup.close(&head);
}

/// A language as HTML names it.
fn language(lang: Lang) -> &'static str {
    lang.pick("zh-CN", "en")
}

/// The document in a page; nothing where a file is none, or holds none.
pub(crate) fn data(file: &str) -> Option<&str> {
    let file = file.trim_start_matches('\u{feff}').trim_start();
    let begin = file.get(..DOCTYPE.len())?;
    if !begin.eq_ignore_ascii_case(DOCTYPE) {
        return None;
    }
    // Whatever else the page says stands escaped, so the first such element is the one.
    let mut rest = file;
    while let Some((_, from)) = rest.split_once("<script ") {
        let (attributes, content) = from.split_once('>')?;
        if attributes.contains("id=\"tiyanfen\"") {
            return content.split_once("</script>").map(|(data, _)| data);
        }
        rest = content;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::block::{Breaks, Card, Cell, Column, Fact, Line, Paragraph, Span, Table, Tone};

    /// The main part of a page.
    fn main_of(blocks: &[Block], lang: Lang) -> String {
        let page = String::from_utf8(render(&(), blocks, lang).unwrap()).unwrap();
        let (_, from) = page.split_once("<main>").unwrap();
        from.split_once("</main>").unwrap().0.trim().to_owned()
    }

    #[test]
    fn blocks_are_elements() {
        let title = Line::new("抖店体验分", Tone::Strong).then("    五分制 own");
        let mut table = Table::new([Column::left("指标"), Column::right("得分")]);
        table.row([Cell::from("好评率"), "97.2".into()]);
        table.row(["— 不计分 —"]);
        let warned = Line::from("缺 ").then(Span::new("3 天 2026-10-01", Tone::Careful));
        let blocks = [
            Block::Section(vec![Paragraph::new(title).into(), Paragraph::new(warned).level(1).into()]),
            Block::Section(vec![
                Block::Heading("指标 & 数".into()),
                table.into(),
                Block::Section(vec![Block::Heading("里面".into())]),
            ]),
            Block::Section(vec![Block::List(Vec::new())]),
            Block::List(vec![Paragraph::new("甲"), Paragraph::new("乙")]),
            Block::Advice(Paragraph::new("怎么办")),
            Block::Details { summary: "更多".into(), blocks: vec![Paragraph::new("<细节>").into()] },
            Paragraph::new("tiyanfen").breaks(Breaks::Nowhere).into(),
        ];
        let expected = "<section><h1>抖店体验分</h1><p class=\"sub\">五分制 own</p><p class=\"in\">缺 \
            <span class=\"careful\">3 天 <span class=\"whole\">2026-10-01</span></span></p></section>\n\
            <section aria-labelledby=\"h1\"><h2 id=\"h1\">指标 &amp; 数</h2><table class=\"narrow\"><thead><tr>\
            <th scope=\"col\">指标</th><th scope=\"col\" class=\"n\">得分</th></tr></thead><tbody><tr>\
            <th scope=\"row\">好评率</th><td class=\"n\">97.2</td></tr><tr>\
            <td colspan=\"2\" class=\"between\">— 不计分 —</td></tr></tbody></table>\n\
            <section aria-labelledby=\"h2\"><h3 id=\"h2\">里面</h3></section></section>\
            <section><ul><li>甲</li><li>乙</li></ul><p class=\"advice\">怎么办</p>\
            <details><summary>更多</summary><p>&lt;细节&gt;</p></details>\
            <p class=\"typed\">tiyanfen</p></section>";
        assert_eq!(main_of(&blocks, Lang::Zh), expected);
    }

    #[test]
    fn cards_go_by_their_names() {
        let card = Card {
            title: "好评率".into(),
            figure: "94.2%".into(),
            note: "113/120".into(),
            facts: vec![Fact::new("points", "90.5")],
            ..Card::default()
        };
        let blocks = [Block::Section(vec![Block::Heading("Score".into()), Block::Cards(vec![card])])];
        let expected = "<section aria-labelledby=\"h1\"><h1 id=\"h1\">Score</h1><div class=\"cards\">\n\
            <article aria-labelledby=\"h2\"><h2 id=\"h2\"><span lang=\"zh-CN\">好评率</span></h2>\
            <p class=\"value\"><span class=\"figure\">94.2%</span></p><p class=\"note\">113/120</p>\
            <dl><div><dt>points</dt><dd>90.5</dd></div></dl></article></div></section>";
        assert_eq!(main_of(&blocks, Lang::En), expected);
    }

    #[test]
    fn the_document_is_found_in_its_page_and_nowhere_else() {
        let page =
            render(&serde_json::json!({ "a": "<b>&" }), &[Block::Heading("x".into())], Lang::Zh).unwrap();
        let page = String::from_utf8(page).unwrap();
        assert_eq!(data(&page), Some(r#"{"a":"\u003cb\u003e\u0026"}"#));
        // As a browser saves it.
        let saved = page.replace("<!DOCTYPE html>", "\u{feff}\n<!doctype HTML>");
        assert_eq!(data(&saved), data(&page));
        assert_eq!(data(&page.replace("id=\"tiyanfen\"", "id=\"other\"")), None);
        assert_eq!(data("{}"), None);
        assert_eq!(data("<!doctype html><p>"), None);
        assert_eq!(data("体验分"), None);
    }
}
