//! Zip archives: their entries, unpacked one by one.

use crate::catalogue::{Arg, Diagnostic, PlainText, diagnostics, io_reason, text};
use crate::input::bytes::{Bytes, Handle, Unpacker};
use std::borrow::Cow;
use std::io::{self, BufReader};
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// Why an archive or one of its entries is not read.
#[derive(Debug)]
pub struct Refusal {
    /// What it is, of what was found.
    pub diagnostic: fn(Arg) -> Diagnostic,
    /// What was found.
    pub what: Arg,
}

impl Refusal {
    /// The diagnostic without the name of the file.
    pub fn into_diagnostic(self) -> Diagnostic {
        (self.diagnostic)(self.what)
    }
}

/// An open archive.
pub struct Archive(ZipArchive<BufReader<Handle>>);

/// A file in an archive.
pub struct ArchiveEntry {
    /// Its name, with its folders.
    pub name: String,
    place: usize,
    /// Can it be unpacked?
    known: Result<(), Refusal>,
}

/// What a file that begins like a zip archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackageKind {
    /// An archive of files.
    Zip,
    /// An Excel workbook.
    Xlsx,
    /// A binary Excel workbook.
    Xlsb,
    /// An OpenDocument file.
    OpenDocument,
    /// Another document of an office program.
    Document,
}

impl Archive {
    /// Opens an archive.
    pub fn open(bytes: &Bytes) -> Result<Archive, Refusal> {
        let handle = bytes.open().map_err(|e| io_refusal(&e))?;
        ZipArchive::new(BufReader::new(handle)).map(Archive).map_err(|e| refusal(&e))
    }

    /// What it is, by the names that such files always hold.
    pub fn sort(&self) -> PackageKind {
        // Some writers put backslashes between folders.
        let plain = |name: &[u8]| String::from_utf8_lossy(name).to_ascii_lowercase().replace('\\', "/");
        let names: Vec<String> = self.0.file_names_raw().map(plain).collect();
        let has = |name: &str| names.iter().any(|n| n == name);
        let is_package = has("[content_types].xml");
        if has("xl/workbook.bin") {
            PackageKind::Xlsb
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

    /// Have several files in it the same name? Only the last of them could be read.
    pub fn has_same_names(&self) -> bool {
        self.0.has_duplicate_names()
    }

    /// Does a workbook's table of strings claim more of them than its bytes can hold? Whoever reads it sets
    /// memory aside for as many as it claims.
    pub fn overstates_strings(&mut self) -> bool {
        /// No string is shorter than `<si/>`.
        const SHORTEST: u64 = 5;
        let is_table = |name: &[u8]| name.to_ascii_lowercase().ends_with(b"sharedstrings.xml");
        let Some(place) = self.0.file_names_raw().position(is_table) else { return false };
        let Ok(part) = self.0.by_index(place) else { return false };
        let size = part.size();
        let mut begin = Vec::new();
        // What cannot be unpacked is told when the workbook is opened.
        let _ = io::Read::read_to_end(&mut io::Read::take(part, 4096), &mut begin);
        let begin = String::from_utf8_lossy(&begin);
        let Some((_, stated)) = begin.split_once("uniqueCount") else { return false };
        let digits = stated.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '>');
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let digits = digits.get(..end).unwrap_or_default();
        !digits.is_empty() && digits.parse::<u64>().map_or(true, |count| count > size / SHORTEST)
    }

    /// Every file, in the order of names; what operating systems put beside them is passed over.
    pub fn entries(&mut self) -> Vec<ArchiveEntry> {
        let mut entries: Vec<ArchiveEntry> =
            (0..self.0.len()).filter_map(|place| self.entry(place)).collect();
        entries.sort_by(|a, b| crate::input::source::natural(&a.name, &b.name));
        entries
    }

    fn entry(&mut self, place: usize) -> Option<ArchiveEntry> {
        let (name, known) = match self.0.by_index_raw(place) {
            Ok(file) if file.is_dir() => return None,
            Ok(file) => (decoded(file.name_raw()).into_owned(), check(file.encrypted(), file.compression())),
            Err(e) => (format!("{}", place + 1), Err(refusal(&e))),
        };
        (!is_passed_over(&name)).then_some(ArchiveEntry { name, place, known })
    }

    /// The bytes of a file in it.
    pub fn unpack(&mut self, entry: ArchiveEntry, unpacker: &mut Unpacker) -> Result<Bytes, Refusal> {
        entry.known?;
        let mut file = self.0.by_index(entry.place).map_err(|e| refusal(&e))?;
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

/// A broken stream is told by kinds of errors; the system's own are something else.
pub(super) fn io_refusal(error: &io::Error) -> Refusal {
    if error.raw_os_error().is_some() || error.kind() == io::ErrorKind::FileTooLarge {
        return Refusal { diagnostic: diagnostics::path_unreadable, what: io_reason(error) };
    }
    damaged(text::damaged_entry)
}

/// A damage in words of our own: the libraries have English ones only, and some quote what they stumble over.
pub(super) fn damaged(text: PlainText) -> Refusal {
    Refusal { diagnostic: diagnostics::container_damaged, what: text.into() }
}

/// Entry names carry no word about their encoding that could be trusted: UTF-8 if valid, else GBK, which is
/// what Chinese systems write.
fn decoded(raw: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(raw) {
        Ok(name) => Cow::Borrowed(name),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0,
    }
}

/// What macOS and Excel leave beside files, and hidden ones.
fn is_passed_over(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    let own = parts.next_back().unwrap_or_default();
    own.is_empty() || own.starts_with(['.', '~']) || parts.any(|folder| folder == "__MACOSX")
}
