//! Text whose cells are not separated by commas, or whose characters have two bytes: turned into a CSV file, so that
//! all that follows knows one form of text only. Lines keep their numbers.

use super::bytes::{Bytes, Unpacker};
use super::csv_records::CsvRecords;
use crate::catalogue::{Diagnostic, diagnostics};
use crate::string_enum::string_enum;
use csv::ByteRecord;
use std::io::{self, BufWriter, Read, Write};

string_enum! {
    /// What stands between the cells of a text file.
    Delimiter {
        /// A comma.
        Comma = "comma",
        /// A TAB.
        Tab = "tab",
        /// A semicolon.
        Semicolon = "semicolon",
    }
}

impl Delimiter {
    pub(super) fn byte(self) -> u8 {
        match self {
            Delimiter::Comma => b',',
            Delimiter::Tab => b'\t',
            Delimiter::Semicolon => b';',
        }
    }
}

/// Writes a file with commas between its cells. A quote without a partner gives a diagnostic: once quotes are written
/// anew, nobody could see it any more.
pub(super) fn with_commas(
    bytes: &Bytes,
    delimiter: Delimiter,
    unpacker: &mut Unpacker,
) -> io::Result<Result<Bytes, Diagnostic>> {
    let mut records = CsvRecords::open_delimited(bytes, delimiter.byte())?;
    let mut out = BufWriter::new(unpacker.begin()?);
    let (mut record, mut line) = (ByteRecord::new(), 1);
    while records.read(&mut record)? {
        let (first, last) = (records.first_line, records.last_line);
        if records.is_torn()? {
            return Ok(Err(diagnostics::quote_broken(first, last).line(first)));
        }
        (line..first).try_for_each(|_| out.write_all(b"\n"))?;
        for (place, cell) in record.iter().enumerate() {
            out.write_all(if place == 0 { b"\"" } else { b",\"" })?;
            for (place, part) in cell.split(|byte| *byte == b'"').enumerate() {
                out.write_all(if place == 0 { b"" } else { b"\"\"" })?;
                out.write_all(part)?;
            }
            out.write_all(b"\"")?;
        }
        out.write_all(b"\n")?;
        line = last + 1;
    }
    Ok(Ok(out.into_inner().map_err(io::IntoInnerError::into_error)?.finish()))
}

/// Writes text in UTF-16 as UTF-8.
pub(super) fn utf16_as_utf8(
    bytes: &Bytes,
    encoding: &'static encoding_rs::Encoding,
    unpacker: &mut Unpacker,
) -> io::Result<Bytes> {
    let mut file = bytes.open()?;
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut out = BufWriter::new(unpacker.begin()?);
    let mut buffer = vec![0u8; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        let mut text = String::with_capacity(decoder.max_utf8_buffer_length(read).unwrap_or(4 * read + 16));
        let _ = decoder.decode_to_string(buffer.get(..read).unwrap_or_default(), &mut text, read == 0);
        out.write_all(text.as_bytes())?;
        if read == 0 {
            break;
        }
    }
    Ok(out.into_inner().map_err(io::IntoInnerError::into_error)?.finish())
}

/// Unpacks a file that gzip has packed.
pub(super) fn gunzipped(bytes: &Bytes, unpacker: &mut Unpacker) -> io::Result<Bytes> {
    let mut unpacked = flate2::read::MultiGzDecoder::new(bytes.open()?);
    let mut out = unpacker.begin()?;
    io::copy(&mut unpacked, &mut out)?;
    Ok(out.finish())
}
