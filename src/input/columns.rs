//! The table of header names and status words. The built-in one is `columns.toml`; a user's file in the same form
//! (`--columns`) is put on top of it, its names before the built-in ones.

mod built_in;
mod own_table;
mod table;
mod written;

use crate::catalogue::Diagnostic;
use crate::field::{Field, Kind};
pub(super) use own_table::OwnWord;
use own_table::{OwnTable, TableLines};
use std::borrow::Cow;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use unicode_normalization::UnicodeNormalization;

/// Header names, status words, and files to recognise as wrong or as several kinds in one.
#[derive(Debug, Default)]
pub struct Columns {
    /// By field: its names, best first.
    names: Vec<Vec<String>>,
    /// Words of cells, by state.
    pub(crate) words: StatusWords,
    /// Files that are no export of the five kinds.
    pub(crate) wrong_files: Vec<WrongFile>,
    /// Files whose kinds are declared, not detected.
    pub(crate) kind_overrides: Vec<KindOverride>,
    /// The user's table.
    pub(super) own: Option<OwnTable>,
}

macro_rules! words {
    ($($state:ident)*) => {
        /// The words by which a cell is recognised, per state: a cell matches when it contains one of them.
        #[derive(Debug, Default)]
        #[allow(missing_docs)] // the names are the states; columns.toml holds the words
        pub(crate) struct StatusWords { $(pub $state: Vec<String>,)* }

        /// The built-in ones.
        struct BuiltInWords { $($state: &'static [&'static str],)* }

        impl StatusWords {
            fn of_built_in(words: &BuiltInWords) -> StatusWords {
                StatusWords { $($state: texts(words.$state),)* }
            }

            /// Every state, in the order of the table.
            pub(crate) const STATES: &'static [&'static str] = &[$(stringify!($state)),*];

            /// The words of a state.
            pub(crate) fn of(&self, state: &str) -> Option<&Vec<String>> {
                match state { $(stringify!($state) => Some(&self.$state),)* _ => None }
            }

            fn of_mut(&mut self, state: &str) -> Option<&mut Vec<String>> {
                match state { $(stringify!($state) => Some(&mut self.$state),)* _ => None }
            }
        }
    };
}

words! {
    order_waiting_for_payment order_cancelled order_closed order_known order_type_without_pickup
    parcel_not_returned parcel_returned parcel_signed parcel_not_underway parcel_underway parcel_known
    refund_not_success refund_success refund_closed refund_refused refund_arbitrated refund_open
    type_before_shipping type_return type_shipped type_refund_only type_other
    not_shipped arbitration_none arbitration_held
    liability_not_merchant liability_merchant liability_others
    review_good review_middle review_bad
    service_counts_row service_rates_row service_total
    provinces province_suffixes
}

/// A file that operators pick by mistake, recognised by its header.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct WrongFile {
    /// A stable name.
    pub id: String,
    /// What it is, in Chinese.
    pub title_zh: String,
    /// What it is, in English.
    pub title_en: String,
    /// Names that must all be there.
    all: Vec<String>,
    /// One of these names and one of those in `beside` must be there.
    any: Vec<String>,
    beside: Vec<String>,
}

/// A file whose header has all of some names is read once for each of some kinds: orders that hold
/// pickups and signatures are parcels too.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct KindOverride {
    /// Names that must all be there.
    pub header: Vec<String>,
    /// What the file is read for.
    pub kinds: Vec<Kind>,
}

impl KindOverride {
    /// Whether a header (normalised names) belongs to it.
    pub(crate) fn fits(&self, header: &[String]) -> bool {
        !self.header.is_empty() && self.header.iter().all(|name| header.contains(&normalise(name)))
    }
}

impl WrongFile {
    /// The names it is recognised by: of which all, any, and any beside that must be there.
    pub(crate) fn names(&self) -> [&[String]; 3] {
        [&self.all, &self.any, &self.beside].map(Vec::as_slice)
    }
}

/// The built-in table as it is written: what `--columns` takes.
pub(crate) const BUILT_IN: &str = include_str!("columns.toml");

impl Columns {
    /// The built-in table.
    pub fn built_in() -> Columns {
        built_in::columns()
    }

    /// A user's table on top of the built-in one.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the user's table, at once.
    pub(crate) fn with(file: Option<&Path>) -> Result<Columns, Vec<Diagnostic>> {
        let mut columns = Columns::built_in();
        if let Some(path) = file {
            let (user, lines) = table::read_file(path)?;
            let path = path.to_string_lossy().into_owned();
            let (words, wrong_files) =
                (columns.words_added_by(&user), columns.wrong_files_added_by(&user, &lines));
            columns.own = Some(OwnTable { path, lines, names: columns.added_by(&user), words, wrong_files });
            columns.put_on_top(user);
        }
        Ok(columns)
    }

