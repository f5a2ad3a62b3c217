//! Finds the header of a table: the row with the most known names, and the kind of export whose signature it has.

use super::cell::clean;
use super::columns::{Columns, KindOverride, normalise, normalised};
use super::header::{HeaderMatch, KindReason, Mapping};
use super::header_words::shown_header_name;
use crate::field::{Field, Kind};
use hashbrown::{HashMap, HashSet};

/// Every known header name, as it is compared, with a number of its own.
#[derive(Debug)]
pub(super) struct KnownHeaderNames {
    numbers: HashMap<String, usize>,
    /// The characters with which they begin, the first and the first two.
    first_characters: HashSet<char>,
    first_pairs: HashSet<(char, char)>,
    /// By field: its names, best first.
    of_fields: Vec<Vec<usize>>,
    /// By wrong file: the names of which all, any and any other must be there.
    of_wrong_files: Vec<[Vec<usize>; 3]>,
}

/// A row and which of its cells are known names.
type NamedRow<'r> = (&'r [&'r str], Vec<Option<usize>>);

impl KnownHeaderNames {
    pub(super) fn of(columns: &Columns) -> KnownHeaderNames {
        let mut numbers = HashMap::with_capacity(512);
        let mut number = |name: &String| {
            let next = numbers.len();
            *numbers.entry(normalise(name)).or_insert(next)
        };
        let mut all = |names: &[String]| -> Vec<usize> { names.iter().map(&mut number).collect() };
        let of_fields = Field::ALL.iter().map(|field| all(columns.names(*field))).collect();
        let of_wrong_files = columns.wrong_files.iter().map(|wrong| wrong.names().map(&mut all)).collect();
        for declared in &columns.kind_overrides {
            all(&declared.header);
        }
        let first_characters = numbers.keys().filter_map(|name| name.chars().next()).collect();
        let pair = |name: &String| name.chars().next().zip(name.chars().nth(1));
        let first_pairs = numbers.keys().filter_map(pair).collect();
        KnownHeaderNames { numbers, first_characters, first_pairs, of_fields, of_wrong_files }
    }

    /// The number of a cell that is a known name.
    fn number(&self, cell: &str) -> Option<usize> {
        // Exports put a TAB before ids and texts.
        let cell = cell.strip_prefix('\t').unwrap_or(cell);
        if self.may_begin_like(cell) { self.numbers.get(&*normalised(cell)).copied() } else { None }
    }

    /// `false` only where no known name begins like a cell: nearly every cell of data is found out by its first two
    /// characters, without being brought into the form in which names are compared.
    fn may_begin_like(&self, cell: &str) -> bool {
        let mut characters = cell.chars();
        let Some(first) = characters.next() else { return self.numbers.contains_key("") };
        // Ideographs and digits stay what they are; other characters may become one with a mark behind them.
        let stays = |c: char| matches!(c, '0'..='9' | '\u{4e00}'..='\u{9fff}');
        let stays_before = |next: Option<char>| next.is_none_or(|next| next.is_ascii() || stays(next));
        let (second, third) = (characters.next(), characters.next());
        // These three may be put around a cell.
        let is_plain = matches!(first, '!'..='~') && !matches!(first, '=' | '\'' | '`');
        if !(stays(first) || is_plain && stays_before(second)) {
            return true;
        }
        let first = first.to_ascii_lowercase();
        match second.filter(|c| stays(*c) || c.is_ascii_alphabetic() && stays_before(third)) {
            Some(second) => self.first_pairs.contains(&(first, second.to_ascii_lowercase())),
            None => self.first_characters.contains(&first),
        }
    }

    fn numbers(&self, row: &[&str]) -> Vec<Option<usize>> {
        row.iter().map(|cell| self.number(cell)).collect()
    }

    /// Whether a row is a header: of its cells that hold something a third or more are known names.
    pub(super) fn is_header(&self, row: &[String]) -> bool {
        let filled = row.iter().filter(|cell| !clean(cell).is_empty());
        let known = row.iter().filter(|cell| self.number(cell).is_some()).count();
        known >= 2 && 3 * known >= filled.count()
    }

    /// Finds the header among the first rows of a table: the row with the most known names, the first of several.
    pub(super) fn find(&self, rows: &[Vec<&str>], columns: &Columns) -> HeaderMatch {
        if rows.is_empty() {
            return HeaderMatch::Empty;
        }
        let rows: Vec<NamedRow<'_>> = rows.iter().map(|row| (row.as_slice(), self.numbers(row))).collect();
        let counted = rows.iter().enumerate().map(|(place, row)| (known_count(row), place, row));
        match counted.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1))) {
            // An earlier row that is a header by itself stays the header: the rows between the two are its data.
            Some((1.., place, row)) => {
                let read = |row: &NamedRow<'_>, place: usize| self.read(row, place, columns);
                let joined = joined(&rows, place);
                let earlier = rows.iter().take(place).enumerate().filter(|(_, row)| known_count(row) > 1);
                let mut earlier = earlier.map(|(place, row)| read(row, place));
                let fits =
                    |found: &HeaderMatch| matches!(found, HeaderMatch::Fits(..) | HeaderMatch::Wrong(_));
                let joined = joined.map(|(place, row)| read(&(&row, self.numbers(&row)), place));
                let found = joined.filter(fits).or_else(|| earlier.find(fits));
                found.unwrap_or_else(|| read(row, place))
            }
            _ => HeaderMatch::Unknown(Vec::new()),
        }
        .with_names(&rows)
        .with_rows_above(&rows)
    }
}

