//! The files that were read and the account of their rows: the same in every document about exports.

use super::block::{Block, Breaks, Line, Paragraph, Tone};
use super::names;
use crate::catalogue::{Code, Lang, text};
use crate::field::Kind;
use crate::input::{Delimiter, Encoding, FileStatus, InputFile};
use crate::shown_text::shown_name;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A file and the account of its rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct InputRow {
    /// Its path as given.
    pub path: String,
    /// What it was taken for.
    pub kind: Option<Kind>,
    /// How its text is encoded; xlsx for a sheet.
    pub encoding: Option<Encoding>,
    /// What stands between the cells of a text file where it is no comma.
    pub delimiter: Option<Delimiter>,
    /// used, skipped or refused.
    pub status: FileStatus,
    /// Why it does not count.
    pub code: Option<Code>,
    /// Data rows: the sum of the next five.
    pub read: u64,
    /// Rows that count.
    pub used: u64,
    /// Rows that a newer one replaced.
    pub duplicate: u64,
    /// Unpaid and zero-price orders and what belongs to them, reviews without time or stars.
    pub excluded: u64,
    /// Rows that fit no order.
    pub unmatched: u64,
    /// Rows that cannot be used.
    pub rejected: u64,
    /// Of the excluded rows those of shops that were not asked for.
    #[serde(default)]
    pub other_shops: u64,
    /// Lines that are no data: blank, repeated headers, totals.
    pub skipped: u64,
}

impl From<&InputFile> for InputRow {
    fn from(file: &InputFile) -> InputRow {
        InputRow {
            path: shown_name(&file.path).into_owned(),
            kind: file.kind,
            encoding: file.encoding,
            delimiter: file.delimiter,
            status: file.status,
            code: file.code,
            read: file.read,
            used: file.disposition.used,
            duplicate: file.disposition.duplicate,
            excluded: file.disposition.excluded,
            unmatched: file.disposition.unmatched,
            rejected: file.rejected,
            other_shops: file.other_shops,
            skipped: file.skipped,
        }
    }
}

/// How many rows are other shops', and how many lines were skipped, where there are any.
pub(super) fn left_out(other_shops: u64, skipped: u64, lang: Lang) -> String {
    let said =
        |rows: u64, text: fn(Lang, u64) -> String| if rows > 0 { text(lang, rows) } else { String::new() };
    said(other_shops, text::data_other_shops) + &said(skipped, text::data_skipped_rows)
}

/// Rows by kind, then the files that do not count.
pub(super) fn section(inputs: &[InputRow], lang: Lang) -> Block {
    let with_status = |status: FileStatus| inputs.iter().filter(move |file| file.status == status);
    let mut blocks = vec![Block::Heading(text::data_title(lang).into())];
    for kind in Kind::ALL {
        let files: Vec<&InputRow> =
            with_status(FileStatus::Used).filter(|file| file.kind == Some(kind)).collect();
        if files.is_empty() {
            continue;
        }
        let sum = |of: fn(&InputRow) -> u64| files.iter().map(|file| of(file)).sum::<u64>();
        let account = text::data_line(
            lang,
            names::kind(kind, lang),
            files.len(),
            sum(|file| file.read),
            sum(|file| file.used),
            sum(|file| file.duplicate),
            sum(|file| file.excluded),
            sum(|file| file.unmatched),
            sum(|file| file.rejected),
        );
        let left_out = left_out(sum(|file| file.other_shops), sum(|file| file.skipped), lang);
        blocks.push(Paragraph::new(account + &left_out).level(1).breaks(Breaks::Parts).into());
    }
    blocks.extend(not_counted(inputs, lang));
    Block::Section(blocks)
}

/// The files that do not count, and why.
pub(super) fn not_counted(inputs: &[InputRow], lang: Lang) -> Vec<Block> {
    let with_status = |status: FileStatus| inputs.iter().filter(move |file| file.status == status);
    let code = |file: &InputRow| file.code.unwrap_or(Code::FileUnrecognised).id();
    let skipped = with_status(FileStatus::Skipped)
        .map(|file| Line::from(text::data_skipped(lang, &file.path, code(file))));
    let refused = with_status(FileStatus::Refused)
        .map(|file| Line::new(text::data_refused(lang, &file.path, code(file)), Tone::Bad));
    let others = skipped.chain(refused).map(|line| Paragraph::new(line).level(1).breaks(Breaks::Nowhere));
    others.map(Block::from).collect()
}
