//! No line of any report is wider than the page, whatever the rulebook, the language and the names; and what is shown of it
//! in short, as usual, with all particulars and with all columns belongs together.

use super::block::{Block, Breaks};
use super::format::text;
use super::{
    CaseTable, Detail, Document, NowBasis, Request, Style, Supposition, Trend, WatchRequest, build,
    build_cases, build_causes, build_check, build_forecast, build_industries, build_plan,
    build_rulebook_list, build_rulebook_page, build_trend, build_watch, build_what_if, build_why,
};
use crate::catalogue::Lang;
use crate::indicator::Indicator;
use crate::input::{self, Loaded, Options};
use crate::insight::forecast::OrdersToCome;
use crate::insight::{By, Change, Choice, SupposedCase};
use crate::rulebook::{Rulebook, ShopProfile};
use crate::scorecard::{Claims, Manual};
use crate::time::{AsOfBasis, Day, Stamp};
use unicode_width::UnicodeWidthStr;

const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];
/// A product and a shop may be called anything.
const LONG_NAME: &str =
    "名字特别长的<script>商品“手工”，Bag\u{202e}with-a-very-long-English-name 一二三四五六七八九十";

/// So many cases are as good as all.
const FEW: usize = 8;

/// Blocks without what is copied, which is not broken.
fn broken(blocks: &[Block]) -> Vec<Block> {
    let kept = |block: &Block| match block {
        Block::Section(blocks) => Some(Block::Section(broken(blocks))),
        Block::Details { summary, blocks } => {
            Some(Block::Details { summary: summary.clone(), blocks: broken(blocks) })
        }
        Block::Paragraph(paragraph) | Block::Advice(paragraph) if paragraph.breaks == Breaks::Nowhere => None,
        Block::Verbatim { .. } => None,
        block => Some(block.clone()),
    };
    blocks.iter().filter_map(kept).collect()
}

fn tables(blocks: &[Block]) -> Vec<&super::Table> {
    fn of(block: &Block) -> Vec<&super::Table> {
        match block {
            Block::Section(blocks) | Block::Details { blocks, .. } => tables(blocks),
            Block::Table(table) => vec![table],
            _ => Vec::new(),
        }
    }
    blocks.iter().flat_map(of).collect()
}

fn shown(blocks: &[Block], lang: Lang, style: Style) -> String {
    String::from_utf8(text::render(blocks, lang, style)).unwrap()
}

fn check(document: &impl Document, about: &str, widths: impl Iterator<Item = usize>) {
    let all: Vec<(Lang, Vec<Block>)> = LANGS.map(|lang| (lang, document.blocks(lang))).into();
    for width in widths {
        for (lang, blocks) in &all {
            let style = Style::PLAIN.for_width(width);
            let of = |detail, blocks: &[Block]| shown(blocks, *lang, Style { detail, ..style });
            for line in [Detail::Usual, Detail::All].iter().flat_map(|detail| {
                of(*detail, &broken(blocks)).lines().map(str::to_owned).collect::<Vec<_>>()
            }) {
                assert!(line.width() <= width, "{about} at {width}: {} columns: {line}", line.width());
                assert_eq!(line.trim_end(), line, "{about}: blanks at the end");
            }
            let (brief, usual) = (of(Detail::Brief, blocks), of(Detail::Usual, blocks));
            assert!(
                usual.starts_with(&brief),
                "{about} at {width}: brief is no beginning:\n{brief}\n{usual}"
            );
            assert!((1..=5).contains(&brief.lines().count()), "{about} at {width}: {brief}");
            for line in brief.lines() {
                assert!(line.width() <= width, "{about} in short at {width}: {line}");
            }
        }
    }
    for (lang, blocks) in &all {
        // Whoever wants everything gets everything: no heading is missing, and no line tells of more.
        let style = Style { detail: Detail::All, wide: true, ..Style::PLAIN };
        let everything = shown(blocks, *lang, style);
        for column in tables(blocks).iter().flat_map(|table| &table.columns) {
            assert!(everything.contains(&column.heading), "{about}: {}", column.heading);
        }
        assert!(!everything.contains("--wide") && !everything.contains("--all"), "{about}: {everything}");
    }
}

fn demo() -> Loaded {
    let clock = Stamp::from_date(chrono::NaiveDate::from_ymd_opt(2030, 1, 1).unwrap()).unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo");
    input::load(&Options::new(vec![folder.into()], clock)).unwrap()
}

/// Gives every case a long name.
fn with_long_names(mut cases: CaseTable) -> CaseTable {
    for row in &mut cases.cases {
        for name in [&mut row.product_name, &mut row.carrier, &mut row.creator, &mut row.reason] {
            name.replace_range(.., LONG_NAME);
        }
    }
    cases
}

