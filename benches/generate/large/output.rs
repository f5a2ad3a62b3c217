//! A CSV file written in large pieces.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Result;
use encoding_rs::GB18030;

use super::table::{Quoting, push_cell};

/// Text is kept until there is this much, so that encoding it pays.
const PIECE: usize = 1 << 18;

/// A CSV file under construction.
pub struct Output {
    file: BufWriter<File>,
    text: String,
    quoting: Quoting,
    gb18030: bool,
    row_begun: bool,
}

impl Output {
    /// Creates the file. UTF-8 begins with a byte order mark, as the platform's files do.
    pub fn create(path: &Path, quoting: Quoting, gb18030: bool) -> Result<Self> {
        let file = BufWriter::new(File::create(path)?);
        let text = if gb18030 { String::new() } else { "\u{feff}".to_owned() };
        Ok(Self { file, text, quoting, gb18030, row_begun: false })
    }

    /// Appends a cell to the row.
    pub fn cell(&mut self, cell: &str) {
        if self.row_begun {
            self.text.push(',');
        }
        self.row_begun = true;
        push_cell(&mut self.text, cell, self.quoting);
    }

    /// Ends the row.
    pub fn end_row(&mut self) -> Result<()> {
        self.text.push('\n');
        self.row_begun = false;
        if self.text.len() >= PIECE { self.write_text() } else { Ok(()) }
    }

    /// Appends a whole row.
    pub fn row(&mut self, cells: &[&str]) -> Result<()> {
        cells.iter().for_each(|cell| self.cell(cell));
        self.end_row()
    }

    /// Writes what is left. A file that is only dropped would hide an error.
    pub fn finish(mut self) -> Result<()> {
        self.write_text()?;
        Ok(self.file.flush()?)
    }

    fn write_text(&mut self) -> Result<()> {
        if self.gb18030 {
            self.file.write_all(&GB18030.encode(&self.text).0)?;
        } else {
            self.file.write_all(self.text.as_bytes())?;
        }
        self.text.clear();
        Ok(())
    }
}
