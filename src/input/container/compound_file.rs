//! The container of old Office files: what lies in it, told from the names in its directory.
//!
//! Nothing else of it is read, so a small reader is enough; the workbook library panics where such a file is cut short.

use crate::catalogue::{diagnostics, text};
use crate::input::bytes::{Bytes, Handle};
use crate::input::refusal::{Refusal, io_refusal};
use std::io::{self, Read, Seek, SeekFrom};

/// Why a file in the old container is not read.
pub(crate) fn refusal(bytes: &Bytes) -> Refusal {
    let names = match bytes.open().and_then(|mut file| names(&mut file)) {
        Ok(names) => names,
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Vec::new(),
        Err(error) => return io_refusal(&error),
    };
    let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    if has(&["EncryptedPackage", "EncryptionInfo"]) {
        Refusal { diagnostic: |_| diagnostics::workbook_encrypted(), what: "".into() }
    } else if has(&["WordDocument", "PowerPoint Document"]) {
        // They may hold workbooks of their own.
        Refusal { diagnostic: diagnostics::file_unrecognised, what: text::container_binary.into() }
    } else if has(&["Workbook", "Book"]) {
        Refusal { diagnostic: diagnostics::container_unsupported, what: text::container_xls.into() }
    } else if names.is_empty() {
        Refusal { diagnostic: diagnostics::container_damaged, what: text::damaged_old_container.into() }
    } else {
        Refusal { diagnostic: diagnostics::file_unrecognised, what: text::container_binary.into() }
    }
}

/// More sectors of directory than any office program writes: a chain of them may lead in a circle.
const MOST_SECTORS: usize = 1 << 10;
const HEADER: usize = 512;
const ENTRY: usize = 128;

/// The names in the directory, as far as it can be read.
fn names(file: &mut Handle) -> io::Result<Vec<String>> {
    let mut header = [0; HEADER];
    file.read_exact(&mut header)?;
    let shift = u32::from(u16_at(&header, 30));
    if !matches!(shift, 9 | 12) {
        return Ok(Vec::new());
    }
    let sector_at = |number: u32| SeekFrom::Start((u64::from(number) + 1) << shift);
    let (mut names, mut sector) = (Vec::new(), vec![0; 1 << shift]);
    let mut next = u32_at(&header, 48);
    for _ in 0..MOST_SECTORS {
        file.seek(sector_at(next))?;
        let read = file.read_fully(&mut sector)?;
        names.extend(sector.get(..read).unwrap_or_default().chunks_exact(ENTRY).filter_map(name));
        // Where its chain goes on stands in a table of sectors; the header says where the first 109 of its parts lie.
        let entries = 1u32 << (shift - 2);
        let Some(part) = (next / entries).try_into().ok().filter(|part: &usize| *part < 109) else { break };
        file.seek(sector_at(u32_at(&header, 76 + 4 * part)))?;
        file.seek(SeekFrom::Current(i64::from(4 * (next % entries))))?;
        let mut link = [0; 4];
        if file.read_fully(&mut link)? < link.len() {
            break;
        }
        next = u32::from_le_bytes(link);
        if next >= 0xffff_fffa {
            break;
        }
    }
    Ok(names)
}

/// The name of an entry that is in use.
fn name(entry: &[u8]) -> Option<String> {
    let length = usize::from(u16_at(entry, 64)).checked_sub(2).filter(|length| *length <= 62)?;
    let is_used = matches!(entry.get(66), Some(1 | 2 | 5));
    let units = entry.get(..length)?.chunks_exact(2).map(|pair| u16_at(pair, 0));
    is_used.then(|| char::decode_utf16(units).map(|c| c.unwrap_or('?')).collect())
}

fn u16_at(bytes: &[u8], place: usize) -> u16 {
    bytes.get(place..).and_then(|rest| rest.first_chunk()).map_or(0, |pair| u16::from_le_bytes(*pair))
}

fn u32_at(bytes: &[u8], place: usize) -> u32 {
    bytes.get(place..).and_then(|rest| rest.first_chunk()).map_or(0, |four| u32::from_le_bytes(*four))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Code;
    use crate::input::bytes::Unpacker;
    use std::io::Write;

    fn code(content: &[u8]) -> Code {
        let mut unpacker = Unpacker::default();
        let mut section = unpacker.begin().unwrap();
        section.write_all(content).unwrap();
        refusal(&section.finish()).into_diagnostic().code
    }

    /// A container with a directory of one sector.
    fn container(names: &[&str]) -> Vec<u8> {
        let mut file = vec![0; 512];
        file[..4].copy_from_slice(b"\xd0\xcf\x11\xe0");
        file[30] = 9;
        file[48] = 1;
        // The table of sectors: itself, and the directory, whose chain leads back to it.
        let mut table = vec![0; 512];
        table[4] = 1;
        let mut directory = vec![0; 512];
        for (name, entry) in names.iter().zip(directory.chunks_exact_mut(128)) {
            let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            entry[..units.len()].copy_from_slice(&units);
            entry[64] = units.len() as u8 + 2;
            entry[66] = 2;
        }
        [file, table, directory].concat()
    }

    #[test]
    fn it_is_what_its_directory_holds() {
        assert_eq!(code(&container(&["Root Entry", "Workbook"])), Code::ContainerUnsupported);
        assert_eq!(code(&container(&["Root Entry", "Book"])), Code::ContainerUnsupported);
        assert_eq!(code(&container(&["Root Entry", "EncryptionInfo"])), Code::WorkbookEncrypted);
        assert_eq!(code(&container(&["Root Entry", "WordDocument", "Workbook"])), Code::FileUnrecognised);
        assert_eq!(code(&container(&["Root Entry"])), Code::FileUnrecognised);
        assert_eq!(code(&container(&[])), Code::ContainerDamaged);
        assert_eq!(code(b"\xd0\xcf\x11\xe0"), Code::ContainerDamaged);
    }
}
