//! What the engines call things: one table, so that the statement itself is written once.

use crate::string_enum::string_enum;

string_enum! {
    /// An engine that runs the statement.
    Engine {
        /// DuckDB.
        DuckDb = "duckdb",
        /// Spark SQL.
        Spark = "spark",
        /// ClickHouse, and chDB.
        ClickHouse = "clickhouse",
    }
}

/// The words of an engine. `{name}` is a place that is filled.
pub(super) struct Dialect {
    pub(super) name: &'static str,
    /// An integer that no sum of 64-bit integers leaves.
    pub(super) wide_integer: &'static str,
    pub(super) date: &'static str,
    pub(super) date_or_null: &'static str,
    /// The first day on which a fact has left a window.
    pub(super) leaves: &'static str,
    /// A row for each day from `changes_on` to the day before `changes_next`.
    pub(super) each_day: &'static str,
    /// A relation of Parquet files.
    pub(super) parquet: &'static str,
    /// A relation of CSV files with a header, of columns that each are written as [`Dialect::csv_column`].
    pub(super) csv: &'static str,
    pub(super) csv_column: &'static str,
    /// Names of types in CSV: text, date, integer.
    pub(super) types: [&'static str; 3],
    /// Characters of a path that cannot stand as they are, and what stands for them.
    pub(super) escapes: &'static [(char, &'static str)],
}

const DUCKDB: Dialect = Dialect {
    name: "DuckDB",
    wide_integer: "HUGEINT",
    date: "DATE",
    date_or_null: "DATE",
    leaves: "CAST(cohort_day AS DATE) + window_days",
    each_day: "CAST(UNNEST(RANGE(changes_on, changes_next, INTERVAL 1 DAY)) AS DATE)",
    parquet: "read_parquet('{path}')",
    // With all types told, nothing is guessed: a shop may be called 007.
    csv: "read_csv('{path}', header = true, delim = ',', quote = '\"', escape = '\"', columns = {{columns}})",
    csv_column: "'{name}': '{type}'",
    types: ["VARCHAR", "DATE", "BIGINT"],
    escapes: &[('\'', "''")],
};

const SPARK: Dialect = Dialect {
    name: "Spark",
    wide_integer: "DECIMAL(38, 0)",
    date: "DATE",
    date_or_null: "DATE",
    leaves: "DATE_ADD(CAST(cohort_day AS DATE), window_days)",
    each_day: "EXPLODE(SEQUENCE(changes_on, DATE_SUB(changes_next, 1)))",
    parquet: "parquet.`{path}`",
    // Without options the header is a row: its cell of a date is no date.
    csv: "(SELECT {columns} FROM csv.`{path}` WHERE _c2 <> 'cohort_day')",
    csv_column: "_c{place} AS {name}",
    types: ["", "", ""],
    escapes: &[('`', "``")],
};

const CLICKHOUSE: Dialect = Dialect {
    name: "ClickHouse",
    wide_integer: "Int128",
    date: "Date32",
    date_or_null: "Nullable(Date32)",
    leaves: "addDays(CAST(cohort_day AS Date32), window_days)",
    each_day: "arrayJoin(arrayMap(n -> addDays(changes_on, n), range(toUInt32(dateDiff('day', changes_on, changes_next)))))",
    parquet: "file('{path}', Parquet)",
    csv: "file('{path}', CSVWithNames, '{columns}')",
    csv_column: "{name} {type}",
    types: ["Nullable(String)", "Nullable(Date32)", "Int64"],
    escapes: &[('\\', "\\\\"), ('\'', "\\'")],
};

impl Engine {
    pub(super) fn dialect(self) -> &'static Dialect {
        match self {
            Engine::DuckDb => &DUCKDB,
            Engine::Spark => &SPARK,
            Engine::ClickHouse => &CLICKHOUSE,
        }
    }

    /// The name under which it is known.
    pub fn name(self) -> &'static str {
        self.dialect().name
    }
}
