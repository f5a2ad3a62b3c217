//! Which row is the header, which kind of export it heads, and where its fields stand.

use super::columns::{Columns, normalise};
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
    places: Vec<Option<u16>>,
    /// The header's names as they stand in the file, cleaned.
    names: Vec<String>,
    /// The same as they are shown.
    shown: Vec<String>,
    /// How many of its first columns there are up to the last one with a name.
    named_width: usize,
    /// The columns of ids.
    id_places: Vec<(Field, usize)>,
    /// The columns that are read, for whoever splits rows.
    plan: super::split::WantedColumns,
}

/// Why a file is taken for a kind.
#[derive(Debug, Clone)]
pub enum KindReason {
    /// It has the columns of some fields, the kind's signature.
    Signature(Vec<Field>),
    /// The user's table of columns says so.
    Said,
}

/// What a header says.
#[derive(Debug)]
pub enum HeaderMatch {
    /// An export of some kind, or of several.
    Fits(Vec<Mapping>),
    /// The user's table says a kind, but no column has what its rows are told apart by.
    Lacks(Kind),
    /// A file operators pick by mistake: its place in [`Columns::wrong_files`].
    Wrong(usize),
    /// Nothing known.
    Unknown,
}

impl Mapping {
    /// The column of a field.
    #[inline]
    pub fn place(&self, field: Field) -> Option<usize> {
        self.places.get(field as usize).copied().flatten().map(usize::from)
    }

    /// The name of a field's column in the file, on one line.
    pub fn name(&self, field: Field) -> &str {
        self.place(field).and_then(|p| self.shown.get(p)).map_or("", String::as_str)
    }

    /// The fields that have a column.
    pub fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        Field::ALL.iter().copied().filter(|f| self.place(*f).is_some())
    }

    /// How many columns the header has, unnamed ones too.
    pub fn width(&self) -> usize {
        self.names.len()
    }

    /// How many columns there are up to the last one with a name: no row has fewer cells.
    pub fn named_width(&self) -> usize {
        self.named_width
    }

    /// The columns that are read.
    pub fn plan(&self) -> &super::split::WantedColumns {
        &self.plan
    }

    /// The columns of ids: see [`Field::is_id`].
    pub fn id_places(&self) -> &[(Field, usize)] {
        &self.id_places
    }

    /// Is a text the header's name of a column?
    pub fn heads(&self, place: usize, text: &str) -> bool {
        self.names.get(place).is_some_and(|name| name == text)
    }

    /// Does the name of the first column begin with a byte?
    pub fn first_head_begins_with(&self, byte: u8) -> bool {
        self.names.first().is_some_and(|name| name.as_bytes().first() == Some(&byte))
    }

    /// Does a row repeat the header?
    pub fn is_repeated(&self, cell: impl Fn(usize) -> Option<String>) -> bool {
        self.fields().filter_map(|f| self.place(f)).all(|place| cell(place).as_ref() == self.names.get(place))
    }
}

/// Every known header name, normalised.
#[derive(Debug)]
pub struct KnownHeaderNames(HashSet<String>);

impl KnownHeaderNames {
    /// The names of a table.
    pub fn of(columns: &Columns) -> KnownHeaderNames {
        let names = Field::ALL.iter().flat_map(|field| columns.names(*field));
        let names = names.chain(columns.wrong_files.iter().flat_map(|wrong| wrong.names()));
        let names = names.chain(columns.fills.iter().flat_map(|fill| &fill.header));
        KnownHeaderNames(names.map(|name| normalise(name)).collect())
    }

    fn count(&self, row: &[String]) -> usize {
        row.iter().filter(|cell| self.0.contains(&normalise(cell))).count()
    }

    /// The row with the most known names among the first ones; the first of equals; `None` where no row
    /// has any.
    pub fn header_row(&self, rows: &[Vec<String>]) -> Option<usize> {
        let counts = rows.iter().map(|row| self.count(row));
        let best = counts.enumerate().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))?;
        (best.1 > 0).then_some(best.0)
    }
}

