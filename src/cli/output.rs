//! Where the result goes: standard output, or a file that is opened before the work and appears whole or
//! not at all.

use super::arguments::{DetailArgs, DocumentArgs, FormatArgs, OutputFile};
use super::outcome::Failure;
use super::{interrupt, progress};
use crate::catalogue::{Diagnostic, Lang, diagnostics, io_reason};
use crate::faults::{self, Faulty, Operation};
use crate::input::Loaded;
use crate::report::{Detail, Document, Format, RowStyle, Style};
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// An output that was opened, and the form of what it is to hold.
pub(super) struct Output {
    to: Destination,
    pub format: Format,
    pub bom: bool,
    detail: DetailArgs,
    rows: RowStyle,
}

/// Says how wide the page is where there is no terminal to ask.
const COLUMNS: &str = "COLUMNS";

enum Destination {
    Stdout,
    /// A new file beside its final place.
    Fresh(NamedTempFile, PathBuf),
    /// A device or pipe: it cannot be replaced, so it is written to.
    Device(File, PathBuf),
}

/// How tests of faults name it.
const OUTPUT: &str = "output";

/// U+FEFF in UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Endings of forms that somebody may expect of a report, beside those that there are.
const OTHER_ENDINGS: [&str; 11] =
    ["xls", "xlsm", "ods", "numbers", "tsv", "pdf", "doc", "docx", "xml", "yaml", "toml"];

impl DocumentArgs {
    /// Opens the output for a document, which may begin with a byte order mark.
    pub(super) fn open<D: Document>(&self) -> Result<Output, Diagnostic> {
        self.marked(self.formatted.open::<D>()?)
    }

    /// The same for a document that is not known yet.
    pub(super) fn open_for_any(&self, name: &str) -> Result<Output, Diagnostic> {
        self.marked(self.formatted.open_in_one_of(name, &Format::ALL)?)
    }

    /// The same for a file of a folder, whose name ends as the format says.
    pub(super) fn open_in<D: Document>(&self, folder: &Path, name: &str) -> Result<Output, Diagnostic> {
        let opened = self.formatted.open::<D>()?;
        let path = folder.join(format!("{name}.{}", opened.format.id()));
        self.marked(Output { to: Destination::open(Some(&path))?, ..opened })
    }

    fn marked(&self, output: Output) -> Result<Output, Diagnostic> {
        let rows = self.row_style(output.format)?;
        Ok(Output { bom: self.bom && output.format.takes_mark(), rows, ..output })
    }
}

impl FormatArgs {
    /// Opens the output for a document, in a form that it has.
    pub(super) fn open<D: Document>(&self) -> Result<Output, Diagnostic> {
        self.open_in_one_of(D::NAME, &Format::all_of::<D>().collect::<Vec<_>>())
    }

    fn open_in_one_of(&self, name: &str, formats: &[Format]) -> Result<Output, Diagnostic> {
        let asked = self.asked();
        let format = match &asked {
            None => Some(Format::Text),
            Some(id) => formats.iter().copied().find(|format| format.id() == *id),
        };
        let missing = || {
            let ids: Vec<&str> = formats.iter().map(|format| format.id()).collect();
            diagnostics::format_missing(name, asked.unwrap_or_default(), ids.join(", "))
        };
        let format = format.ok_or_else(missing)?;
        if self.detail.brief && !format.can_be_brief() {
            let brief: Vec<&str> =
                formats.iter().filter(|format| format.can_be_brief()).map(|format| format.id()).collect();
            return Err(diagnostics::format_not_brief(format.id(), brief.join(", ")));
        }
        let output = Output { format, detail: self.detail, ..self.file.open()? };
        if format.is_binary() && output.is_stdout() && io::stdout().is_terminal() {
            return Err(diagnostics::format_needs_file(format.id()));
        }
        Ok(output)
    }

    pub(super) fn is(&self, format: &str) -> bool {
        self.asked().as_deref() == Some(format)
    }

    /// The form that was asked for, or that the ending of the file says.
    fn asked(&self) -> Option<String> {
        self.format.clone().or_else(|| self.file.form_of_ending())
    }
}

