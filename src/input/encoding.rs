//! How text is encoded: as UTF-8 if it is valid, else as GB18030.

use crate::string_enum::string_enum;
use std::borrow::Cow;

string_enum! {
    /// How the bytes of a text file stand for characters.
    Encoding {
        /// UTF-8.
        Utf8 = "utf-8",
        /// UTF-8 after a byte order mark.
        Utf8Bom = "utf-8-bom",
        /// GB18030, which holds GBK and GB2312.
        Gb18030 = "gb18030",
        /// UTF-16, which is read as UTF-8.
        Utf16 = "utf-16",
        /// The cells of a sheet, which came out of their workbook as UTF-8.
        Sheet = "xlsx",
    }
}

/// The byte order mark of UTF-8, which is no part of the first cell.
pub(super) const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

impl Encoding {
    /// The text of a cell; `None` where the bytes do not stand for characters.
    pub(super) fn decode(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        match self {
            Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Utf16 | Encoding::Sheet => {
                std::str::from_utf8(bytes).ok().map(Cow::Borrowed)
            }
            Encoding::Gb18030 if bytes.is_ascii() => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
            Encoding::Gb18030 => {
                let (text, broken) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
                (!broken).then_some(text)
            }
        }
    }
}

/// Whether bytes of a file in GB18030 are UTF-8 beyond doubt: every character that is not ASCII has three bytes or
/// more, as no text in GB18030 has them but by the rarest accident.
pub(super) fn is_plainly_utf8(bytes: &[u8]) -> bool {
    !bytes.is_ascii()
        && std::str::from_utf8(bytes)
            .is_ok_and(|text| text.chars().all(|c| c.is_ascii() || c.len_utf8() >= 3))
}

/// Checks whether bytes that come in pieces are UTF-8. A character may lie across two pieces.
#[derive(Debug, Default)]
pub(super) struct Utf8Check {
    /// The beginning of a character whose end is in the next piece.
    pending: Vec<u8>,
    broken: bool,
    /// Any character that is not ASCII was whole.
    has_characters: bool,
}

impl Utf8Check {
    /// Checks the next piece; `false` where the bytes so far cannot be UTF-8.
    pub(super) fn take(&mut self, bytes: &[u8]) -> bool {
        let joined;
        let bytes = if self.pending.is_empty() {
            bytes
        } else {
            self.pending.extend_from_slice(bytes);
            joined = std::mem::take(&mut self.pending);
            &joined
        };
        let mut whole = bytes;
        match std::str::from_utf8(bytes) {
            Ok(_) => {}
            Err(e) if e.error_len().is_none() => {
                let pending;
                (whole, pending) = bytes.split_at_checked(e.valid_up_to()).unwrap_or_default();
                self.pending.extend_from_slice(pending);
            }
            Err(_) => self.broken = true,
        }
        self.has_characters |= !whole.is_ascii();
        !self.broken
    }

    /// Whether a file of the bytes so far is UTF-8. One that was cut short may end within a character, and all before it
    /// would be misread in another encoding; where that is ASCII only, the end may be of any.
    pub(super) fn is_valid(&self) -> bool {
        !self.broken && (self.pending.is_empty() || self.has_characters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_may_lie_across_any_border() {
        let text = "订单,辣丝丝🌶,end".as_bytes();
        for border in 0..=text.len() {
            let mut valid = Utf8Check::default();
            let (a, b) = text.split_at(border);
            assert!(valid.take(a) && valid.take(b) && valid.is_valid(), "{border}");
        }
        for (bytes, is_valid) in
            [(&text[..4], true), (b"a,\xe8", false), (b"a,\xe8\xae", false), (b"\xe8\xae\xa2,\xff", false)]
        {
            let mut cut = Utf8Check::default();
            cut.take(bytes);
            assert_eq!(cut.is_valid(), is_valid, "{bytes:?}");
        }
    }

    #[test]
    fn gb18030_decodes_four_byte_characters() {
        let (bytes, _, _) = encoding_rs::GB18030.encode("辣丝丝🌶");
        assert_eq!(Encoding::Gb18030.decode(&bytes).as_deref(), Some("辣丝丝🌶"));
    }
}