fn known_count((_, numbers): &NamedRow<'_>) -> usize {
    numbers.iter().flatten().count()
}

/// A header of two rows whose upper names stand over nothing or over a group of lower ones: both in one, as the lower
/// row. `place` is that of the row with most known names.
fn joined<'r>(rows: &[NamedRow<'r>], place: usize) -> Option<(usize, Vec<&'r str>)> {
    let uppers = place.checked_sub(1).into_iter().chain([place]);
    uppers.into_iter().find_map(|upper_place| {
        let ((upper, known_above), lower) = (rows.get(upper_place)?, rows.get(upper_place + 1)?);
        let below = |place: usize| lower.0.get(place).filter(|cell| !clean(cell).is_empty());
        // Two headers one after the other are not one: a name of the upper row stands over nothing.
        let mut above = known_above.iter().enumerate().filter(|(_, known)| known.is_some()).peekable();
        if above.peek().is_none() || known_count(lower) < 2 || above.any(|(place, _)| below(place).is_some())
        {
            return None;
        }
        let width = upper.len().max(lower.0.len());
        let cell = |place: usize| below(place).or(upper.get(place)).copied().unwrap_or_default();
        Some((upper_place + 1, (0..width).map(cell).collect()))
    })
}

impl HeaderMatch {
    /// A header with data above it, which would be lost, fits nothing.
    fn with_rows_above(self, rows: &[NamedRow<'_>]) -> HeaderMatch {
        let HeaderMatch::Fits(mappings, place) = &self else { return self };
        let holds = |row: &[&str]| mappings.iter().any(|mapping| mapping.holds(row));
        match rows.iter().take(*place).filter(|(row, _)| holds(row)).count() {
            0 => self,
            above => HeaderMatch::RowsAbove(above),
        }
    }

    /// An unknown header with its first names.
    fn with_names(self, rows: &[NamedRow<'_>]) -> HeaderMatch {
        match self {
            HeaderMatch::Unknown(_) => {
                HeaderMatch::Unknown(rows.iter().find_map(|(row, _)| names_of(row)).unwrap_or_default())
            }
            other => other,
        }
    }
}

/// The first names of a row that is a header beyond doubt.
fn names_of(row: &[&str]) -> Option<Vec<String>> {
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
    Some(cells.iter().filter_map(|cell| shown_header_name(cell)).take(SHOWN).collect())
}

impl KnownHeaderNames {
    /// What a header row says; `row_number` is its place among the rows.
    fn read(&self, (row, numbers): &NamedRow<'_>, row_number: usize, columns: &Columns) -> HeaderMatch {
        // By number: where the name stands first.
        let mut places: Vec<Option<usize>> = vec![None; self.numbers.len()];
        for (place, number) in numbers.iter().enumerate() {
            if let Some(slot @ None) = number.and_then(|number| places.get_mut(number)) {
                *slot = Some(place);
            }
        }
        let place_of = |number: &usize| places.get(*number).copied().flatten();
        let place = |field: Field| self.of_fields.get(field as usize)?.iter().find_map(place_of);
        let has = |field: Field| place(field).is_some();
        let mapping = |kind: Kind, why: KindReason| Mapping::new(kind, why, row, &place);
        let has_all = |declared: &&KindOverride| {
            !declared.header.is_empty()
                && declared
                    .header
                    .iter()
                    .all(|name| self.number(name).is_some_and(|known| place_of(&known).is_some()))
        };
        if let Some(declared) = columns.kind_overrides.iter().find(has_all) {
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
        let is_there = |number: &usize| place_of(number).is_some();
        let is_wrong = |[all, any, beside]: &[Vec<usize>; 3]| {
            (!all.is_empty() && all.iter().all(is_there))
                || (any.iter().any(is_there) && beside.iter().any(is_there))
        };
        if let Some(wrong) = self.of_wrong_files.iter().position(is_wrong) {
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
mod tests;
