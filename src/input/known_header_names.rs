//! Finds the header of a table: the row with the most known names, and the kind of export whose signature it has.

use super::cell::clean;
use super::columns::{Columns, normalise};
use super::header::{HeaderMatch, KindReason, Mapping};
use crate::field::{Field, Kind};
use crate::shown_text::one_line;
use hashbrown::HashSet;

/// Every known header name, normalised.
#[derive(Debug)]
pub(super) struct KnownHeaderNames {
    all: HashSet<String>,
    /// By field: its names, best first.
    of_fields: Vec<Vec<String>>,
}

impl KnownHeaderNames {
    pub(super) fn of(columns: &Columns) -> KnownHeaderNames {
        let normalised = |field: &Field| columns.names(*field).iter().map(|name| normalise(name)).collect();
        let of_fields: Vec<Vec<String>> = Field::ALL.iter().map(normalised).collect();
        let others = columns.wrong_files.iter().flat_map(|wrong| wrong.names());
        let others = others.chain(columns.kind_overrides.iter().flat_map(|declared| &declared.header));
        let others = others.map(|name| normalise(name));
        KnownHeaderNames { all: of_fields.iter().flatten().cloned().chain(others).collect(), of_fields }
    }

    /// Whether a cell is a known name.
    fn holds(&self, cell: &str) -> bool {
        self.all.contains(&normalise(cell))
    }

    /// By field: where in a header (normalised names) its best name stands that is there.
    fn places(&self, header: &[String]) -> Vec<Option<usize>> {
        let place =
            |names: &Vec<String>| names.iter().find_map(|name| header.iter().position(|there| there == name));
        self.of_fields.iter().map(place).collect()
    }

    /// Whether a row is a header: of its cells that hold something a third or more are known names.
    pub(super) fn is_header(&self, row: &[String]) -> bool {
        let filled = row.iter().filter(|cell| !clean(cell).is_empty());
        let known = row.iter().filter(|cell| self.holds(cell)).count();
        known >= 2 && 3 * known >= filled.count()
    }

    /// Finds the header among the first rows of a table: the row with the most known names, the first of several.
    pub(super) fn find(&self, rows: &[Vec<String>], columns: &Columns) -> HeaderMatch {
        if rows.is_empty() {
            return HeaderMatch::Empty;
        }
        let named = |row: &Vec<String>| -> Vec<usize> {
            let cells = row.iter().enumerate().filter(|(_, cell)| self.holds(cell));
            cells.map(|(place, _)| place).collect()
        };
        let known: Vec<Vec<usize>> = rows.iter().map(named).collect();
        let counted =
            rows.iter().zip(&known).enumerate().map(|(place, (row, known))| (known.len(), place, row));
        match counted.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1))) {
            // An earlier row that is a header by itself stays the header: the rows between the two are its data.
            Some((1.., place, row)) => {
                let read = |row: &[String], place: usize| self.read(row, place, columns);
                let joined = joined(rows, &known, place);
                let earlier = rows.iter().zip(&known).take(place).enumerate();
                let earlier = earlier.filter(|(_, (_, known))| known.len() > 1);
                let mut earlier = earlier.map(|(place, (row, _))| read(row, place));
                let fits =
                    |found: &HeaderMatch| matches!(found, HeaderMatch::Fits(..) | HeaderMatch::Wrong(_));
                let found = joined.map(|(place, row)| read(&row, place)).filter(fits);
                let found = found.or_else(|| earlier.find(fits));
                found.unwrap_or_else(|| read(row, place))
            }
            _ => HeaderMatch::Unknown(Vec::new()),
        }
        .with_names(rows)
    }
}

/// A header of two rows whose upper names stand over nothing or over a group of lower ones: both in one, as the lower
/// row. `known` says of each row where known names stand, `place` is that of the row with most of them.
fn joined(rows: &[Vec<String>], known: &[Vec<usize>], place: usize) -> Option<(usize, Vec<String>)> {
    let uppers = place.checked_sub(1).into_iter().chain([place]);
    uppers.into_iter().find_map(|upper_place| {
        let (upper, lower) = (rows.get(upper_place)?, rows.get(upper_place + 1)?);
        let below = |place: usize| lower.get(place).filter(|cell| !clean(cell).is_empty());
        // Two headers one after the other are not one: a name of the upper row stands over nothing.
        let (above, known_below) = (known.get(upper_place)?, known.get(upper_place + 1)?);
        if above.is_empty() || known_below.len() < 2 || above.iter().any(|place| below(*place).is_some()) {
            return None;
        }
        let width = upper.len().max(lower.len());
        let cell = |place: usize| below(place).or(upper.get(place)).cloned().unwrap_or_default();
        Some((upper_place + 1, (0..width).map(cell).collect()))
    })
}