    fn empty() -> Columns {
        Columns { names: vec![Vec::new(); Field::ALL.len()], ..Columns::default() }
    }

    /// The header names of a field, best first.
    pub(crate) fn names(&self, field: Field) -> &[String] {
        self.names.get(field as usize).map_or(&[], Vec::as_slice)
    }

    /// The header names of another table that are not in this one, as they are compared.
    fn added_by(&self, user: &Columns) -> Vec<(Field, String)> {
        let normalised = |names: &[String]| names.iter().map(|name| normalise(name)).collect::<Vec<_>>();
        let added = |field: Field| {
            let known = normalised(self.names(field));
            let names = normalised(user.names(field)).into_iter().filter(move |name| !known.contains(name));
            names.map(move |name| (field, name))
        };
        Field::ALL.iter().copied().flat_map(added).collect()
    }

    fn words_added_by(&self, user: &Columns) -> Vec<OwnWord> {
        let words = |state: &&'static str| {
            let (known, words) = (self.words.of(state), user.words.of(state).into_iter().flatten());
            let added = words.filter(move |word| known.is_none_or(|known| !known.contains(word)));
            let state = *state;
            added.map(move |word| OwnWord { state, word: word.clone(), is_met: AtomicBool::new(false) })
        };
        StatusWords::STATES.iter().flat_map(words).collect()
    }

    fn wrong_files_added_by(
        &self,
        user: &Columns,
        lines: &TableLines,
    ) -> Vec<(usize, Option<u64>, AtomicBool)> {
        let added = user.wrong_files.iter().zip(&lines.wrong_files);
        let added = added.filter(|(wrong, _)| !self.wrong_files.contains(wrong));
        let places = self.wrong_files.len()..;
        places.zip(added).map(|(place, (_, line))| (place, *line, AtomicBool::new(false))).collect()
    }

    fn put_on_top(&mut self, user: Columns) {
        let first = |own: &mut Vec<String>, mut names: Vec<String>| {
            names.append(own);
            let mut kept = Vec::with_capacity(names.len());
            names.into_iter().for_each(|name| {
                if !kept.contains(&name) {
                    kept.push(name);
                }
            });
            *own = kept;
        };
        for (own, names) in self.names.iter_mut().zip(user.names) {
            first(own, names);
        }
        let mut words = user.words;
        for state in StatusWords::STATES {
            if let (Some(own), Some(more)) = (self.words.of_mut(state), words.of_mut(state)) {
                first(own, std::mem::take(more));
            }
        }
        // One wrong file may have several headers, so its id does not make it known.
        let mut wrong_files = user.wrong_files;
        wrong_files.retain(|wrong| !self.wrong_files.contains(wrong));
        self.wrong_files.extend(wrong_files);
        self.kind_overrides = user.kind_overrides;
    }

    /// The table as TOML, for a table that is made of several.
    pub(crate) fn to_toml(&self) -> String {
        written::write(self)
    }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// Whether a cell contains one of the words and does not deny it: `未成功` is no `成功`, `不是商家` no `商家`.
pub(crate) fn matches(cell: &str, words: &[String]) -> bool {
    // To look for every place of a word takes more preparation than to look whether there is any.
    words.iter().filter(|word| cell.contains(word.as_str())).any(|word| {
        cell.match_indices(word.as_str()).any(|(start, _)| !cell.get(..start).is_some_and(ends_with_denial))
    })
}

/// Whether a cell contains one of the words, a word of one character or of ASCII alone being the whole cell: a `否` in
/// `是否` denies nothing.
pub(crate) fn is_or_matches(cell: &str, words: &[String]) -> bool {
    let (whole, parts): (Vec<&String>, Vec<&String>) =
        words.iter().partition(|word| word.is_ascii() || word.chars().nth(1).is_none());
    whole.into_iter().any(|word| cell.eq_ignore_ascii_case(word))
        || parts.into_iter().any(|word| matches(cell, std::slice::from_ref(word)))
}

/// Whether what follows is denied.
fn ends_with_denial(before: &str) -> bool {
    const DENIALS: [&str; 17] = [
        "未", "不", "非", "没", "无", "免", "不是", "并非", "没有", "未能", "不能", "不予", "无法", "无需",
        "不需", "不用", "未被",
    ];
    DENIALS.iter().any(|denial| before.ends_with(denial))
}