impl OutputFile {
    /// The form that the ending of the file says; any other ending says nothing.
    pub(super) fn form_of_ending(&self) -> Option<String> {
        let ending = self.output.as_deref()?.extension()?.to_str()?.to_ascii_lowercase();
        let is_form = || Format::ALL.iter().any(|format| format.id() == ending);
        match ending.as_str() {
            "txt" => Some(Format::Text.id().to_owned()),
            "htm" => Some(Format::Html.id().to_owned()),
            "md" => Some(Format::Markdown.id().to_owned()),
            other => (OTHER_ENDINGS.contains(&other) || is_form()).then_some(ending),
        }
    }

    /// Opens the output; `-` and nothing are standard output.
    pub(super) fn open(&self) -> Result<Output, Diagnostic> {
        let to = Destination::open(self.output.as_deref())?;
        Ok(Output {
            to,
            format: Format::Text,
            bom: false,
            detail: DetailArgs::default(),
            rows: RowStyle::default(),
        })
    }

    /// The same for a file that somebody fills in by hand: one that is there is never replaced.
    pub(super) fn open_new(&self) -> Result<Output, Diagnostic> {
        let is_kept = |metadata: std::fs::Metadata| metadata.is_file() || metadata.is_symlink();
        match self.output.as_deref().filter(|path| path.symlink_metadata().is_ok_and(is_kept)) {
            Some(there) => Err(diagnostics::config_exists().path(there.to_string_lossy())),
            None => self.open(),
        }
    }
}

impl Destination {
    fn open(path: Option<&Path>) -> Result<Destination, Diagnostic> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else { return Ok(Destination::Stdout) };
        let unwritable = |e: io::Error| unwritable(path, &e);
        if path.is_dir() {
            return Err(unwritable(io::Error::from(io::ErrorKind::IsADirectory)));
        }
        if is_one_of(path, &["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]) {
            return Ok(Destination::Stdout);
        }
        if path.starts_with("/dev/fd") || is_one_of(path, &["/dev/stderr", "/proc/self/fd/2"]) {
            // Behind it may lie a file that somebody else is writing: it goes on there, and is not replaced.
            let device = File::options().append(true).open(path).map_err(unwritable)?;
            return Ok(Destination::Device(device, path.to_owned()));
        }
        if path.exists() && !path.is_file() {
            faults::before(Operation::Open, OUTPUT).map_err(unwritable)?;
            let device = File::options().write(true).open(path).map_err(unwritable)?;
            return Ok(Destination::Device(device, path.to_owned()));
        }
        // A link is followed: what it points to is replaced, not the link. Of a file that is not there yet the folder
        // may be a link, or be written in several ways.
        let beside = || Some(dunce::canonicalize(path.parent()?.join(".")).ok()?.join(path.file_name()?));
        let target = dunce::canonicalize(path).ok().or_else(beside).unwrap_or_else(|| path.to_owned());
        let folder = match target.parent() {
            Some(parent) if parent != Path::new("") => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let mut builder = tempfile::Builder::new();
        builder.prefix(".tiyanfen-");
        // A file made for one's own eyes only would surprise the spreadsheet next door.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let kept = std::fs::metadata(&target).map(|m| m.permissions());
            builder.permissions(kept.unwrap_or_else(|_| std::fs::Permissions::from_mode(0o666)));
        }
        let make = || {
            faults::before(Operation::Create, OUTPUT)?;
            builder.tempfile_in(folder)
        };
        let fresh = interrupt::begin(make).map_err(unwritable)?;
        Ok(Destination::Fresh(fresh, target))
    }
}

impl Output {
    /// Refuses to replace a file that was read. What lies in an archive has the archive's path before its own.
    pub(super) fn spares(&self, read: impl IntoIterator<Item = impl AsRef<Path>>) -> Result<(), Diagnostic> {
        let Destination::Fresh(_, own) = &self.to else { return Ok(()) };
        let is_own = |path: &Path| {
            let file = path.ancestors().find(|path| path.is_file());
            file.and_then(|file| dunce::canonicalize(file).ok()).as_deref() == Some(own.as_path())
        };
        match read.into_iter().find(|path| is_own(path.as_ref())) {
            None => Ok(()),
            Some(path) => Err(diagnostics::output_is_input().path(path.as_ref().to_string_lossy())),
        }
    }