impl HeaderMatch {
    /// An unknown header with its first names.
    fn with_names(self, rows: &[Vec<String>]) -> HeaderMatch {
        match self {
            HeaderMatch::Unknown(_) => {
                HeaderMatch::Unknown(rows.iter().find_map(|row| names_of(row)).unwrap_or_default())
            }
            other => other,
        }
    }
}

/// The first names of a row that is a header beyond doubt: no cell of it could be a person's name, phone or address.
fn names_of(row: &[String]) -> Option<Vec<String>> {
    /// How many are shown.
    const SHOWN: usize = 6;
    /// How names of columns end.
    const ENDINGS: [&str; 30] = [
        "编号",
        "单号",
        "id",
        "编码",
        "时间",
        "日期",
        "金额",
        "价格",
        "单价",
        "数量",
        "状态",
        "类型",
        "名称",
        "方式",
        "原因",
        "姓名",
        "电话",
        "手机号",
        "地址",
        "备注",
        "规格",
        "标题",
        "昵称",
        "费",
        "率",
        "数",
        "款",
        "name",
        "time",
        "date",
    ];
    let cells = row.iter().map(|cell| clean(cell)).filter(|cell| !cell.is_empty());
    let cells: Vec<&str> = cells.collect();
    let is_name = |cell: &&&str| {
        let name = normalise(cell);
        ENDINGS.iter().any(|ending| name.ends_with(ending))
    };
    let holds_data =
        |cell: &&str| cell.chars().count() > 20 || cell.chars().filter(char::is_ascii_digit).count() > 2;
    let known = cells.iter().filter(is_name).count();
    if cells.len() < 2 || known < 2 || 2 * known < cells.len() || cells.iter().any(holds_data) {
        return None;
    }
    Some(cells.iter().take(SHOWN).map(|cell| one_line(cell).into_owned()).collect())
}

impl KnownHeaderNames {
    /// What a header row says; `row_number` is its place among the rows.
    fn read(&self, row: &[String], row_number: usize, columns: &Columns) -> HeaderMatch {
        let names: Vec<String> = row.iter().map(|cell| normalise(cell)).collect();
        let places = self.places(&names);
        let place = |field: Field| places.get(field as usize).copied().flatten();
        let has = |field: Field| place(field).is_some();
        let mapping = |kind: Kind, why: KindReason| Mapping::new(kind, why, row, &place);
        if let Some(declared) = columns.kind_overrides.iter().find(|declared| declared.fits(&names)) {
            let lacks = |kind: &&Kind| !kind.ids().iter().any(|field| has(*field));
            return if let Some(kind) = declared.kinds.iter().find(lacks) {
                HeaderMatch::Lacks(*kind)
            } else {
                let shares_rows = declared.kinds.len() > 1 || order_marks(&has) > 2;
                let own = |kind: &Kind| mapping(*kind, KindReason::Declared).sharing_rows(shares_rows);
                let mappings = declared.kinds.iter().map(own);
                HeaderMatch::Fits(mappings.collect(), row_number)
            };
        }
        if let Some(wrong) = columns.wrong_files.iter().position(|w| w.fits(&names)) {
            return HeaderMatch::Wrong(wrong);
        }
        let orders_only = place(Field::PayTime).or_else(|| place(Field::SubmitTime));
        match kind_of(&has) {
            Some((Kind::Refunds, fields)) if order_marks(&has) > 2 => {
                let of_orders = [Field::OrderId].into_iter().chain(ORDER_BESIDE).filter(|field| has(*field));
                let both =
                    [(Kind::Orders, of_orders.collect()), (Kind::Refunds, fields)].map(|(kind, fields)| {
                        let why = KindReason::Signature(fields);
                        mapping(kind, why).sharing_rows(true).beside_orders(orders_only)
                    });
                HeaderMatch::Fits(both.into(), row_number)
            }
            Some((kind, fields)) => {
                let orders_only = orders_only.filter(|_| order_marks(&has) > 1);
                let only = mapping(kind, KindReason::Signature(fields)).beside_orders(orders_only);
                HeaderMatch::Fits(vec![only], row_number)
            }
            None => HeaderMatch::Unknown(Vec::new()),
        }
    }
}