/// What a header row says.
pub fn read_header(row: &[String], columns: &Columns) -> HeaderMatch {
    let names: Vec<String> = row.iter().map(|cell| normalise(cell)).collect();
    let place = |field: Field| {
        let aliases = columns.names(field).iter();
        aliases.map(|alias| normalise(alias)).find_map(|alias| names.iter().position(|name| *name == alias))
    };
    let has = |field: Field| place(field).is_some();
    let mapping = |kind: Kind, why: KindReason| Mapping::new(kind, why, row, &place);
    if let Some(fill) = columns.fills.iter().find(|fill| fill.fits(&names)) {
        let lacks = |kind: &&Kind| !kind.ids().iter().any(|field| has(*field));
        return match fill.kinds.iter().find(lacks) {
            Some(kind) => HeaderMatch::Lacks(*kind),
            None => {
                HeaderMatch::Fits(fill.kinds.iter().map(|kind| mapping(*kind, KindReason::Said)).collect())
            }
        };
    }
    if let Some(wrong) = columns.wrong_files.iter().position(|w| w.fits(&names)) {
        return HeaderMatch::Wrong(wrong);
    }
    match kind_of(&has) {
        Some((kind, fields)) => HeaderMatch::Fits(vec![mapping(kind, KindReason::Signature(fields))]),
        None => HeaderMatch::Unknown,
    }
}

impl Mapping {
    fn new(kind: Kind, why: KindReason, row: &[String], place: &dyn Fn(Field) -> Option<usize>) -> Mapping {
        let cleaned: Vec<String> = row.iter().map(|cell| super::cell::clean(cell).to_owned()).collect();
        let places = Field::ALL.iter().map(|field| (field.kind() == kind).then(|| place(*field)).flatten());
        let places: Vec<Option<u16>> =
            places.map(|place| place.and_then(|p| u16::try_from(p).ok())).collect();
        let ids = Field::ALL.iter().zip(&places).filter(|(field, _)| field.is_id());
        Mapping {
            kind,
            why,
            id_places: ids.filter_map(|(field, place)| Some((*field, usize::from((*place)?)))).collect(),
            plan: super::split::WantedColumns::of(places.iter().flatten().map(|place| usize::from(*place))),
            places,
            named_width: cleaned.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1),
            shown: cleaned.iter().map(|name| one_line(name).into_owned()).collect(),
            names: cleaned,
        }
    }

    /// The columns of times.
    pub fn time_columns(&self) -> impl Iterator<Item = usize> + '_ {
        self.fields().filter(|field| field.is_time()).filter_map(|field| self.place(field))
    }

    /// The header's names that stand for no field: columns that are not read.
    pub fn unused(&self) -> impl Iterator<Item = &str> {
        let used = |place: usize| self.places.iter().flatten().any(|p| usize::from(*p) == place);
        let names = self.shown.iter().enumerate().filter(|(_, name)| !name.is_empty());
        names.filter(move |(place, _)| !used(*place)).map(|(_, name)| name.as_str())
    }
}

/// The signatures of EXPORTS.md, in the order in which they are tested, with the fields that were there.
fn kind_of(has: &dyn Fn(Field) -> bool) -> Option<(Kind, Vec<Field>)> {
    use Field::*;
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
    signatures.into_iter().find_map(|(kind, parts)| {
        let there = |fields: &[Field]| -> Vec<Field> { fields.iter().copied().filter(|f| has(*f)).collect() };
        let found = parts.map(|(fields, least)| Some(there(fields)).filter(|f| f.len() >= least));
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
        read_header(&row, &Columns::built_in().unwrap())
    }

    fn kind(names: &str) -> Option<Kind> {
        match header(names) {
            HeaderMatch::Fits(mappings) => mappings.first().map(|mapping| mapping.kind),
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
        let fill = |header: &[&str], kinds: &[Kind]| KindOverride {
            header: header.iter().map(|name| (*name).to_owned()).collect(),
            kinds: kinds.to_vec(),
        };
        columns.fills = vec![
            fill(&["订单号", "揽收时间"], &[Kind::Orders, Kind::Logistics]),
            fill(&["单"], &[Kind::Orders]),
        ];
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let HeaderMatch::Fits(mappings) = read_header(&names(&["订单号", "揽收时间", "支付时间"]), &columns)
        else {
            panic!()
        };
        let kinds: Vec<Kind> = mappings.iter().map(|m| m.kind).collect();
        assert_eq!(kinds, [Kind::Orders, Kind::Logistics]);
        assert_eq!(mappings[1].place(Field::ParcelPickupTime), Some(1));
        assert_eq!(mappings[1].place(Field::PayTime), None, "another kind's field");
        assert!(matches!(read_header(&names(&["单"]), &columns), HeaderMatch::Lacks(Kind::Orders)));
    }

    #[test]
    fn the_first_alias_present_wins_wherever_it_stands() {
        let HeaderMatch::Fits(mappings) = header("订单号,主订单编号,订单状态,支付时间,支付完成时间")
        else {
            panic!()
        };
        let [mapping] = &mappings[..] else { panic!() };
        assert_eq!(mapping.place(Field::OrderId), Some(1));
        assert_eq!(mapping.place(Field::PayTime), Some(4));
    }
}
