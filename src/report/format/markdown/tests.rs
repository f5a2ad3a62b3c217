//! Whatever a text holds, Markdown shows it as text.

use super::render;
use crate::catalogue::Lang;
use crate::report::block::{Block, Breaks, Cell, Column, Line, Paragraph, Span, Table, Tone};
use crate::report::style::{Detail, Style};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use unicode_normalization::UnicodeNormalization;

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<@all>",
    "<at user_id=\"all\"></at>",
    "@octocat @所有人",
    "a@b.example",
    "https://evil.example/?a=1&b=2",
    "www.evil.example",
    "[点我](https://evil.example)",
    "![图](x.png)",
    "<https://evil.example>",
    "**粗** __粗__ *斜* _斜_ ~~删~~",
    "500g*2袋*3",
    "`代码` ``两个`` ```",
    "# 标题",
    "1. 一",
    "- 点",
    "+ 点",
    "---",
    "===",
    "> 引",
    "| a | b |",
    "a|b\\|c",
    "末尾\\",
    "&lt;b&gt; &#60; &amp",
    "[x]: https://evil.example",
    "^[脚注]",
    "$x$",
    "第一行\n# 第二行",
    "\u{202E}倒\u{2066}",
];

fn said(block: impl Into<Block>, detail: Detail) -> String {
    let style = Style { detail, ..Style::PLAIN };
    String::from_utf8(render(&[block.into()], Lang::Zh, style)).unwrap()
}

fn line(text: &str, tone: Tone) -> String {
    said(Paragraph::new(Line::new(text, tone)), Detail::Usual)
}

/// What a reader of Markdown makes of it, and the text that is left.
fn read(markdown: &str) -> (Vec<Event<'_>>, String) {
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, extensions()).collect();
    let mut text = String::new();
    for event in &events {
        if let Event::Text(part) | Event::Code(part) = event {
            text.push_str(part);
        }
    }
    (events, text)
}

/// All but those that change texts.
fn extensions() -> Options {
    Options::all() - Options::ENABLE_SMART_PUNCTUATION
}

/// Twins and blanks apart.
fn alike(text: &str) -> String {
    let shown = crate::shown_text::without_direction_marks(text).replace(char::is_control, " ");
    let shown = shown.replace("->", "→");
    shown.nfkc().filter(|c| !c.is_whitespace()).collect()
}

fn is_text(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(tag, Tag::Paragraph | Tag::Strong),
        Event::End(_) | Event::Text(_) | Event::Code(_) => true,
        _ => false,
    }
}

#[test]
fn hostile_texts_stay_texts() {
    for text in HOSTILE {
        for markdown in [line(text, Tone::Plain), line(text, Tone::Strong)] {
            let (events, shown) = read(&markdown);
            assert!(events.iter().all(is_text), "{markdown}: {events:?}");
            assert!(!markdown.contains('<'), "{markdown}");
            assert_eq!(alike(&shown), alike(text), "{markdown}");
        }
        let mut table = Table::new([Column::left(*text), Column::right("n")]);
        table.row([Cell::from(*text), Line::new(*text, Tone::Strong).into()]);
        table.row([*text]);
        let markdown = said(table.clone(), Detail::Usual);
        let cells = |line: &str| line.replace("\\|", "").matches('|').count();
        assert!(markdown.lines().all(|line| cells(line) == 3), "{markdown}");
        let (events, _) = read(&markdown);
        let is_cell = |event: &&Event<'_>| matches!(event, Event::Start(Tag::TableCell));
        assert_eq!(events.iter().filter(is_cell).count(), 6, "{markdown}");
        let (_, shown) = read(&said(table, Detail::Brief));
        assert!(alike(&shown).contains(&alike(text)), "{shown}");
    }
}

