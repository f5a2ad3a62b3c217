//! Facts as Parquet: typed columns in groups of rows, with the head among the key-value metadata of the file.

use super::head::FactsHead;
use super::{FactRow, FactRows};
use crate::time::Day;
use hashbrown::HashMap;
use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use std::io::Write;
use std::sync::Arc;

/// So many rows are in memory at once; engines share out a file by such groups.
const GROUP_ROWS: usize = 1 << 18;

/// Days from 1970-01-01, from which Parquet counts them, to 2000-01-01.
const UNIX_DAYS: i32 = 10_957;

type Out<'w> = &'w mut (dyn Write + Send);

pub(super) struct ParquetRows<'w> {
    writer: SerializedFileWriter<Out<'w>>,
    texts: [Texts; 9],
    days: [Numbers<i32>; 3],
    sums: [Numbers<i64>; 5],
    rows: usize,
}

/// A column of texts; most repeat.
#[derive(Default)]
struct Texts {
    known: HashMap<String, ByteArray>,
    last: Option<(String, ByteArray)>,
    values: Vec<ByteArray>,
    is_there: Vec<i16>,
}

/// So many different texts of a column are kept: of order ids only the last returns.
const MOST_KNOWN: usize = 1 << 16;

/// A column of numbers.
#[derive(Default)]
struct Numbers<T> {
    values: Vec<T>,
    is_there: Vec<i16>,
}

impl Texts {
    fn push(&mut self, text: Option<&str>) {
        self.is_there.push(i16::from(text.is_some()));
        let Some(text) = text else { return };
        if let Some((last, value)) = &self.last
            && last == text
        {
            return self.values.push(value.clone());
        }
        let value = self.known.get(text).cloned().unwrap_or_else(|| ByteArray::from(text));
        if self.known.len() < MOST_KNOWN {
            self.known.entry_ref(text).or_insert_with(|| value.clone());
        }
        self.last = Some((text.to_owned(), value.clone()));
        self.values.push(value);
    }

    fn write(&mut self, group: &mut SerializedRowGroupWriter<'_, Out<'_>>) -> anyhow::Result<()> {
        write_column::<ByteArrayType>(group, &mut self.values, &mut self.is_there)
    }
}

impl<T> Numbers<T> {
    fn push(&mut self, value: Option<T>) {
        self.is_there.push(i16::from(value.is_some()));
        self.values.extend(value);
    }

    fn write<D: DataType<T = T>>(
        &mut self,
        group: &mut SerializedRowGroupWriter<'_, Out<'_>>,
    ) -> anyhow::Result<()> {
        write_column::<D>(group, &mut self.values, &mut self.is_there)
    }
}

fn write_column<D: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Out<'_>>,
    values: &mut Vec<D::T>,
    is_there: &mut Vec<i16>,
) -> anyhow::Result<()> {
    let mut column = group.next_column()?.ok_or_else(|| anyhow::anyhow!("fewer columns than values"))?;
    column.typed::<D>().write_batch(values, Some(is_there), None)?;
    column.close()?;
    values.clear();
    is_there.clear();
    Ok(())
}

/// The columns; all may be null, whatever is in them today, so that a reader need not care.
fn schema() -> anyhow::Result<Type> {
    let column = |name: &str, physical: Physical, logical: Option<LogicalType>| {
        Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .with_converted_type(ConvertedType::NONE)
            .build()
            .map(Arc::new)
    };
    let text = |name| column(name, Physical::BYTE_ARRAY, Some(LogicalType::String));
    let day = |name| column(name, Physical::INT32, Some(LogicalType::Date));
    let number = |name| column(name, Physical::INT64, None);
    let columns = vec![
        text("shop")?,
        text("measure")?,
        day("cohort_day")?,
        day("known_from")?,
        day("known_until")?,
        number("numerator")?,
        number("denominator")?,
        number("approximate")?,
        number("unknown")?,
        number("negative")?,
        text("order_id")?,
        text("product_id")?,
        text("carrier")?,
        text("province")?,
        text("reason_class")?,
        text("channel")?,
        text("creator")?,
    ];
    Ok(Type::group_type_builder("facts").with_fields(columns).build()?)
}

impl<'w> ParquetRows<'w> {
    pub(super) fn new(to: Out<'w>, head: &FactsHead) -> anyhow::Result<ParquetRows<'w>> {
        // What must not be added up differs in the first two.
        let metadata = [
            ("tiyanfen.schema_version", head.schema_version.to_string()),
            ("tiyanfen.definitions", head.definitions.clone()),
            ("tiyanfen.rulebook", head.rulebook_id.clone()),
            ("tiyanfen.head", serde_json::to_string(head)?),
        ];
        let metadata = metadata.map(|(key, value)| KeyValue::new(key.to_owned(), value)).to_vec();
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(
                concat!(env!("CARGO_PKG_NAME"), " version ", env!("CARGO_PKG_VERSION")).to_owned(),
            )
            .set_key_value_metadata(Some(metadata))
            .build();
        Ok(ParquetRows {
            writer: SerializedFileWriter::new(to, Arc::new(schema()?), Arc::new(properties))?,
            texts: Default::default(),
            days: Default::default(),
            sums: Default::default(),
            rows: 0,
        })
    }

    fn write_group(&mut self) -> anyhow::Result<()> {
        let mut group = self.writer.next_row_group()?;
        let (before, after) = self.texts.split_at_mut(2);
        before.iter_mut().try_for_each(|column| column.write(&mut group))?;
        self.days.iter_mut().try_for_each(|column| column.write::<Int32Type>(&mut group))?;
        self.sums.iter_mut().try_for_each(|column| column.write::<Int64Type>(&mut group))?;
        after.iter_mut().try_for_each(|column| column.write(&mut group))?;
        group.close()?;
        self.rows = 0;
        Ok(())
    }
}

impl FactRows for ParquetRows<'_> {
    fn row(&mut self, row: &FactRow<'_>) -> anyhow::Result<()> {
        let texts = [
            row.shop,
            Some(row.measure),
            row.order_id,
            row.product_id,
            row.carrier,
            row.province,
            row.reason_class,
            row.channel,
            row.creator,
        ];
        let days = [Some(row.cohort_day), Some(row.known_from), row.known_until];
        let sums = [row.numerator, row.denominator, row.approximate, row.unknown, row.negative];
        self.texts.iter_mut().zip(texts).for_each(|(column, text)| column.push(text));
        let unix = |day: Day| day.0 + UNIX_DAYS;
        self.days.iter_mut().zip(days).for_each(|(column, day)| column.push(day.map(unix)));
        self.sums.iter_mut().zip(sums).for_each(|(column, sum)| column.push(Some(sum)));
        self.rows += 1;
        if self.rows == GROUP_ROWS { self.write_group() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> anyhow::Result<()> {
        if self.rows > 0 {
            self.write_group()?;
        }
        self.writer.close()?;
        Ok(())
    }
}
