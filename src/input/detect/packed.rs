//! What archives and workbooks hold.

use super::{DEEPEST, Detector, unpacking};
use crate::catalogue::{Code, PlainText, diagnostics, text};
use crate::input::bytes::Unpacker;
use crate::input::container::archive::{Archive, PackageKind};
use crate::input::container::sheet_to_csv::SheetLayout;
use crate::input::container::workbook::{self, WorkbookSheet};
use crate::input::encoding::Encoding;
use crate::input::header::{HeaderMatch, Mapping};
use crate::input::input_file::FileStatus;
use crate::input::readable::{CsvTable, DetectedFile};
use crate::input::refusal::Refusal;
use crate::input::source::Source;
use crate::input::unusable::{refused, unusable};
use std::sync::Arc;

impl Detector<'_> {
    /// A file that begins like a zip archive.
    pub(super) fn packed(&self, source: &Source, depth: u8, unpacker: &mut Unpacker) -> Vec<DetectedFile> {
        let unsupported = |what: PlainText| vec![unusable(source, diagnostics::container_unsupported, what)];
        let overlapping = || vec![unusable(source, diagnostics::container_damaged, text::damaged_overlap)];
        let mut archive = match Archive::open(&self.watched(source)) {
            Ok(archive) => archive,
            Err(why) => return refused(source, why),
        };
        match archive.kind() {
            PackageKind::Xlsx if archive.overstates_strings() => {
                vec![unusable(source, diagnostics::container_damaged, text::damaged_xml)]
            }
            PackageKind::Xlsx if archive.has_overlaps() => overlapping(),
            PackageKind::Xlsx => match self.workbook(source, unpacker) {
                Ok(detected) => detected,
                Err(why) => refused(source, why),
            },
            PackageKind::Xlsb => unsupported(text::container_xlsb),
            PackageKind::Numbers => unsupported(text::container_numbers),
            PackageKind::OpenDocument => unsupported(text::container_open_document),
            PackageKind::Document => {
                vec![unusable(source, diagnostics::file_unrecognised, text::container_binary)]
            }
            PackageKind::Zip if depth > DEEPEST => {
                vec![unusable(source, |_| diagnostics::zip_too_deep(), "")]
            }
            PackageKind::Zip if archive.has_same_names() => {
                vec![unusable(source, diagnostics::container_damaged, text::damaged_same_names)]
            }
            PackageKind::Zip if archive.has_overlaps() => overlapping(),
            PackageKind::Zip => self.archive(source, &mut archive, depth, unpacker),
        }
    }

    fn archive(
        &self,
        source: &Source,
        archive: &mut Archive,
        depth: u8,
        unpacker: &mut Unpacker,
    ) -> Vec<DetectedFile> {
        let mut all = Vec::new();
        for entry in archive.entries() {
            let name = entry.name.clone();
            all.extend(unpacking(unpacker, |unpacker| match archive.unpack(entry, unpacker) {
                Ok(bytes) => self.detect_below(&source.entry(&name, bytes), depth, unpacker),
                Err(why) => refused(&source.entry(&name, source.bytes.clone()), why),
            }));
        }
        // The password is asked for once for the archive, not once for every file in it.
        let encrypted = |detected: &DetectedFile| detected.code() == Some(Code::ZipEncrypted);
        if !all.is_empty() && all.iter().all(encrypted) {
            return vec![unusable(source, |_| diagnostics::zip_encrypted(), "")];
        }
        // A named archive must hold something to read.
        if source.named && all.iter().all(|detected| detected.status == FileStatus::Skipped) {
            all.push(unusable(source, diagnostics::file_unrecognised, text::skipped_none_inside));
        }
        all
    }

    fn workbook(&self, source: &Source, unpacker: &mut Unpacker) -> Result<Vec<DetectedFile>, Refusal> {
        let find = |rows: &[Vec<String>]| {
            let rows: Vec<Vec<&str>> =
                rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
            self.known.find(&rows, self.columns)
        };
        // Progress is that of the second look.
        Archive::open(&source.bytes)?.weigh(unpacker).map_err(|limit| limit.refusal())?;
        let sheets = workbook::read(&self.watched(source), unpacker, &mut |rows| match find(rows) {
            HeaderMatch::Fits(mappings, header_row) => Ok(SheetLayout {
                width: mappings.iter().map(Mapping::named_width).max().unwrap_or_default(),
                time_columns: mappings.iter().flat_map(Mapping::time_columns).collect(),
                kept: HeaderMatch::Fits(mappings, header_row),
            }),
            other => Err(other),
        })?;
        let fits = |sheet: &&WorkbookSheet<HeaderMatch>| sheet.rows.is_some();
        let (fitting_sheets, total) = (sheets.iter().filter(fits).count(), sheets.len());
        if fitting_sheets == 0 {
            // Report the sheet that says most: a known wrong file, else one that is not empty.
            let found = sheets.into_iter().map(|sheet| sheet.kept);
            return Ok(vec![self.unfit(source, &found.fold(HeaderMatch::Empty, HeaderMatch::or_better))]);
        }
        let mut all = Vec::new();
        for sheet in sheets {
            let one_of_many = Source { named: false, ..source.sheet(&sheet.name) };
            match (sheet.kept, sheet.rows) {
                (HeaderMatch::Fits(mappings, header_row), Some((bytes, rows))) => {
                    let (known, rows) = (Arc::clone(&self.known), Some(rows));
                    let encoding = Encoding::Sheet;
                    let table = CsvTable { bytes, encoding, delimiter: None, known, sheet: rows, header_row };
                    let own = if fitting_sheets == 1 { source } else { &source.sheet(&sheet.name) };
                    all.extend(self.fitting(own, mappings, table));
                }
                (HeaderMatch::Empty, _) => {}
                (found, _) if total > 1 => all.push(self.unfit(&one_of_many, &found)),
                _ => {}
            }
        }
        Ok(all)
    }
}
