//! Which row is the header, which kind of export it belongs to, and which columns hold the fields.

use super::cell::clean;
use super::cells::Column;
use super::columns::{Columns, normalise};
use super::split::WantedColumns;
use crate::field::{Field, Kind};
use crate::shown_text::one_line;
use std::collections::HashSet;

/// Where the fields of a file stand.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// What the file is.
    pub kind: Kind,
    /// Why it is taken for that.
    pub why: KindReason,
    /// By field: its column.
    columns: [Column; FIELDS],
    /// By field: the column of dates beside its column of times of day, 订单提交日期 beside 订单提交时间.
    date_columns: [Column; FIELDS],
    /// The header's names, cleaned.
    names: Vec<String>,
    /// The same as they may be shown.
    shown: Vec<String>,
    named_width: usize,
    id_columns: Vec<(Field, usize)>,
    /// By field: its place among the columns of ids.
    id_places: [u8; FIELDS],
    wanted_columns: WantedColumns,
    /// Its rows may belong to another kind that is read from the same table.
    pub(super) shares_rows: bool,
    /// The letter behind every order id, which is left out.
    order_id_letter: Option<u8>,
    /// Where it holds, or may hold, orders and after-sales: a column that only orders have.
    orders_only: Option<usize>,
}

/// Why a file is taken for a kind.
#[derive(Debug, Clone)]
pub enum KindReason {
    /// It has the columns of some fields, the kind's signature.
    Signature(Vec<Field>),
    /// The user's table of columns says so.
    Declared,
}

/// What the first rows of a table say.
#[derive(Debug)]
pub(super) enum HeaderMatch {
    /// An export of one kind or of several, and the place of the header among the rows.
    Fits(Vec<Mapping>, usize),
    /// The user's table of columns declares a kind, but there is no column by which its rows could be told apart.
    Lacks(Kind),
    /// A file that operators pick by mistake: its place in [`Columns::wrong_files`].
    Wrong(usize),
    /// No row has a known name, or too few of them; the names of what looks like a header.
    Unknown(Vec<String>),
    /// There are no rows.
    Empty,
}

/// How many fields there are.
const FIELDS: usize = Field::ALL.len();

impl Mapping {
    /// The column of a field.
    #[inline]
    pub(crate) fn place(&self, field: Field) -> Option<usize> {
        self.column(field).place()
    }

    /// The column of a field, or none.
    #[inline(always)]
    pub(super) fn column(&self, field: Field) -> Column {
        self.columns[field as usize]
    }

    /// The column that holds the date of a field of times of day, or none.
    #[inline(always)]
    pub(super) fn date_column(&self, field: Field) -> Column {
        self.date_columns[field as usize]
    }

    /// The place of a field in [`Mapping::id_columns`]; behind all of them where it is no id.
    #[inline(always)]
    pub(super) fn id_place(&self, field: Field) -> usize {
        usize::from(self.id_places[field as usize])
    }

    /// The name of a field's column in the file, on one line.
    pub(crate) fn name(&self, field: Field) -> &str {
        self.place(field).and_then(|p| self.shown.get(p)).map_or("", String::as_str)
    }