/// What a list of after-sales holds that is a list of orders as well: an after-sale repeats the product and the amount
/// of its order, but not how and when the order was made.
const ORDER_BESIDE: [Field; 4] =
    [Field::OrderStatus, Field::SubmitTime, Field::PayTime, Field::PromisedShipTime];

/// How much of [`ORDER_BESIDE`] a list of after-sales holds that names its orders: it is one of orders too where that is
/// three or more, and may be one where it is two. One of them must be when the orders were made.
fn order_marks(has: &dyn Fn(Field) -> bool) -> usize {
    let is_dated = has(Field::OrderId) && (has(Field::SubmitTime) || has(Field::PayTime));
    if is_dated { ORDER_BESIDE.iter().filter(|field| has(**field)).count() } else { 0 }
}

/// The kind whose signature (see EXPORTS.md) a header has, and the fields that were found. The order of the tests
/// matters: some exports have the columns of another kind besides their own.
fn kind_of(has: &dyn Fn(Field) -> bool) -> Option<(Kind, Vec<Field>)> {
    use Field::{
        Agent, ApplyTime, Dissatisfaction, OrderAmount, OrderId, OrderProductName, OrderStatus, ParcelOrder,
        ParcelPickupTime, ParcelSignTime, ParcelStatus, PayTime, ProductStars, PromisedShipTime, RefundId,
        RefundType, Reply3Min, ReplySeconds, ReviewLevel, ReviewText, ReviewTime, ServiceDate, Sessions,
        SubmitTime, Tracking,
    };
    let figures = [Reply3Min, ReplySeconds, Dissatisfaction];
    let order_marks = [OrderStatus, SubmitTime, OrderAmount, PromisedShipTime, OrderProductName, PayTime];
    let parcel_marks = [ParcelPickupTime, ParcelSignTime, ParcelStatus];
    /// Fields, and how many of them must be there.
    type Requirement<'f> = (&'f [Field], usize);
    let signatures: [(Kind, [Requirement<'_>; 2]); 5] = [
        (Kind::Refunds, [(&[RefundId], 1), (&[RefundType, ApplyTime], 1)]),
        (Kind::Reviews, [(&[ProductStars, ReviewLevel], 1), (&[ReviewTime, ReviewText], 1)]),
        (Kind::Orders, [(&[OrderId], 1), (&order_marks, 2)]),
        (Kind::Service, [(&figures, 1), (&[Agent, ServiceDate, Sessions], 1)]),
        (Kind::Logistics, [(&parcel_marks, 1), (&[Tracking, ParcelOrder], 1)]),
    ];
    signatures.into_iter().find_map(|(kind, required)| {
        let there = |fields: &[Field]| -> Vec<Field> { fields.iter().copied().filter(|f| has(*f)).collect() };
        let found = required.map(|(fields, least)| Some(there(fields)).filter(|f| f.len() >= least));
        let [Some(mut first), Some(second)] = found else { return None };
        first.extend(second);
        Some((kind, first))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::columns::KindOverride;

    fn read(row: &[String], columns: &Columns) -> HeaderMatch {
        KnownHeaderNames::of(columns).read(row, 0, columns)
    }

    fn header(names: &str) -> HeaderMatch {
        let row: Vec<String> = names.split(',').map(str::to_owned).collect();
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
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let HeaderMatch::Fits(mappings, _) = read(&names(&["订单号", "揽收时间", "支付时间"]), &columns)
        else {
            panic!()
        };
        let kinds: Vec<Kind> = mappings.iter().map(|m| m.kind).collect();
        assert_eq!(kinds, [Kind::Orders, Kind::Logistics]);
        assert_eq!(mappings[1].place(Field::ParcelPickupTime), Some(1));
        assert_eq!(mappings[1].place(Field::PayTime), None, "another kind's field");
        assert!(matches!(read(&names(&["单"]), &columns), HeaderMatch::Lacks(Kind::Orders)));
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
}
