"""The files that are read: sets of them, made once and kept."""

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = [f"{name}.csv" for name in ("orders", "logistics", "refunds", "reviews")]
EVERYBODY = ["DuckDB", "polars", "csv crate", "cat"]
# What a generated order takes on the disk at most, everything quoted.
BYTES_PER_ORDER = 900
# What a sheet of the platform has at most; a row for twenty orders, where there are few.
SHEET_ROWS = 50_000


@dataclass
class Set:
    """Files that belong together."""

    what: str
    # How many times as many orders.
    times: int = 1
    flags: list = field(default_factory=list)
    # Who takes part beside tiyanfen. polars reads GB18030 only after Python has decoded the whole file, DuckDB only with an
    # extension that it downloads.
    others: list = field(default_factory=list)


SETS = {
    "plain": Set("one file of each kind", others=EVERYBODY),
    "quoted": Set("everything quoted", flags=["--quote-all"], others=EVERYBODY),
    "gb18030": Set("GB18030", flags=["--gb18030"], others=EVERYBODY[2:]),
    # Each kind is cut at the same orders: the rows of `plain` in four times as many files as there are cuts.
    "files": Set("a file of each kind for 2,000 orders", flags=["--orders-per-file", "2000"]),
    "tenfold": Set("ten times as many orders", times=10),
    "xlsx": Set("workbooks of after-sales", times=0),
    "demo": Set("the shop that comes with the sources", times=0),
}


class Impossible(Exception):
    """It cannot be run here."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def folder_of(binaries, options, name, orders):
    """The folder with the files of a set for so many orders of `plain`, and how many orders, or rows of a sheet, it has."""
    kept = SETS[name]
    if name == "demo":
        return ROOT / "fixtures" / "demo", 0
    amount = min(SHEET_ROWS, max(orders // 20, 1)) if name == "xlsx" else orders * kept.times
    # Other files when the generator changes: what it is made of is part of what they are called.
    sources = sorted([*(ROOT / "benches" / "generate").rglob("*.rs"), ROOT / "benches" / "xlsx.rs"])
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:8]
    folder = options.work / f"{name}-{amount}-{options.seed}-{digest}"
    if folder.is_dir():
        return folder, amount
    free, needed = shutil.disk_usage(options.work).free, amount * BYTES_PER_ORDER
    if free < needed * 1.1:
        raise Impossible(f"{name} needs {needed / 1e9:.1f} GB in {options.work}, {free / 1e9:.1f} GB are free")
    say(f"generating {amount:,} {'rows' if name == 'xlsx' else 'orders'} ({name})")
    half = folder.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    if name == "xlsx":
        command = [binaries["xlsx"], "write", half, str(amount)]
    else:
        size = ["--orders", str(amount), "--seed", str(options.seed)]
        command = [binaries["generate"], "large", half, *size, *kept.flags]
    subprocess.run(command, check=True)
    half.rename(folder)
    return folder, amount


def megabytes(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.suffix in (".csv", ".xlsx")) / 1e6