    /// The fields that have a column.
    pub(crate) fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        Field::ALL.iter().copied().filter(|f| self.place(*f).is_some())
    }

    /// The header's names, cleaned.
    pub(super) fn header(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// How many columns the header has, unnamed ones too.
    pub(super) fn width(&self) -> usize {
        self.names.len()
    }

    /// How many columns there are up to the last one with a name: no row has fewer cells.
    pub(super) fn named_width(&self) -> usize {
        self.named_width
    }

    /// The columns that readers ask for.
    pub(super) fn wanted_columns(&self) -> &WantedColumns {
        &self.wanted_columns
    }

    #[inline]
    pub(super) fn order_id_letter(&self) -> Option<u8> {
        self.order_id_letter
    }

    /// Leaves a letter out that stands behind every order id.
    pub(super) fn leave_out_letter(&mut self, letter: u8) {
        self.order_id_letter = Some(letter);
    }

    /// The columns of ids: see [`Field::is_id`].
    pub(super) fn id_columns(&self) -> &[(Field, usize)] {
        &self.id_columns
    }

    /// Whether a text is the header's name of a column.
    pub(super) fn is_name_of(&self, column: usize, text: &str) -> bool {
        self.names.get(column).is_some_and(|name| name == text)
    }

    /// Whether the name of the first column begins with a byte.
    pub(super) fn first_name_begins_with(&self, byte: u8) -> bool {
        self.names.first().is_some_and(|name| name.as_bytes().first() == Some(&byte))
    }

    /// Whether a row repeats the header.
    pub(super) fn is_repeated(&self, cell: impl Fn(usize) -> Option<String>) -> bool {
        self.fields().filter_map(|f| self.place(f)).all(|place| cell(place).as_ref() == self.names.get(place))
    }

    fn new(kind: Kind, why: KindReason, row: &[String], place: &dyn Fn(Field) -> Option<usize>) -> Mapping {
        let cleaned: Vec<String> = row.iter().map(|cell| clean(cell).to_owned()).collect();
        let place = |field: Field| {
            let place = (field.kind() == kind).then(|| place(field)).flatten();
            place.and_then(|place| u16::try_from(place).ok())
        };
        let date_place = |field: Field| {
            let name = cleaned.get(usize::from(place(field).filter(|_| field.is_time())?))?;
            let date = format!("{}日期", name.strip_suffix("时间")?);
            u16::try_from(cleaned.iter().position(|name| *name == date)?).ok()
        };
        let (places, date_places) = (Field::ALL.map(place), Field::ALL.map(date_place));
        let wanted =
            WantedColumns::of(places.iter().chain(&date_places).flatten().map(|place| usize::from(*place)));
        let column = |place: Option<u16>| place.map_or(Column::NONE, |place| Column::of(place, &wanted));
        let ids = Field::ALL.iter().zip(&places).filter(|(field, _)| field.is_id());
        let id_columns: Vec<(Field, usize)> =
            ids.filter_map(|(field, place)| Some((*field, usize::from((*place)?)))).collect();
        let mut id_places = [u8::MAX; FIELDS];
        for (number, (field, _)) in (0..).zip(&id_columns) {
            id_places[*field as usize] = number;
        }
        Mapping {
            kind,
            why,
            columns: places.map(column),
            date_columns: date_places.map(column),
            id_columns,
            id_places,
            wanted_columns: wanted,
            named_width: cleaned.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1),
            shown: cleaned.iter().map(|name| one_line(name).into_owned()).collect(),
            order_id_letter: None,
            names: cleaned,
            shares_rows: false,
            orders_only: None,
        }
    }

    /// The names of two columns by which a table of after-sales or reviews that holds, or may hold, orders is told from
    /// others.
    pub(super) fn names_of_both(&self) -> Option<[&str; 2]> {
        let of_orders = self.shown.get(self.orders_only?)?;
        let own = match self.kind {
            Kind::Refunds => Field::RefundId,
            Kind::Reviews if self.place(Field::ProductStars).is_some() => Field::ProductStars,
            Kind::Reviews => Field::ReviewLevel,
            Kind::Orders | Kind::Logistics | Kind::Service => return None,
        };
        Some([self.name(own), of_orders])
    }

    /// The columns of times.
    pub(super) fn time_columns(&self) -> impl Iterator<Item = usize> + '_ {
        self.fields().filter(|field| field.is_time()).filter_map(|field| self.place(field))
    }

    /// The header's names that stand for no field: columns that are not read.
    pub(crate) fn unused(&self) -> impl Iterator<Item = &str> {
        let used = |place: usize| self.columns.iter().any(|column| column.place() == Some(place));
        let names = self.shown.iter().enumerate().filter(|(_, name)| !name.is_empty());
        names.filter(move |(place, _)| !used(*place)).map(|(_, name)| name.as_str())
    }
}

/// Every known header name, normalised.
#[derive(Debug)]
pub(super) struct KnownHeaderNames(HashSet<String>);

impl KnownHeaderNames {
    pub(super) fn of(columns: &Columns) -> KnownHeaderNames {
        let names = Field::ALL.iter().flat_map(|field| columns.names(*field));
        let names = names.chain(columns.wrong_files.iter().flat_map(|wrong| wrong.names()));
        let names = names.chain(columns.kind_overrides.iter().flat_map(|declared| &declared.header));
        KnownHeaderNames(names.map(|name| normalise(name)).collect())
    }

    /// Whether a row is a header: of its cells that hold something a third or more are known names.
    pub(super) fn is_header(&self, row: &[String]) -> bool {
        let filled = row.iter().filter(|cell| !clean(cell).is_empty());
        let known = row.iter().filter(|cell| self.0.contains(&normalise(cell))).count();
        known >= 2 && 3 * known >= filled.count()
    }

    /// Finds the header among the first rows of a table: the row with the most known names, the first of several.
    pub(super) fn find(&self, rows: &[Vec<String>], columns: &Columns) -> HeaderMatch {
        if rows.is_empty() {
            return HeaderMatch::Empty;
        }
        let known = |row: &[String]| row.iter().filter(|cell| self.0.contains(&normalise(cell))).count();
        let counted = rows.iter().enumerate().map(|(place, row)| (known(row), place, row));
        match counted.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1))) {
            // An earlier row that is a header by itself stays the header: the rows between the two are its data.
            Some((1.., place, row)) => {
                let joined = self.joined(rows, place);
                let earlier = rows.iter().take(place).enumerate().filter(|(_, row)| known(row) > 1);
                let mut earlier = earlier.map(|(place, row)| read_header(row, place, columns));
                let fits =
                    |found: &HeaderMatch| matches!(found, HeaderMatch::Fits(..) | HeaderMatch::Wrong(_));
                let found = joined.map(|(place, row)| read_header(&row, place, columns)).filter(fits);
                let found = found.or_else(|| earlier.find(fits));
                found.unwrap_or_else(|| read_header(row, place, columns))
            }
            _ => HeaderMatch::Unknown(Vec::new()),
        }
        .with_names(rows)
    }
}

