//! No headline and no sentence of any report is wider than a terminal, whatever the rulebook and the language.

use super::block::{Block, Breaks, Cell};
use super::format::text;
use super::{
    Document, Request, Style, build, build_check, build_forecast, build_industries, build_rulebook_list,
    build_rulebook_page, build_trend,
};
use crate::catalogue::Lang;
use crate::input::{self, Loaded, Options};
use crate::insight::forecast::OrdersToCome;
use crate::rulebook::{Rulebook, ShopProfile};
use crate::scorecard::{Claims, Manual};
use crate::time::{AsOfBasis, Day, Stamp};
use unicode_width::UnicodeWidthStr;

/// How wide a terminal is.
const SCREEN: usize = 100;

/// Blocks of sentences. Tables of figures may be wider, and what is typed or copied is not broken.
fn sentences(block: &Block) -> Vec<Block> {
    match block {
        Block::Section(blocks) | Block::Details { blocks, .. } => blocks.iter().flat_map(sentences).collect(),
        Block::Table(table) => {
            let is_prose = table.rows.iter().flatten().any(|cell| matches!(cell, Cell::Sentence(_)));
            is_prose.then(|| block.clone()).into_iter().collect()
        }
        Block::Paragraph(paragraph) if paragraph.breaks == Breaks::Nowhere => Vec::new(),
        Block::Verbatim { .. } => Vec::new(),
        block => vec![block.clone()],
    }
}

fn check(document: &impl Document, about: &str) {
    for lang in [Lang::Zh, Lang::En] {
        let blocks: Vec<Block> = document.blocks(lang).iter().flat_map(sentences).collect();
        let said = String::from_utf8(text::render(&blocks, lang, Style::PLAIN)).unwrap();
        for line in said.lines() {
            assert!(line.width() <= SCREEN, "{about}: {} columns: {line}", line.width());
        }
    }
}

fn demo() -> Loaded {
    let clock = Stamp::from_date(chrono::NaiveDate::from_ymd_opt(2030, 1, 1).unwrap()).unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");
    input::load(&Options::new(vec![folder.into()], clock)).unwrap()
}

#[test]
fn no_sentence_is_wider_than_a_terminal() {
    let (loaded, manual) = (demo(), Manual::new());
    let rulebooks = Rulebook::all_built_in().unwrap();
    check(&build_rulebook_list(&rulebooks), "rulebooks");
    check(&build_industries(&rulebooks), "industries");
    for rulebook in &rulebooks {
        let id = &rulebook.id;
        check(&build_rulebook_page(rulebook.clone()), id);
        check(&build_check(&loaded, rulebook, 0.01, None), id);
        for day in ["2026-07-05", "2026-08-15", "2026-10-30"] {
            let request = || Request {
                loaded: &loaded,
                rulebook,
                as_of: Day::parse(day).unwrap(),
                as_of_basis: AsOfBasis::DayBeforeNewestEvent,
                manual: &manual,
                profile: ShopProfile::default(),
                claims: Claims::default(),
                notes: Vec::new(),
                rules: Some(id.clone()),
                weakest: 24,
                shop_name: Some("一家名字不短的抖音小店".to_owned()),
                config: None,
                arguments: vec!["fixtures/demo".to_owned()],
                fail_under: None,
                history: None,
            };
            if let Ok((report, _)) = build(request()) {
                check(&report, id);
            }
            for orders in [OrdersToCome::AsBefore, OrdersToCome::None, OrdersToCome::PerDay(1234.5)] {
                if let Ok((forecast, _)) = build_forecast(&request(), 90, orders) {
                    check(&forecast, id);
                }
            }
            for days in [30, 366] {
                if let Ok((trend, _)) = build_trend(&request(), days) {
                    check(&trend, id);
                }
            }
        }
    }
}