#[test]
fn what_is_copied_stands_as_code() {
    let cases = [
        ("用 --set im_reply_3min_rate=0.95 补上", "用 `--set` `im_reply_3min_rate=0.95` 补上\n"),
        ("（im_reply_3min_rate）", "（`im_reply_3min_rate`）\n"),
        ("见 https://a.example/b, 或", "见 `https://a.example/b`, 或\n"),
        ("slow_pickup@30 -0.011", "`slow_pickup@30` -0.011\n"),
        ("4.51 - 4.60", "4.51 - 4.60\n"),
        ("-0.11 分", "-0.11 分\n"),
        ("4.43 -> 4.53", "4.43 → 4.53\n"),
        ("2026-10-30 起", "2026-10-30 起\n"),
    ];
    for (text, markdown) in cases {
        assert_eq!(line(text, Tone::Plain), markdown);
    }
    let command = Paragraph::new("逐单：tiyanfen cases a_b --misses 'C:\\导 出*'").breaks(Breaks::Nowhere);
    assert_eq!(said(command, Detail::Usual), "逐单：`tiyanfen cases a_b --misses 'C:\\导 出*'`\n");
}

#[test]
fn tones_are_signs() {
    let toned = |text: &str, tone| line(text, tone);
    assert_eq!(toned("达标", Tone::Good), "✓ 达标\n");
    assert_eq!(toned("✗ 没达标", Tone::Bad), "✗ 没达标\n");
    assert_eq!(toned("0.12", Tone::Bad), "**0.12**\n");
    assert_eq!(toned("-0.12", Tone::Bad), "-0.12\n");
    assert_eq!(toned("样本少", Tone::Careful), "⚠ 样本少\n");
    let line = Line::from("失分").then(Span::new("0.12", Tone::Bad)).then("：商品");
    assert_eq!(said(Paragraph::new(line), Detail::Usual), "失分**0.12**：商品\n");
    // Beside a letter the mark behind punctuation would not close.
    let line = Line::new("总分（估算）", Tone::Strong).then("近30天");
    assert_eq!(said(Paragraph::new(line), Detail::Usual), "**总分（估算）** 近30天\n");
}

#[test]
fn a_message_is_never_too_long_and_says_so() {
    for name in HOSTILE.iter().map(|name| name.repeat(30)).chain(["👨\u{200D}👩\u{200D}👧".repeat(30)])
    {
        for count in [1, 3, 10, 100] {
            let mut table = Table::new([Column::left("商品"), Column::left(name.as_str())]);
            (0..count).for_each(|_| table.row([name.as_str(), name.as_str()]));
            let title = Paragraph::new(Line::new(name.as_str(), Tone::Strong).then(" 4.51 / 5.00"));
            let section = Block::Section(vec![title.into(), table.into()]);
            let message = said(section, Detail::Brief);
            assert!(message.len() < 4096, "{}", message.len());
            assert!(message.contains("4.51 / 5.00"), "{message}");
            if count == 100 {
                assert!(message.ends_with("（内容太长，后面省略；完整的见 --format text）\n"), "{message}");
            }
            let (events, _) = read(&message);
            let is_html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
            assert!(!events.iter().any(is_html), "{message}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_stays_text(text in r"[-#*_`<>\[\]()!&|~\\+=.@:/ a-c0-2一。\u{202e}]{0,24}", strong: bool) {
        let markdown = line(&text, if strong { Tone::Strong } else { Tone::Plain });
        let (events, shown) = read(&markdown);
        prop_assert!(events.iter().all(is_text), "{:?}: {:?}", markdown, events);
        prop_assert_eq!(alike(&shown), alike(&text));
        let is_bold = events.contains(&Event::Start(Tag::Strong));
        prop_assert_eq!(is_bold, strong && !alike(&text).is_empty(), "{:?}", markdown);
    }

    #[test]
    fn any_cell_stays_one_cell(text in r"[-|\\`_a<*@ ]{0,16}") {
        let mut table = Table::new([Column::left("名"), Column::left("n")]);
        table.row([text.as_str(), "1"]);
        let markdown = said(table, Detail::Usual);
        let (events, _) = read(&markdown);
        let cells = events.iter().filter(|event| matches!(event, Event::Start(Tag::TableCell))).count();
        prop_assert_eq!(cells, 4);
        prop_assert!(events.contains(&Event::Text("1".into())), "{}", markdown);
    }
}