/// A header name in the form in which names are compared: NFKC, lower case, without white space and
/// invisible marks, without a trailing unit. `(起)`, `(止)` and `(会话)` stay: they tell columns apart.
pub(crate) fn normalise(name: &str) -> String {
    normalised(name).into_owned()
}

/// The same, borrowed where the name has that form, as most have.
pub(super) fn normalised(name: &str) -> Cow<'_, str> {
    if name.chars().all(|c| matches!(c, '0'..='9' | 'a'..='z' | '_' | '\u{4e00}'..='\u{9fff}')) {
        return name.into();
    }
    let name = super::cell::clean(name);
    let text = plainly_normalised(name).unwrap_or_else(|| {
        name.nfkc()
            .flat_map(char::to_lowercase)
            .filter(|c| !c.is_whitespace() && !super::cell::is_invisible(*c))
            .collect()
    });
    for unit in ["(元)", "(秒)", "(时)"] {
        if let Some(bare) = text.strip_suffix(unit)
            && !bare.is_empty()
        {
            return bare.to_owned().into();
        }
    }
    text.into()
}

/// The same for a name of nothing but ASCII, its full-width forms and the common ideographs, which need no tables of
/// Unicode. Nearly every name is of that form.
fn plainly_normalised(name: &str) -> Option<String> {
    let mut text = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '\t' | '\n' | '\r' | ' ' => {}
            '!'..='~' => text.push(c.to_ascii_lowercase()),
            '\u{4e00}'..='\u{9fff}' => text.push(c),
            '\u{ff01}'..='\u{ff5e}' => {
                text.push(char::from_u32(u32::from(c) - 0xfee0)?.to_ascii_lowercase());
            }
            _ => return None,
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_blanks_and_units_do_not_tell_names_apart() {
        assert_eq!(normalise("\u{feff}应付 金额（元）"), "应付金额");
    }

    #[test]
    fn names_in_their_form_are_left_as_they_are() {
        for name in ["订单编号", "sku_id", "3分钟回复率", "时", "", "秒(秒)", "x(元)", "-", "=\"a\""]
        {
            let form = plainly_normalised(super::super::cell::clean(name)).unwrap();
            let bare =
                ["(元)", "(秒)", "(时)"].iter().find_map(|unit| form.strip_suffix(unit)).unwrap_or(&form);
            assert_eq!(normalise(name), bare, "{name}");
        }
    }

    #[test]
    fn every_field_and_every_state_has_its_names() {
        let columns = Columns::built_in();
        for field in &Field::ALL {
            assert!(!columns.names(*field).is_empty(), "{field:?}");
        }
        for state in StatusWords::STATES {
            assert!(!columns.words.of(state).unwrap().is_empty(), "{state}");
        }
    }

    #[test]
    fn the_built_in_table_is_the_one_that_can_be_printed() {
        let read = table::read(BUILT_IN, "columns.toml").unwrap();
        assert_eq!(format!("{:?}", Columns::built_in()), format!("{read:?}"));
    }

    #[test]
    fn header_names_are_compared_in_one_form() {
        assert_eq!(normalise("平均响应时长（秒）"), normalise("平均响应时长"));
        assert_eq!(normalise(" 支付 完成\u{200b}时间\t"), "支付完成时间");
        assert_eq!(normalise("建议发货时间（起）"), "建议发货时间(起)");
        assert_eq!(normalise("商品ＩＤ"), normalise("商品id"));
        // NFD: the letter and its accent apart.
        assert_eq!(normalise("Cafe\u{301}"), normalise("Café"));
    }

    #[test]
    fn a_table_written_out_reads_as_the_same_table() {
        let mut columns = Columns::built_in();
        columns.kind_overrides =
            vec![KindOverride { header: vec!["a\"b".into()], kinds: vec![Kind::Orders, Kind::Logistics] }];
        let again = table::read(&columns.to_toml(), "written.toml").unwrap();
        assert_eq!(format!("{columns:?}"), format!("{again:?}"));
    }

    #[test]
    fn a_users_names_come_first_and_the_built_in_ones_stay() {
        let text = "[orders]\norder_id = [\"单号\", \"订单号\"]\n[words]\nrefund_success = [\"ok\"]\n";
        let user = table::read(text, "my.toml").unwrap();
        let mut columns = Columns::built_in();
        let built_in = columns.names(Field::OrderId).to_vec();
        columns.put_on_top(user);
        let names = columns.names(Field::OrderId);
        assert_eq!(names[..2], ["单号", "订单号"]);
        assert_eq!(names.len(), built_in.len() + 1, "订单号 is known already");
        assert_eq!(columns.words.refund_success[0], "ok");
        assert!(columns.words.refund_success.contains(&"成功".to_owned()));
    }
}
