//! CSV text, written the way the platform, or Excel after it, writes it.

/// Which cells stand in quotes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// Only cells that need it, as Excel saves them.
    WhenNeeded,
    /// Also every cell with a leading TAB, as the platform protects ids and names from Excel.
    Protected,
    /// Every cell.
    Everything,
}

/// Appends one cell without its separator.
pub fn push_cell(text: &mut String, cell: &str, quoting: Quoting) {
    let special = |byte: u8| matches!(byte, b',' | b'"' | b'\n' | b'\r');
    let quoted = match quoting {
        Quoting::Everything => true,
        Quoting::Protected => cell.starts_with('\t') || cell.bytes().any(special),
        Quoting::WhenNeeded => cell.bytes().any(special),
    };
    if !quoted {
        text.push_str(cell);
        return;
    }
    text.push('"');
    for (index, part) in cell.split('"').enumerate() {
        if index > 0 {
            text.push_str("\"\"");
        }
        text.push_str(part);
    }
    text.push('"');
}

/// A table in memory, filled row by row by column name.
pub struct Sheet<'a> {
    header: &'a [&'a str],
    quoting: Quoting,
    line_end: &'static str,
    text: String,
}

impl<'a> Sheet<'a> {
    /// A sheet that holds its header row.
    pub fn new(header: &'a [&'a str], quoting: Quoting, line_end: &'static str) -> Self {
        let mut sheet = Self { header, quoting, line_end, text: String::new() };
        sheet.row(str::to_owned);
        sheet
    }

    /// Appends a row; `cell` gives the text of the column it is asked for.
    pub fn row(&mut self, mut cell: impl FnMut(&str) -> String) {
        for (index, column) in self.header.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            push_cell(&mut self.text, &cell(column), self.quoting);
        }
        self.text.push_str(self.line_end);
    }

    /// The whole text.
    pub fn into_text(self) -> String {
        self.text
    }
}
