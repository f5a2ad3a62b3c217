use super::*;
use crate::report::block::{Card, Cell, Chart, Column, Fact, Headline, Span, Sparkline, Table};

fn page(blocks: &[Block]) -> String {
    render(blocks, "标题", Lang::Zh, Style::PLAIN)
}

/// What stands between the tags.
fn text_of(html: &str) -> String {
    let body = html.split_once("<body").unwrap().1;
    let parts: Vec<&str> =
        body.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    parts.join("").split_whitespace().collect::<Vec<_>>().join(" ")
}

const HOSTILE: &str = "<script>alert(1)</script>\" onload='x' &amp; \u{202e}gnp.exe\u{0}";

#[test]
fn whatever_a_text_holds_is_text() {
    let mut table = Table::new([Column::left(HOSTILE)]);
    table.row([HOSTILE]);
    let line = Line::new(HOSTILE, Tone::Bad);
    let card = Card { title: line.clone(), figure: line.clone(), note: line.clone(), ..Card::default() };
    let headline = Headline {
        title: line.clone(),
        scale: HOSTILE.to_owned(),
        beside: vec![Fact::new(HOSTILE, HOSTILE)],
        ..Headline::default()
    };
    let blocks = [
        Block::Heading(line.clone()),
        Block::Paragraph(Paragraph::new(line.clone())),
        Block::Advice(Paragraph::new(line.clone())),
        Block::List(vec![Paragraph::new(line.clone())]),
        Block::Verbatim { level: 1, lines: vec![line] },
        table.into(),
        headline.into(),
        Block::Cards(vec![card]),
    ];
    let html = render(&blocks, HOSTILE, Lang::En, Style::PLAIN);
    assert!(!html.contains("<script") && !html.contains('\u{202e}') && !html.contains('\0'), "{html}");
    assert_eq!(html.matches("&lt;script&gt;").count(), 15, "{html}");
    for fetched in ["http:", "https:", "src=", "url(", "<img", "<link", "<svg", "@import", "class="] {
        assert!(!html.contains(fetched), "{fetched}");
    }
}

#[test]
fn sections_are_rows_of_the_page_and_empty_ones_are_none() {
    let section = |text: &str| Block::Section(vec![Paragraph::new(text).into()]);
    let details = Block::Details { summary: "more".into(), blocks: vec![section("hidden")] };
    let html = page(&[
        section("one"),
        Block::Section(vec![details.clone()]),
        Block::Section(Vec::new()),
        section("two"),
    ]);
    assert_eq!(text_of(&html), "one two 这封信由 tiyanfen 自动发出。");
    assert_eq!(html.matches("<tr><td style=\"background-color:#ffffff").count(), 2);
    let all =
        render(std::slice::from_ref(&details), "", Lang::En, Style { detail: Detail::All, ..Style::PLAIN });
    assert_eq!(text_of(&all), "more hidden Sent automatically by tiyanfen.");
    let brief = Style { detail: Detail::Brief, ..Style::PLAIN };
    let brief = render(&[section("one"), details, section("two")], "", Lang::En, brief);
    assert_eq!(text_of(&brief), "one Sent automatically by tiyanfen.");
}

#[test]
fn wide_tables_lose_columns_by_rank() {
    let column = |n: u8| Column::right(format!("c{n}")).rank(n);
    let mut table = Table::new([Column::left("name")].into_iter().chain((0..8).map(column)));
    table.row(["x", "0", "1", "2", "3", "4", "5", "6", "7"]);
    table.row(["all alone"]);
    let html = page(&[table.into()]);
    assert_eq!(text_of(&html), "namec0c1c2c3c4 x01234 all alone 这封信由 tiyanfen 自动发出。");
    assert!(html.contains("<td colspan=\"6\""));
}

#[test]
fn bars_and_courses_need_no_drawing() {
    let mut table = Table::default();
    let course = Sparkline { values: vec![Some(1.0), None, Some(2.0)], lowest: 1.0, highest: 2.0 };
    table.row([Cell::Bar(0.25), Cell::Sparkline(course)]);
    let html = page(&[table.into()]);
    assert!(html.contains("width:30px;") && html.contains("width:120px;"), "{html}");
    assert!(html.contains("▁&nbsp;█"), "{html}");
}

#[test]
fn a_chart_is_what_stands_in_its_place() {
    let chart = Chart {
        title: "total".into(),
        description: String::new(),
        days: Vec::new(),
        last_known: None,
        curves: Vec::new(),
        band: None,
        borders: Vec::new(),
        scale: (0.0, 5.0),
        decimals: 2,
        instead: vec![Paragraph::new("4.51").into()],
    };
    let columns = Block::Columns(vec![
        vec![chart.into()],
        vec![Paragraph::new(Line::from(Span::new("b", Tone::Good))).into()],
    ]);
    assert_eq!(text_of(&page(&[columns])), "4.51 b 这封信由 tiyanfen 自动发出。");
}
