"""Makes Parquet of a CSV of facts, with the types that facts have."""

import sys

import duckdb

text, date, integer = ("VARCHAR", "DATE", "BIGINT")
NAMES = "shop measure cohort_day known_from known_until numerator denominator approximate unknown negative".split()
TYPES = [text, text, *[date] * 3, *[integer] * 5]
REST = "order_id product_id carrier province reason_class channel creator".split()
columns = {**dict(zip(NAMES, TYPES)), **{name: text for name in REST}}
duckdb.sql(f"COPY (FROM read_csv('{sys.argv[1]}', header = true, columns = {columns})) TO '{sys.argv[2]}' (FORMAT parquet)")
