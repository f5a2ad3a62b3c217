//! Zip archives: their entries, unpacked one by one.

use crate::catalogue::{diagnostics, text};
use crate::input::bytes::{Bytes, Handle, Unpacker};
use crate::input::file_name::sort_by_name;
use crate::input::refusal::{Refusal, damaged, io_refusal};
use std::borrow::Cow;
use std::io::{self, BufReader};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

pub(crate) struct Archive(pub(super) ZipArchive<BufReader<Handle>>);

pub(crate) struct ArchiveEntry {
    /// Its name, with its folders.
    pub(crate) name: String,
    place: usize,
    /// Why it cannot be unpacked, as far as its header shows that.
    unpackable: Result<(), Refusal>,
}

/// What a file that begins like a zip archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PackageKind {
    /// An archive of files.
    Zip,
    /// An Excel workbook.
    Xlsx,
    /// A binary Excel workbook.
    Xlsb,
    /// A table of Apple's Numbers.
    Numbers,
    /// An `OpenDocument` file.
    OpenDocument,
    /// Another document of an office program.
    Document,
}

impl Archive {
    pub(crate) fn open(bytes: &Bytes) -> Result<Archive, Refusal> {
        let handle = bytes.open().map_err(|e| io_refusal(&e))?;
        ZipArchive::new(BufReader::new(handle)).map(Archive).map_err(|e| refusal(&e))
    }

    /// What it is, by the names of the files that every package of a kind has.
    pub(crate) fn kind(&self) -> PackageKind {
        // Some writers put backslashes between folders.
        let plain = |name: &[u8]| String::from_utf8_lossy(name).to_ascii_lowercase().replace('\\', "/");
        let names: Vec<String> = self.0.file_names_raw().map(plain).collect();
        let has = |name: &str| names.iter().any(|n| n == name);
        let is_package = has("[content_types].xml");
        if has("xl/workbook.bin") {
            PackageKind::Xlsb
        } else if names.iter().any(|name| name.ends_with(".iwa") || name.ends_with("index.zip")) {
            PackageKind::Numbers
        } else if has("mimetype") && has("content.xml") {
            PackageKind::OpenDocument
        } else if has("xl/workbook.xml") || (is_package && names.iter().any(|n| n.starts_with("xl/"))) {
            PackageKind::Xlsx
        } else if is_package {
            PackageKind::Document
        } else {
            PackageKind::Zip
        }
    }

    /// Whether several files in it have the same name: only the last of them could be read.
    pub(crate) fn has_same_names(&self) -> bool {
        self.0.has_duplicate_names()
    }

    /// Whether bytes of it belong to several files: so a small archive holds any number of large ones. What cannot be
    /// told is seen when the files are unpacked.
    pub(crate) fn has_overlaps(&mut self) -> bool {
        self.0.has_overlapping_entries().unwrap_or(false)
    }

    /// Whether a workbook's table of strings claims more strings than its bytes can hold: the library allocates memory
    /// for as many as it claims.
    pub(crate) fn overstates_strings(&mut self) -> bool {
        /// No string is shorter than `<si/>`.
        const SHORTEST: u64 = 5;
        let is_table = |name: &[u8]| name.to_ascii_lowercase().ends_with(b"sharedstrings.xml");
        let Some(place) = self.0.file_names_raw().position(is_table) else { return false };
        let Ok(part) = self.0.by_index(place) else { return false };
        let size = part.size();
        let mut begin = Vec::new();
        // An error of unpacking is reported when the workbook is opened.
        let _ = io::Read::read_to_end(&mut io::Read::take(part, 4096), &mut begin);
        let begin = String::from_utf8_lossy(&begin);
        let Some((_, stated)) = begin.split_once("uniqueCount") else { return false };
        let digits = stated.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '>');
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let digits = digits.get(..end).unwrap_or_default();
        !digits.is_empty() && digits.parse::<u64>().map_or(true, |count| count > size / SHORTEST)
    }

    /// Every file, in the order of names, without those that operating systems add.
    pub(crate) fn entries(&mut self) -> Vec<ArchiveEntry> {
        let mut entries: Vec<ArchiveEntry> =
            (0..self.0.len()).filter_map(|place| self.entry(place)).collect();
        sort_by_name(&mut entries, |entry| entry.name.as_str().into());
        entries
    }

    fn entry(&mut self, place: usize) -> Option<ArchiveEntry> {
        let (name, unpackable) = match self.0.by_index_raw(place) {
            Ok(file) if file.is_dir() => return None,
            Ok(file) => (decoded(file.name_raw()).into_owned(), check(file.encrypted(), file.compression())),
            Err(e) => (format!("{}", place + 1), Err(refusal(&e))),
        };
        (!is_passed_over(&name)).then_some(ArchiveEntry { name, place, unpackable })
    }

    pub(crate) fn unpack(&mut self, entry: ArchiveEntry, unpacker: &mut Unpacker) -> Result<Bytes, Refusal> {
        entry.unpackable?;
        let mut file = self.0.by_index(entry.place).map_err(|e| refusal(&e))?;
        unpacker.expect(file.size()).map_err(|e| io_refusal(&e))?;
        let mut part = unpacker.begin().map_err(|e| io_refusal(&e))?;
        io::copy(&mut file, &mut part).map_err(|e| io_refusal(&e))?;
        Ok(part.finish())
    }
}

fn check(encrypted: bool, method: CompressionMethod) -> Result<(), Refusal> {
    if encrypted {
        return Err(Refusal { diagnostic: |_| diagnostics::zip_encrypted(), what: "".into() });
    }
    match method {
        CompressionMethod::Stored | CompressionMethod::Deflated => Ok(()),
        other => Err(Refusal { diagnostic: diagnostics::zip_method, what: method_name(other).into() }),
    }
}

/// The method's name, or its number where it has none here.
fn method_name(method: CompressionMethod) -> String {
    #[allow(deprecated)] // the only way to the number of a method that was not compiled in
    match method {
        CompressionMethod::Unsupported(9) => "deflate64".to_owned(),
        CompressionMethod::Unsupported(12) => "bzip2".to_owned(),
        CompressionMethod::Unsupported(14) => "lzma".to_owned(),
        CompressionMethod::Unsupported(93) => "zstd".to_owned(),
        CompressionMethod::Unsupported(95) => "xz".to_owned(),
        CompressionMethod::Unsupported(number) => number.to_string(),
        other => other.to_string(),
    }
}

pub(super) fn refusal(error: &ZipError) -> Refusal {
    match error {
        ZipError::Io(e) => io_refusal(e),
        ZipError::InvalidArchive(_) | ZipError::UnsupportedArchive(_) => damaged(text::damaged_archive),
        _ => damaged(text::damaged_entry),
    }
}

/// The encoding that an archive states for its names is often wrong: they are read as UTF-8 if valid, else as GBK,
/// which Chinese systems write.
fn decoded(raw: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(raw) {
        Ok(name) => Cow::Borrowed(name),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0,
    }
}

/// Hidden files, and those that macOS and Excel leave beside others.
fn is_passed_over(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    let own = parts.next_back().unwrap_or_default();
    own.is_empty() || own.starts_with(['.', '~']) || parts.any(|folder| folder == "__MACOSX")
}
