//! What a header says: which kind of export a table is, and which columns hold the fields.

use super::cell::{clean, time};
use super::cells::Column;
use super::split::WantedColumns;
use crate::field::{Field, Kind};
use crate::shown_text::shown_name;
use std::sync::{Arc, OnceLock};

/// Where the fields of a file stand.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    names: Arc<[String]>,
    /// The same as they may be shown, once they are.
    shown: ShownNames,
    named_width: usize,
    id_columns: Vec<(Field, Column)>,
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

/// The names of a header as they may be shown, once that is asked.
#[derive(Debug, Clone, Default)]
struct ShownNames(OnceLock<Arc<[String]>>);

/// They follow from the names, so that they make no mapping another one.
impl PartialEq for ShownNames {
    fn eq(&self, _: &ShownNames) -> bool {
        true
    }
}

impl Eq for ShownNames {}

/// Why a file is taken for a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// So many rows of an export's data stand above its header.
    RowsAbove(usize),
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
        self.place(field).and_then(|p| self.shown().get(p)).map_or("", String::as_str)
    }

    /// The header's names as they may be shown.
    fn shown(&self) -> &[String] {
        let shown = || self.names.iter().map(|name| shown_name(name).into_owned()).collect();
        self.shown.0.get_or_init(shown)
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
    #[inline(always)]
    pub(super) fn id_columns(&self) -> &[(Field, Column)] {
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

    /// Whether a row reads as one of its data: with an id and a time where they belong.
    pub(super) fn holds(&self, row: &[&str]) -> bool {
        let cell = |place: usize| clean(row.get(place).copied().unwrap_or_default());
        let is_id = |text: &str| {
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            digits >= 6 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        let mut times = self.time_columns().peekable();
        let has_times = times.peek().is_some();
        let has_id =
            self.id_columns.iter().filter_map(|(_, column)| column.place()).any(|place| is_id(cell(place)));
        let is_full = || 2 * row.iter().filter(|cell| !clean(cell).is_empty()).count() > self.named_width;
        row.len() >= self.named_width
            && (!has_times || times.any(|place| time(cell(place)).is_some_and(|time| !time.is_missing())))
            && if self.id_columns.is_empty() { has_times && is_full() } else { has_id }
    }

    /// Whether a row repeats the header.
    pub(super) fn is_repeated(&self, cell: impl Fn(usize) -> Option<String>) -> bool {
        self.fields().filter_map(|f| self.place(f)).all(|place| cell(place).as_ref() == self.names.get(place))
    }

    pub(super) fn new(
        kind: Kind,
        why: KindReason,
        row: &[&str],
        place: &dyn Fn(Field) -> Option<usize>,
    ) -> Mapping {
        let cleaned: Arc<[String]> = row.iter().map(|cell| clean(cell).to_owned()).collect();
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
        let id_columns: Vec<(Field, Column)> =
            ids.filter_map(|(field, place)| Some((*field, Column::of((*place)?, &wanted)))).collect();
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
            shown: ShownNames::default(),
            order_id_letter: None,
            names: cleaned,
            shares_rows: false,
            orders_only: None,
        }
    }

    /// Read from a table whose rows may belong to another kind.
    pub(super) fn sharing_rows(self, shares_rows: bool) -> Mapping {
        Mapping { shares_rows, ..self }
    }

    /// Of a table that holds, or may hold, orders: with a column that only these have.
    pub(super) fn beside_orders(self, orders_only: Option<usize>) -> Mapping {
        Mapping { orders_only, ..self }
    }

    /// The names of two columns by which a table of after-sales or reviews that holds, or may hold, orders is told from
    /// others.
    pub(super) fn names_of_both(&self) -> Option<[&str; 2]> {
        let of_orders = self.shown().get(self.orders_only?)?;
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

    /// The columns that stand for no field, which are not read: their places and names.
    pub(crate) fn unused(&self) -> impl Iterator<Item = (usize, &str)> {
        let used = |place: usize| self.columns.iter().any(|column| column.place() == Some(place));
        let names = self.shown().iter().enumerate().filter(|(_, name)| !name.is_empty());
        names.filter(move |(place, _)| !used(*place)).map(|(place, name)| (place, name.as_str()))
    }
}

impl HeaderMatch {
    /// The one that says more: a known wrong file before an unknown one.
    pub(super) fn or_better(self, other: HeaderMatch) -> HeaderMatch {
        let rank = |found: &HeaderMatch| match found {
            HeaderMatch::Fits(..) => 4,
            HeaderMatch::Wrong(_) | HeaderMatch::Lacks(_) | HeaderMatch::RowsAbove(_) => 3,
            HeaderMatch::Unknown(names) => 1 + u8::from(!names.is_empty()),
            HeaderMatch::Empty => 0,
        };
        if rank(&other) > rank(&self) { other } else { self }
    }
}
