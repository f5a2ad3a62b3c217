//! Facts as CSV: a header, and blank cells for null.

use super::{COLUMNS, FactRow, FactRows};
use crate::shown_text::as_text;
use std::borrow::Cow;
use std::io::Write;

pub(super) struct CsvRows<'w>(csv::Writer<&'w mut (dyn Write + Send)>);

impl<'w> CsvRows<'w> {
    pub(super) fn new(to: &'w mut (dyn Write + Send)) -> anyhow::Result<CsvRows<'w>> {
        let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(to);
        writer.write_record(COLUMNS)?;
        Ok(CsvRows(writer))
    }
}

impl FactRows for CsvRows<'_> {
    fn row(&mut self, row: &FactRow<'_>) -> anyhow::Result<()> {
        // Spreadsheet programs calculate what looks like a formula.
        let texts =
            [row.shop, row.order_id, row.product_id, row.carrier, row.province, row.channel, row.creator];
        let [shop, order_id, product_id, carrier, province, channel, creator] =
            texts.map(|text| text.map(as_text));
        fn text<'t>(text: &'t Option<Cow<'_, str>>) -> Option<&'t str> {
            text.as_deref()
        }
        let row = FactRow {
            shop: text(&shop),
            order_id: text(&order_id),
            product_id: text(&product_id),
            carrier: text(&carrier),
            province: text(&province),
            channel: text(&channel),
            creator: text(&creator),
            ..*row
        };
        Ok(self.0.serialize(row)?)
    }

    fn finish(mut self: Box<Self>) -> anyhow::Result<()> {
        Ok(self.0.flush()?)
    }
}
