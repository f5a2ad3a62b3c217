"""Who runs on a set, what is to come of it, and which ratio it should have."""

import hashlib
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .sets import FILES, ROOT, SETS

ENGINES = ROOT / "benches" / "engines"
INDICATORS = [
    "positive_review_rate",
    "quality_return_rate",
    "pickup_on_time_rate",
    "arrival_hours",
    "refund_only_hours",
    "return_refund_hours",
]
OURS = "tiyanfen"
FORMS = {"shared": "", "inline": ", inline strings", "numbers": ", times and amounts as numbers"}
# Name → what its time should be to that of what it is compared with.
TARGETS = {
    "DuckDB": ("≥", 8),
    "polars": ("≥", 6),
    "csv crate, counting records": ("≥", 3.5),
    "cat > /dev/null": ("≥", 1 / 6),
    "tiyanfen, one thread": ("≤", 1.95),
    "tiyanfen trend --days 365": ("≤", 1.1),
    "tiyanfen why": ("≤", 1.3),
    "tiyanfen forecast, with its backtests": ("≤", 2),
    "tiyanfen, everything quoted": ("≤", 1.15),
    "tiyanfen, GB18030": ("≤", 1.15),
    "tiyanfen, a file of each kind for 2,000 orders": ("≤", 1.15),
    "tiyanfen, ten times as many orders": ("≤", 11),
    **{f"tiyanfen, xlsx{form}": ("≤", 1.5) for form in FORMS.values()},
}
MOST_BYTES_PER_ORDER = 130
MOST_INSTRUCTIONS = {"score fixtures/demo": 25e6, "--version": 4e6}


class Different(Exception):
    """Somebody's figures are not the others', or there are none."""


@dataclass
class Contestant:
    name: str
    command: list
    set: str
    # Orders, or rows of a sheet.
    amount: int
    # Whose time its own is given as a multiple of; nobody's is its own.
    to: str
    # What its output says where it is right: a function of the bytes, and the value of that.
    says: object = None
    expected: object = None
    # Of a score: the same in every form of the same shop.
    figures: dict = None

    def verify(self, output):
        if self.says and (found := self.says(output)) != self.expected:
            raise Different(f"{self.name}, {self.set}:\n  {found}\nshould be:\n  {self.expected}")

    def one_thread(self):
        """The same in one thread, for counting instructions; nobody but us and the loops can be told that."""
        if not self.name.startswith(OURS):
            return self.command if "counting" in self.name else None
        return None if "--threads" in self.command else [*self.command, "--threads", "1"]


def digest(output):
    """What a script holds in memory is the least that any command seems to take: no output is kept."""
    return hashlib.sha256(output).hexdigest()


def figures(report):
    """Numerators and denominators of a report, its hours in whole seconds as the engines give them."""
    found = {indicator["id"]: indicator for indicator in report["indicators"]}
    whole = {}
    for name in INDICATORS:
        unit = 3600 if name.endswith("hours") else 1
        whole[name] = [round((found[name]["numerator"] or 0) * unit), found[name]["denominator"] or 0]
    return whole


def counts(output):
    lines = (line.split(" ", 1) for line in output.decode().splitlines())
    return {Path(path).name: int(count) for count, path in lines}


def of_set(binaries, python, name, folder, amount):
    """The contestants on a folder of a set."""
    if name == "xlsx":
        return [one for form in FORMS for one in of_workbook(binaries, folder, form, amount)]
    what = SETS[name].what
    ours = OURS if name == "plain" else f"{OURS}, {what}"
    # With a shop of seven small files none of the others has anything to do.
    reference = ours if name == "demo" else OURS

    def own(label, subcommand, *words):
        """Whatever the number of threads and however often it runs, the bytes are the same."""
        command = [binaries["tiyanfen"], subcommand, folder, *words, "--format", "json", "--quiet"]
        first = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if first.returncode:
            raise Different(f"{label}: exit code {first.returncode}\n{first.stderr.decode(errors='replace')}")
        return Contestant(label, command, name, amount, reference, digest, digest(first.stdout)), first.stdout

    score, said = own(ours, "score")
    report, entrants = json.loads(said), [score]
    score.figures = figures(report)
    if name in ("plain", "demo"):
        label = f"{ours}, one thread"
        command = [*score.command, "--threads", "1"]
        entrants.append(Contestant(label, command, name, amount, ours, digest, score.expected))
    if name == "plain":
        entrants += [
            own("tiyanfen trend --days 365", "trend", "--days", "365")[0],
            own("tiyanfen why", "why")[0],
            own("tiyanfen forecast, with its backtests", "forecast")[0],
        ]
    files, records = [folder / file for file in FILES], {}
    for file in report["inputs"]:
        records[Path(file["path"]).name] = file["read"]
    engines = {other: [python, "-B", ENGINES / f"with_{other.lower()}.py"] for other in ("DuckDB", "polars")}
    others = {
        other: (other, [*engine, folder, report["as_of"]], json.loads, score.figures)
        for other, engine in engines.items()
    } | {
        "csv crate": ("csv crate, counting records", [binaries["csv_loop"], *files], counts, records),
        "cat": ("cat > /dev/null", ["cat", *files], None, None),
    }
    of_form = "" if name == "plain" else f", {what}"
    for other in SETS[name].others:
        label, command, says, expected = others[other]
        entrants.append(Contestant(label + of_form, command, name, amount, ours, says, expected))
    return entrants


def of_workbook(binaries, folder, form, rows):
    """A workbook of after-sales, read by us and by a bare loop over its cells."""
    path = folder / form / "售后单.xlsx"
    ours, loop = f"{OURS}, xlsx{FORMS[form]}", f"calamine, counting cells{FORMS[form]}"
    command = [binaries["tiyanfen"], "score", path, "--format", "json", "--quiet"]
    read = lambda output: json.loads(output)["inputs"][0]["read"]
    count = [binaries["xlsx"], "count", path]
    return [
        Contestant(ours, command, "xlsx", rows, loop, read, rows),
        Contestant(loop, count, "xlsx", rows, loop, int, (rows + 1) * 50),
    ]
