"""Runs statements on an engine: run.py duckdb|spark|clickhouse, and on standard input a JSON list of pairs, a file with a
statement and the CSV to write. Relative paths in statements are those of the working folder."""

import csv
import json
import sys
from pathlib import Path


def duckdb():
    import duckdb

    connection = duckdb.connect()
    return lambda statement, file: connection.sql(f"COPY ({statement}) TO '{file}' (FORMAT csv, HEADER)")


def spark():
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()

    def run(statement, file):
        rows = session.sql(statement)
        with open(file, "w", encoding="utf-8", newline="") as written:
            writer = csv.writer(written)
            writer.writerow(rows.columns)
            writer.writerows(rows.collect())

    return run


def clickhouse():
    import chdb

    def run(statement, file):
        Path(file).write_bytes(chdb.query(statement, "CSVWithNames").bytes())

    return run


run = {"duckdb": duckdb, "spark": spark, "clickhouse": clickhouse}[sys.argv[1]]()
for statement, file in json.load(sys.stdin):
    run(Path(statement).read_text(encoding="utf-8"), file)
