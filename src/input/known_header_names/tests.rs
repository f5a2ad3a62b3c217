use super::*;

fn read(row: &[&str], columns: &Columns) -> HeaderMatch {
    let known = KnownHeaderNames::of(columns);
    known.read(&(row, known.numbers(row)), 0, columns)
}

fn header(names: &str) -> HeaderMatch {
    let row: Vec<&str> = names.split(',').collect();
    read(&row, &Columns::built_in())
}

fn kind(names: &str) -> Option<Kind> {
    match header(names) {
        HeaderMatch::Fits(mappings, _) => mappings.first().map(|mapping| mapping.kind),
        _ => None,
    }
}

#[test]
fn kinds_are_told_by_their_columns() {
    assert_eq!(kind("售后单号,订单号,商品单号,售后类型,售后状态,应付金额（元）"), Some(Kind::Refunds));
    assert_eq!(kind("评价日期,订单ID,商品ID,商品名称,商品评价得分,评价内容"), Some(Kind::Reviews));
    assert_eq!(kind("主订单编号,子订单编号,选购商品,订单状态,支付完成时间"), Some(Kind::Orders));
    assert_eq!(kind("客服昵称,接待会话量,全天3分钟回复率"), Some(Kind::Service));
    assert_eq!(kind("运单号,订单编号,物流公司,揽收时间,签收时间"), Some(Kind::Logistics));
    assert_eq!(kind("姓名,电话"), None);
    assert_eq!(kind("订单编号,金额"), None);
}

#[test]
fn a_name_is_known_in_every_form_in_which_it_is_written() {
    let known = KnownHeaderNames::of(&Columns::built_in());
    for (cell, is_known) in [
        ("订单号", true),
        ("　订单号\t", true),
        ("=\"订单号\"", true),
        ("\u{feff}'订单号", true),
        ("支付 时间", true),
        ("３分钟回复率", known.numbers.contains_key("3分钟回复率")),
        ("3分钟回复率", known.numbers.contains_key("3分钟回复率")),
        ("Order_ID", true),
        ("2026-09-01", false),
        ("龘", false),
        ("", false),
    ] {
        assert_eq!(known.number(cell).is_some(), is_known, "{cell}");
        assert_eq!(known.number(cell), known.numbers.get(&normalise(cell)).copied(), "{cell}");
    }
}

#[test]
fn wrong_files_are_named() {
    let columns = Columns::built_in();
    for (names, id) in [
        ("订单号,结算时间,结算金额,下单时间,订单状态,商品名称", "settlement"),
        ("动账时间,动帐流水号,订单号", "fund-movements"),
        ("动账流水号,账户方向,金额", "account-ledger"),
        ("保险单号,订单号,保费", "freight-insurance"),
        ("退款口径,售卖类型,退款率", "compass-refunds"),
        ("订单编号,平台单号,订单状态,下单时间,支付时间", "erp"),
    ] {
        let HeaderMatch::Wrong(place) = header(names) else { panic!("{names}") };
        assert_eq!(columns.wrong_files[place].id, id);
    }
}

#[test]
fn a_file_may_fill_several_kinds_where_its_user_says_so() {
    let mut columns = Columns::built_in();
    let declared = |header: &[&str], kinds: &[Kind]| KindOverride {
        header: header.iter().map(|name| (*name).to_owned()).collect(),
        kinds: kinds.to_vec(),
    };
    columns.kind_overrides = vec![
        declared(&["订单号", "揽收时间"], &[Kind::Orders, Kind::Logistics]),
        declared(&["单"], &[Kind::Orders]),
    ];
    let HeaderMatch::Fits(mappings, _) = read(&["订单号", "揽收时间", "支付时间"], &columns)
    else {
        panic!()
    };
    let kinds: Vec<Kind> = mappings.iter().map(|m| m.kind).collect();
    assert_eq!(kinds, [Kind::Orders, Kind::Logistics]);
    assert_eq!(mappings[1].place(Field::ParcelPickupTime), Some(1));
    assert_eq!(mappings[1].place(Field::PayTime), None, "another kind's field");
    assert!(matches!(read(&["单"], &columns), HeaderMatch::Lacks(Kind::Orders)));
}

#[test]
fn the_first_alias_present_wins_wherever_it_stands() {
    let HeaderMatch::Fits(mappings, _) = header("订单号,主订单编号,订单状态,支付时间,支付完成时间")
    else {
        panic!()
    };
    let [mapping] = &mappings[..] else { panic!() };
    assert_eq!(mapping.place(Field::OrderId), Some(1));
    assert_eq!(mapping.place(Field::PayTime), Some(4));
}

#[test]
fn what_begins_like_no_known_name_is_none() {
    use proptest::prelude::*;
    let names = KnownHeaderNames::of(&Columns::built_in());
    let character = prop::sample::select(
        "订单编号商品3分钟回复率率时秒元aAkKsS0-_#.,\t '`=\"()（）Ａ３＝\u{301}\u{200b}\u{feff}\u{212a}か\u{3099}".chars().collect::<Vec<_>>(),
    );
    let cell = prop::collection::vec(character, 0..6).prop_map(String::from_iter);
    let known: Vec<String> = names.numbers.keys().cloned().collect();
    let of_name = (cell.clone(), prop::sample::select(known), cell.clone())
        .prop_map(|(before, name, behind)| before + &name + &behind);
    let config = ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() };
    proptest!(config, |(cell in prop_oneof![cell, of_name])| {
        prop_assert_eq!(names.number(&cell), names.numbers.get(&normalise(&cell)).copied(), "{:?}", cell);
    });
    for name in names.numbers.keys() {
        assert_eq!(names.number(name), names.numbers.get(&normalise(name)).copied(), "{name}");
    }
}