impl KnownHeaderNames {
    /// A header of two rows whose upper names stand over nothing or over a group of lower ones: both in one, as the
    /// lower row. `place` is that of the row with the most names.
    fn joined(&self, rows: &[Vec<String>], place: usize) -> Option<(usize, Vec<String>)> {
        let names = |row: &[String]| -> Vec<usize> {
            let is_known =
                |place: &usize| row.get(*place).is_some_and(|cell| self.0.contains(&normalise(cell)));
            (0..row.len()).filter(is_known).collect()
        };
        let uppers = place.checked_sub(1).into_iter().chain([place]);
        uppers.into_iter().find_map(|upper_place| {
            let (upper, lower) = (rows.get(upper_place)?, rows.get(upper_place + 1)?);
            let below = |place: usize| lower.get(place).filter(|cell| !clean(cell).is_empty());
            // Two headers one after the other are not one: a name of the upper row stands over nothing.
            let above = names(upper);
            if above.is_empty() || names(lower).len() < 2 || above.iter().any(|place| below(*place).is_some())
            {
                return None;
            }
            let width = upper.len().max(lower.len());
            let cell = |place: usize| below(place).or(upper.get(place)).cloned().unwrap_or_default();
            Some((upper_place + 1, (0..width).map(cell).collect()))
        })
    }
}

impl HeaderMatch {
    /// The one that says more: a known wrong file before an unknown one.
    pub(super) fn or_better(self, other: HeaderMatch) -> HeaderMatch {
        let rank = |found: &HeaderMatch| match found {
            HeaderMatch::Fits(..) => 4,
            HeaderMatch::Wrong(_) | HeaderMatch::Lacks(_) => 3,
            HeaderMatch::Unknown(names) => 1 + u8::from(!names.is_empty()),
            HeaderMatch::Empty => 0,
        };
        if rank(&other) > rank(&self) { other } else { self }
    }

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

/// What a header row says; `row_number` is its place among the rows.
fn read_header(row: &[String], row_number: usize, columns: &Columns) -> HeaderMatch {
    let names: Vec<String> = row.iter().map(|cell| normalise(cell)).collect();
    let place = |field: Field| {
        let aliases = columns.names(field).iter();
        aliases.map(|alias| normalise(alias)).find_map(|alias| names.iter().position(|name| *name == alias))
    };
    let has = |field: Field| place(field).is_some();
    let mapping = |kind: Kind, why: KindReason| Mapping::new(kind, why, row, &place);
    if let Some(declared) = columns.kind_overrides.iter().find(|declared| declared.fits(&names)) {
        let lacks = |kind: &&Kind| !kind.ids().iter().any(|field| has(*field));
        return if let Some(kind) = declared.kinds.iter().find(lacks) {
            HeaderMatch::Lacks(*kind)
        } else {
            let mappings = declared.kinds.iter().map(|kind| Mapping {
                shares_rows: declared.kinds.len() > 1 || order_marks(&has) > 2,
                ..mapping(*kind, KindReason::Declared)
            });
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
                    Mapping { shares_rows: true, orders_only, ..mapping(kind, why) }
                });
            HeaderMatch::Fits(both.into(), row_number)
        }
        Some((kind, fields)) => {
            let orders_only = orders_only.filter(|_| order_marks(&has) > 1);
            let only = Mapping { orders_only, ..mapping(kind, KindReason::Signature(fields)) };
            HeaderMatch::Fits(vec![only], row_number)
        }
        None => HeaderMatch::Unknown(Vec::new()),
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

    fn header(names: &str) -> HeaderMatch {
        let row: Vec<String> = names.split(',').map(str::to_owned).collect();
        read_header(&row, 0, &Columns::built_in().unwrap())
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
        let columns = Columns::built_in().unwrap();
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
        let mut columns = Columns::built_in().unwrap();
        let declared = |header: &[&str], kinds: &[Kind]| KindOverride {
            header: header.iter().map(|name| (*name).to_owned()).collect(),
            kinds: kinds.to_vec(),
        };
        columns.kind_overrides = vec![
            declared(&["订单号", "揽收时间"], &[Kind::Orders, Kind::Logistics]),
            declared(&["单"], &[Kind::Orders]),
        ];
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let HeaderMatch::Fits(mappings, _) =
            read_header(&names(&["订单号", "揽收时间", "支付时间"]), 0, &columns)
        else {
            panic!()
        };
        let kinds: Vec<Kind> = mappings.iter().map(|m| m.kind).collect();
        assert_eq!(kinds, [Kind::Orders, Kind::Logistics]);
        assert_eq!(mappings[1].place(Field::ParcelPickupTime), Some(1));
        assert_eq!(mappings[1].place(Field::PayTime), None, "another kind's field");
        assert!(matches!(read_header(&names(&["单"]), 0, &columns), HeaderMatch::Lacks(Kind::Orders)));
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
