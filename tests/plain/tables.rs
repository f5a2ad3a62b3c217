//! The files of a generated shop.

use super::exports::{Kind, period_of};
use crate::workbook::{Manner, Workbook};
use std::collections::BTreeMap;
use std::fmt;
use std::io::Cursor;
use tempfile::TempDir;

/// Column → cell; what is absent is blank.
pub type Row = BTreeMap<&'static str, String>;

#[derive(Clone)]
pub struct Table {
    pub kind: Kind,
    pub name: String,
    pub header: Vec<&'static str>,
    pub rows: Vec<Row>,
    pub gb18030: bool,
}

/// A shop as files.
#[derive(Clone)]
pub struct Files(pub Vec<Table>);

impl Table {
    pub fn text(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.header).expect("a row in memory");
        for row in &self.rows {
            let cells = self.header.iter().map(|column| row.get(column).map_or("", String::as_str));
            writer.write_record(cells).expect("a row in memory");
        }
        String::from_utf8(writer.into_inner().expect("a writer in memory")).expect("UTF-8")
    }

    fn bytes(&self) -> Vec<u8> {
        if self.gb18030 {
            encoding_rs::GB18030.encode(&self.text()).0.into_owned()
        } else {
            self.text().into_bytes()
        }
    }
}

impl Files {
    /// The same, each kind with a time of export behind all that happens.
    #[must_use]
    pub fn with_export_times(&self) -> Files {
        const LATER: &str = "1790000000_";
        let exported = |kind| self.0.iter().any(|table| table.kind == kind && table.name.starts_with(LATER));
        let mut files = self.clone();
        // Where one file has it, those without are the older ones.
        let is_of_days = |table: &&mut Table| period_of(&table.name).is_none();
        for table in files.0.iter_mut().filter(is_of_days).filter(|table| !exported(table.kind)) {
            table.name = format!("{LATER}{}", table.name);
        }
        files
    }

    /// Every file as a workbook of texts.
    pub fn workbooks(&self, manner: Manner) -> Vec<(String, Vec<u8>)> {
        let book = |table: &Table| {
            let mut book = Workbook::new(Cursor::new(Vec::new()), manner);
            book.sheet("Sheet1");
            book.texts(table.header.iter().copied());
            for row in &table.rows {
                book.texts(table.header.iter().map(|column| row.get(column).map_or("", String::as_str)));
            }
            (table.name.replace(".csv", ".xlsx"), book.finish().into_inner())
        };
        self.0.iter().map(book).collect()
    }

    /// Writes all files into a new folder.
    pub fn folder(&self) -> TempDir {
        let folder = TempDir::new().expect("a temporary folder");
        for table in &self.0 {
            std::fs::write(folder.path().join(&table.name), table.bytes()).expect("a file in it");
        }
        folder
    }
}

/// What a failing test shows: the files as they are.
impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for table in &self.0 {
            writeln!(f, "\n--- {}\n{}", table.name, table.text())?;
        }
        Ok(())
    }
}