    /// The same of exports. What is none, such as an older report beside them, may be replaced.
    pub(super) fn spares_exports(&self, loaded: &Loaded) -> Result<(), Diagnostic> {
        self.spares(loaded.files.iter().filter(|file| file.kind.is_some()).map(|file| &file.path))
    }

    /// Is it another file than one that is written, too?
    pub(super) fn is_apart_from(&self, other: &Output) -> bool {
        let path = |output: &Output| match &output.to {
            Destination::Fresh(_, path) | Destination::Device(_, path) => Some(path.clone()),
            Destination::Stdout => None,
        };
        path(self).is_none() || path(self) != path(other)
    }

    pub(super) fn is_stdout(&self) -> bool {
        matches!(self.to, Destination::Stdout)
    }

    /// Writes a document, coloured for a terminal that can show it.
    pub(super) fn show(self, document: &impl Document, lang: Lang) -> Result<(), Failure> {
        let bytes = document.render(self.format, lang, self.style())?;
        self.finish(bytes)
    }

    pub(super) fn style(&self) -> Style {
        let choice = anstream::AutoStream::choice(&io::stdout());
        let takes_colour = io::stdout().is_terminal() && choice != anstream::ColorChoice::Never;
        let detail = match self.detail {
            DetailArgs { brief: true, .. } => Detail::Brief,
            DetailArgs { all: true, .. } => Detail::All,
            _ => Detail::Usual,
        };
        let style = Style {
            colour: self.is_stdout() && takes_colour,
            detail,
            wide: self.detail.wide,
            rows: self.rows,
            ..Style::PLAIN
        };
        match page_width().filter(|_| self.is_stdout()) {
            Some(width) => style.for_width(width),
            None => style,
        }
    }

    /// Writes the bytes and puts the file in its place.
    pub(super) fn finish(self, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
        self.finish_with(|to| Ok(to.write_all(bytes.as_ref())?))
    }

    /// The same for what is written piece by piece.
    pub(super) fn finish_with(
        self,
        write: impl FnOnce(&mut (dyn Write + Send)) -> anyhow::Result<()>,
    ) -> Result<(), Failure> {
        progress::clear();
        let mark: &[u8] = if self.bom { BYTE_ORDER_MARK } else { b"" };
        let written = |to: &mut (dyn Write + Send)| {
            let mut to = Faulty::new(OUTPUT, to);
            to.write_all(mark)?;
            write(&mut to)?;
            Ok(to.flush()?)
        };
        match self.to {
            Destination::Stdout => {
                written(&mut io::stdout()).map_err(|error| match cause(&error).map(io::Error::kind) {
                    Some(io::ErrorKind::BrokenPipe) => Failure::BrokenPipe,
                    _ => unwritten(Path::new("-"), &error).into(),
                })
            }
            Destination::Device(mut file, path) => {
                written(&mut file).map_err(|error| unwritten(&path, &error).into())
            }
            Destination::Fresh(mut file, path) => {
                written(file.as_file_mut()).map_err(|error| unwritten(&path, &error))?;
                let name = file.path().to_owned();
                faults::before(Operation::Rename, OUTPUT).map_err(|e| unwritable(&path, &e))?;
                file.persist(&path).map_err(|e| unwritable(&path, &e.error))?;
                interrupt::finished(&name);
                Ok(())
            }
        }
    }
}

/// What the machine said, under what libraries made of it.
fn cause(error: &anyhow::Error) -> Option<&io::Error> {
    error.chain().find_map(|error| error.downcast_ref())
}

fn unwritten(path: &Path, error: &anyhow::Error) -> Diagnostic {
    match cause(error) {
        Some(error) => unwritable(path, error),
        None => diagnostics::output_unwritable(error.to_string()).path(path.to_string_lossy()),
    }
}

fn is_one_of(path: &Path, names: &[&str]) -> bool {
    names.iter().any(|name| path == Path::new(name))
}

/// How wide the page is: a terminal knows it; behind a pipe the variable COLUMNS may say so.
fn page_width() -> Option<usize> {
    match console::Term::stdout().size_checked() {
        Some((_, columns)) if columns > 0 => Some(columns.into()),
        _ => std::env::var(COLUMNS).ok()?.trim().parse().ok().filter(|columns| *columns > 0),
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    diagnostics::output_unwritable(io_reason(error)).path(path.to_string_lossy())
}
