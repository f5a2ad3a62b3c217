//! A small writer of xlsx workbooks: no more of the format than Excel needs to open them, straight onto
//! the zip crate, so that what the reader is tested with owes nothing to the crate that reads.
#![allow(dead_code)] // every test file uses its own part

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{Seek, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// How a number is shown, which is all that tells a time from a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Plain,
    Time,
    Day,
    Percent,
    Duration,
}

/// Number formats in the order of [`Style`].
const FORMATS: [&str; 5] = ["", "yyyy\\-mm\\-dd\\ hh:mm:ss", "yyyy/m/d", "0.00%", "[h]:mm:ss"];

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// No cell at all.
    Empty,
    Text(String),
    /// A number as it is to be spelled.
    Number(String, Style),
}

/// What writers differ in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner {
    /// Strings in the cells and not in a table of their own.
    pub inline: bool,
    /// Days counted from 1904.
    pub epoch_1904: bool,
}

/// A workbook under construction, sheet by sheet and row by row.
pub struct Workbook<W: Write + Seek> {
    zip: ZipWriter<W>,
    manner: Manner,
    sheets: Vec<String>,
    strings: Strings,
    rows: u32,
    text: String,
}

#[derive(Default)]
struct Strings {
    places: HashMap<String, usize>,
    items: String,
}

impl<W: Write + Seek> Workbook<W> {
    pub fn new(to: W, manner: Manner) -> Self {
        let zip = ZipWriter::new(to);
        Workbook {
            zip,
            manner,
            sheets: Vec::new(),
            strings: Strings::default(),
            rows: 0,
            text: String::new(),
        }
    }

    /// Begins a sheet; the one before is ended.
    pub fn sheet(&mut self, name: &str) {
        self.end_sheet();
        self.sheets.push(name.to_owned());
        self.begin(&format!("xl/worksheets/sheet{}.xml", self.sheets.len()));
        let _ = write!(self.text, "<worksheet xmlns=\"{MAIN}\"><sheetData>");
    }

    /// Adds a row.
    pub fn row<'c>(&mut self, cells: impl IntoIterator<Item = &'c Cell>) {
        self.rows += 1;
        let _ = write!(self.text, "<row r=\"{}\">", self.rows);
        for (column, cell) in cells.into_iter().enumerate() {
            let place = format!("{}{}", column_letters(column), self.rows);
            // Writing to a String cannot fail.
            let _ = match cell {
                Cell::Empty => Ok(()),
                Cell::Number(digits, style) => {
                    write!(self.text, "<c r=\"{place}\" s=\"{}\"><v>{digits}</v></c>", *style as u8)
                }
                Cell::Text(text) if self.manner.inline => {
                    let text = escape(text);
                    write!(
                        self.text,
                        "<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                    )
                }
                Cell::Text(text) => {
                    let string = self.strings.place(text);
                    write!(self.text, "<c r=\"{place}\" t=\"s\"><v>{string}</v></c>")
                }
            };
        }
        self.text.push_str("</row>");
        if self.text.len() > 1 << 18 {
            self.flush();
        }
    }

    /// Adds a row of texts; an empty one is no cell.
    pub fn texts<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        let cell = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
        let cells: Vec<Cell> = cells.into_iter().map(cell).collect();
        self.row(&cells);
    }

    /// Writes the parts that hold everything together.
    pub fn finish(mut self) -> W {
        self.end_sheet();
        let count = self.sheets.len();
        let names = std::mem::take(&mut self.sheets);
        let sheets = names.iter().enumerate().map(|(i, name)| {
            format!("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>", escape(name), i + 1, i + 3)
        });
        let epoch = if self.manner.epoch_1904 { " date1904=\"1\"" } else { "" };
        let book = format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><workbookPr{epoch}/><sheets>{}</sheets></workbook>",
            sheets.collect::<String>()
        );
        let relation = |id: usize, kind: &str, target: &str| {
            format!("<Relationship Id=\"rId{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
        };
        let mut relations =
            relation(1, "styles", "styles.xml") + &relation(2, "sharedStrings", "sharedStrings.xml");
        let content = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        let part = |name: &str, kind: &str| {
            format!("<Override PartName=\"/xl/{name}.xml\" ContentType=\"{content}.{kind}+xml\"/>")
        };
        let mut parts = part("workbook", "sheet.main")
            + &part("styles", "styles")
            + &part("sharedStrings", "sharedStrings");
        for number in 1..=count {
            relations += &relation(number + 2, "worksheet", &format!("worksheets/sheet{number}.xml"));
            parts += &part(&format!("worksheets/sheet{number}"), "worksheet");
        }
        let strings = std::mem::take(&mut self.strings.items);
        self.part("xl/sharedStrings.xml", &format!("<sst xmlns=\"{MAIN}\">{strings}</sst>"));
        self.part("xl/styles.xml", &styles());
        self.part("xl/workbook.xml", &book);
        let wrapped =
            |inner: &str| format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{inner}</Relationships>");
        self.part("xl/_rels/workbook.xml.rels", &wrapped(&relations));
        self.part("_rels/.rels", &wrapped(&relation(1, "officeDocument", "xl/workbook.xml")));
        let rels = "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>";
        self.part(
            "[Content_Types].xml",
            &format!("<Types xmlns=\"{PACKAGE}/content-types\">{rels}{parts}</Types>"),
        );
        self.zip.finish().expect("a written zip")
    }

    fn end_sheet(&mut self) {
        if !self.sheets.is_empty() {
            self.text.push_str("</sheetData></worksheet>");
            self.flush();
            self.rows = 0;
        }
    }

    fn part(&mut self, name: &str, content: &str) {
        self.begin(name);
        self.text.push_str(content);
        self.flush();
    }

    fn begin(&mut self, name: &str) {
        self.zip.start_file(name, SimpleFileOptions::default()).expect("a part of the workbook");
        self.text.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    }

    fn flush(&mut self) {
        self.zip.write_all(self.text.as_bytes()).expect("a part of the workbook");
        self.text.clear();
    }
}

impl Strings {
    fn place(&mut self, text: &str) -> usize {
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        let place = self.places.len();
        let _ = write!(self.items, "<si><t xml:space=\"preserve\">{}</t></si>", escape(text));
        self.places.insert(text.to_owned(), place);
        place
    }
}

fn styles() -> String {
    let formats = FORMATS.iter().enumerate().skip(1);
    let formats: String = formats
        .map(|(i, code)| format!("<numFmt numFmtId=\"{}\" formatCode=\"{code}\"/>", 163 + i))
        .collect();
    let uses: String = (0..FORMATS.len())
        .map(|i| format!("<xf numFmtId=\"{}\"/>", if i == 0 { 0 } else { 163 + i }))
        .collect();
    format!(
        "<styleSheet xmlns=\"{MAIN}\"><numFmts>{formats}</numFmts><fonts><font/></fonts>\
         <fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>\
         <cellXfs>{uses}</cellXfs></styleSheet>"
    )
}

/// A, B, …, Z, AA, …
pub fn column_letters(mut column: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'A' + (column % 26) as u8));
        if column < 26 {
            return letters;
        }
        column = column / 26 - 1;
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