#[test]
fn no_line_is_wider_than_the_page() {
    let (loaded, manual) = (demo(), Manual::new());
    let rulebooks = Rulebook::all_built_in().unwrap();
    check(&build_rulebook_list(&rulebooks), "rulebooks", 80..=120);
    check(&build_industries(&rulebooks), "industries", 80..=120);
    for rulebook in &rulebooks {
        let id = &rulebook.id;
        // Many widths under the default, the ends and the middle under the others.
        let ends = || (80..=120).step_by(20);
        let widths = || (80..=120).step_by(if rulebook.default { 4 } else { 20 });
        check(&build_rulebook_page(rulebook.clone()), id, widths());
        check(&build_check(&loaded, rulebook, 0.01, None), id, widths());
        // Under the default on days with few data, too.
        let days = ["2026-10-30", "2026-08-15", "2026-07-05"].into_iter();
        for day in days.take(if rulebook.default { 3 } else { 1 }) {
            let request = |shop: &str| Request {
                loaded: &loaded,
                sums: None,
                rulebook,
                as_of: Day::parse(day).unwrap(),
                as_of_basis: AsOfBasis::DayBeforeNewestEvent,
                manual: &manual,
                profile: ShopProfile::default(),
                claims: Claims::default(),
                notes: Vec::new(),
                rules: Some(id.clone()),
                weakest: 24,
                shop_name: Some(shop.to_owned()),
                config: Some("tiyanfen.toml".to_owned()),
                arguments: vec!["fixtures/demo".to_owned()],
                fail_under: None,
                history: None,
            };
            let usual = request("一家名字不短的抖音小店");
            for shop in ["小店", LONG_NAME] {
                if let Ok((mut report, _)) = build(request(shop)) {
                    check(&report, id, widths());
                    for cause in &mut report.causes {
                        cause.name = Some(LONG_NAME.to_owned());
                    }
                    check(&report, id, widths());
                }
            }
            for orders in [OrdersToCome::AsBefore, OrdersToCome::None, OrdersToCome::PerDay(1234.5)] {
                if let Ok((forecast, _)) = build_forecast(&usual, 90, orders) {
                    check(&forecast, id, ends());
                }
            }
            for days in [30, 366] {
                if let Ok((trend, _)) = build_trend(&usual, days) {
                    check(&trend, id, widths());
                }
            }
            for by in [None, Some(By::Product)] {
                if let Ok((why, _)) = build_why(&usual, usual.as_of.plus(-7), by) {
                    check(&why, id, widths());
                }
            }
            if let Ok((plan, _)) = build_plan(&usual, None) {
                check(&plan, id, widths());
            }
            let changes = [SupposedCase::ALL[0], SupposedCase::ALL[1]];
            let changes = changes.map(|case| Change { case, hours: None, count: 1, undo: false });
            let supposition = Supposition {
                changes: changes.into(),
                without: Vec::new(),
                manual: Manual::new(),
                set: Vec::new(),
            };
            if let Ok((what_if, _)) = build_what_if(&usual, &supposition) {
                check(&what_if, id, widths());
            }
            let now = Stamp::from_date(usual.as_of.plus(1).date()).unwrap();
            let asked = WatchRequest { now, basis: NowBasis::Argument, within: 48.0 };
            check(&build_watch(&usual, asked).0, id, widths());
            for indicator in Indicator::ALL.into_iter().filter(|_| day == "2026-10-30") {
                if let Ok((causes, _)) = build_causes(&usual, indicator) {
                    check(&causes, id, ends());
                }
                let mut cases = build_cases(&usual.analysis(), indicator, Choice::Denominator, 30);
                cases.cases.truncate(FEW);
                check(&cases, id, widths());
                check(&with_long_names(cases), id, widths());
            }
        }
    }
}

/// Of a month's trend at 80 columns the ends that matter less have left, and are there again at 120.
#[test]
fn columns_leave_a_trend_in_the_stated_order() {
    let (loaded, manual) = (demo(), Manual::new());
    let rulebook = Rulebook::default_rulebook().unwrap();
    let request = Request {
        loaded: &loaded,
        sums: None,
        rulebook: &rulebook,
        as_of: Day::parse("2026-10-30").unwrap(),
        as_of_basis: AsOfBasis::Argument,
        manual: &manual,
        profile: ShopProfile::default(),
        claims: Claims::default(),
        notes: Vec::new(),
        rules: None,
        weakest: 3,
        shop_name: None,
        config: None,
        arguments: Vec::new(),
        fail_under: None,
        history: None,
    };
    let trend: Trend = build_trend(&request, 30).unwrap().0;
    let told = |width: usize| {
        let text = shown(&trend.blocks(Lang::Zh), Lang::Zh, Style::PLAIN.for_width(width));
        text.lines().find(|line| line.contains("--wide")).map(str::to_owned)
    };
    assert_eq!(told(80).as_deref(), Some("放不下的 3 列：首日、最低、最高（--wide 全部显示）"));
    assert_eq!(told(100).as_deref(), Some("放不下的 1 列：最高（--wide 全部显示）"));
    assert_eq!(told(120), None);
}
