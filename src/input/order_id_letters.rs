//! Order ids of one file that end in a letter, as some programs write them (`6917926768823643001A`), while those of
//! other files do not. Where that is so in the whole of a file, the letter says nothing and is left out.

use crate::field::{Field, Kind};

/// How the order ids of a file end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct OrderIdLetters {
    /// The letter behind the digits of the first id that has one, in upper case.
    letter: Option<u8>,
    /// How many ids are digits with that letter.
    lettered: u64,
    /// How many are anything else.
    others: u64,
}

impl OrderIdLetters {
    pub(super) fn count_others(&mut self, ids: u64) {
        self.others += ids;
    }

    /// Counts the ids of a cell; there may be several.
    pub(super) fn count(&mut self, cell: &[u8]) {
        for part in cell.split(|byte| b",;".contains(byte)) {
            let (Some(first), Some(last)) = (
                part.iter().position(u8::is_ascii_alphanumeric),
                part.iter().rposition(u8::is_ascii_alphanumeric),
            ) else {
                continue;
            };
            // `null`, `N/A`: no id.
            if !part.iter().any(u8::is_ascii_digit) {
                continue;
            }
            let letter = match part.get(first..=last).and_then(<[u8]>::split_last) {
                Some((last, digits))
                    if last.is_ascii_alphabetic()
                        && !digits.is_empty()
                        && digits.iter().all(u8::is_ascii_digit) =>
                {
                    last.to_ascii_uppercase()
                }
                _ => {
                    self.others += 1;
                    continue;
                }
            };
            self.add(OrderIdLetters { letter: Some(letter), lettered: 1, others: 0 });
        }
    }

    /// Adds those of other rows.
    pub(super) fn add(&mut self, more: OrderIdLetters) {
        self.others += more.others;
        if let Some(letter) = more.letter {
            if *self.letter.get_or_insert(letter) == letter {
                self.lettered += more.lettered;
            } else {
                self.others += more.lettered;
            }
        }
    }

    /// The letter behind every id.
    pub(super) fn of_all(self) -> Option<u8> {
        self.letter.filter(|_| self.others == 0)
    }

    /// Whether there are ids, and none with a letter.
    pub(super) fn has_none(self) -> bool {
        self.others > 0 && self.lettered == 0
    }

    /// The letter, and whether there are ids without: in that the ids of two files may differ.
    pub(crate) fn form(self) -> (Option<u8>, bool) {
        (self.letter, self.others > 0)
    }
}

/// Whether a field names the order or sub-order of its row.
pub(super) fn names_order(field: Field) -> bool {
    matches!(
        field,
        Field::OrderId
            | Field::SubOrderId
            | Field::ParcelOrder
            | Field::RefundOrder
            | Field::RefundSubOrder
            | Field::ReviewOrder
    )
}

/// The field by which rows of a kind are joined to orders.
pub(super) fn order_field(kind: Kind) -> Option<Field> {
    match kind {
        Kind::Orders => Some(Field::OrderId),
        Kind::Logistics => Some(Field::ParcelOrder),
        Kind::Refunds => Some(Field::RefundOrder),
        Kind::Reviews => Some(Field::ReviewOrder),
        Kind::Service => None,
    }
}

/// An id without a letter behind its digits.
pub(super) fn without_letter(id: &str, letter: u8) -> &str {
    match id.as_bytes().split_last() {
        Some((last, digits))
            if last.eq_ignore_ascii_case(&letter)
                && !digits.is_empty()
                && digits.iter().all(u8::is_ascii_digit) =>
        {
            id.get(..digits.len()).unwrap_or(id)
        }
        _ => id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(cells: &[&str]) -> OrderIdLetters {
        let mut letters = OrderIdLetters::default();
        cells.iter().for_each(|cell| letters.count(cell.as_bytes()));
        letters
    }

    #[test]
    fn a_letter_counts_where_all_ids_have_it() {
        assert_eq!(of(&["\t6917A", "6918a", "", "-", "NaN", "N/A"]).of_all(), Some(b'A'));
        assert_eq!(of(&["6917A,\t6918A"]).of_all(), Some(b'A'));
        for mixed in
            [&["6917A", "6918"][..], &["6917A", "6918B"], &["6917A,6918"], &["6917A", "X6918A"], &["A"]]
        {
            assert_eq!(of(mixed).of_all(), None, "{mixed:?}");
        }
        assert!(of(&["6917"]).has_none() && !of(&["6917A"]).has_none() && !of(&[]).has_none());
    }

    #[test]
    fn only_the_letter_behind_digits_is_left_out() {
        let all = ["6917A", "6917a", "6917", "6917B", "X17A", "A"].map(|id| without_letter(id, b'A'));
        assert_eq!(all, ["6917", "6917", "6917", "6917B", "X17A", "A"]);
    }
}
