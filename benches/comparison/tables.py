"""The tables: one for whoever runs it, one for docs/performance.md."""

import re
import statistics

from .contestants import MOST_BYTES_PER_ORDER, MOST_INSTRUCTIONS, OURS, TARGETS, Different
from .sets import ROOT

DOCUMENT, MARKS = ROOT / "docs" / "performance.md", ("<!-- measured -->", "<!-- /measured -->")
# The three figures of a README: bytes an order, DuckDB's and polars' time.
README = {
    "README.md": r"(?P<bytes>\d+)(?= bytes of memory each)|(?<=DuckDB takes )(?P<duckdb>[\d.]+)"
    r"|(?<=figures, polars )(?P<polars>[\d.]+)",
    "README.zh-CN.md": r"(?<=每单占 )(?P<bytes>\d+)|(?<=DuckDB 用时是它的 )(?P<duckdb>[\d.]+)"
    r"|(?<=polars 是 )(?P<polars>[\d.]+)",
}


def times(value):
    return f"{value:.2f}×" if value < 10 else f"{value:.1f}×"


def is_met(comparison, limit, found):
    return found >= limit if comparison == "≥" else found <= limit


def judged(comparison, limit, found, form=times):
    """A target, and whether it is met."""
    return f"{comparison} {form(limit)} {'✓' if is_met(comparison, limit, found) else '✗'}"


def whole(results):
    """Everything that was measured, beside what it should be."""
    lines = [
        "| | time, to | | target | fastest to slowest | processor | peak memory | bytes an order | instructions for each |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for result in results:
        name, to = result.entrant.name, result.entrant.to
        walls = [one.wall for one in result.runs]
        target = judged(*TARGETS[name], result.ratio) if name in TARGETS else ""
        if name == OURS:
            target = judged("≤", MOST_BYTES_PER_ORDER, result.bytes_each, lambda limit: f"{limit} bytes")
        cells = [
            name,
            "" if to == name else to,
            "" if to == name else times(result.ratio),
            target,
            f"{min(walls):.2f}–{max(walls):.2f} s",
            f"{statistics.median(one.processor for one in result.runs):.2f} s",
            f"{result.peak / 1e6:.0f} MB",
            f"{result.bytes_each:.0f}" if result.bytes_each else "",
            f"{result.instructions:,.0f}" if result.instructions else "",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def starting(found):
    lines = ["| | instructions | target |", "|---|---:|---:|"]
    for command, count in found.items():
        target = judged("≤", MOST_INSTRUCTIONS[command], count, lambda limit: f"{limit / 1e6:.0f} M")
        lines.append(f"| tiyanfen {command} | {count / 1e6:.1f} M | {target} |")
    return "\n".join(lines)


def published(title, results, started):
    """What docs/performance.md has: ratios, bytes and instructions, no seconds, which are other ones elsewhere."""
    header = ["", "time", "peak memory, bytes an order"]
    is_counted = any(result.instructions for result in results)
    if is_counted:
        header.append("instructions of one thread, an order or a row of a sheet")
    lines = [title, "", f"| {' | '.join(header)} |", f"|---|{'---:|' * (len(header) - 1)}"]
    # Of the demo shop, which is read in no time, only the instructions say anything.
    for result in (result for result in results if result.entrant.set != "demo"):
        name, each, count = result.entrant.name, result.bytes_each, result.instructions
        cells = [
            name,
            "1" if result.entrant.to == name else times(result.ratio),
            # The kernel's figure is never less than that of who starts the process.
            "" if not each else "below 30" if each < 30 else f"{each:.0f}",
        ]
        if is_counted:
            cells.append(f"{count:,.0f}" if count else "")
        lines.append(f"| {' | '.join(cells)} |")
    if started:
        shown = ", ".join(f"`tiyanfen {command}` {count / 1e6:.1f}" for command, count in started.items())
        lines += ["", f"Million instructions of a start: {shown}."]
    return "\n".join(lines)


def write(text, results):
    """Puts the table into the document, and three figures into the READMEs."""
    document = DOCUMENT.read_text(encoding="utf-8")
    begin, end = (document.find(mark) for mark in MARKS)
    if not 0 <= begin < end:
        raise Different(f"{DOCUMENT} has no {' … '.join(MARKS)}")
    new = f"{document[: begin + len(MARKS[0])]}\n{text}\n{document[end:]}"
    DOCUMENT.write_text(new, encoding="utf-8")
    of = {result.entrant.name: result for result in results}
    figures = {"bytes": f"{of[OURS].bytes_each:.0f}"}
    figures |= {name.lower(): f"{of[name].ratio:.1f}" for name in ("DuckDB", "polars")}
    for name, pattern in README.items():
        path, replaced = ROOT / name, set()

        def figure(found):
            replaced.add(found.lastgroup)
            return figures[found.lastgroup]

        changed = re.sub(pattern, figure, path.read_text(encoding="utf-8"))
        if replaced != figures.keys():
            raise Different(f"{path} does not say all of {', '.join(figures)}")
        path.write_text(changed, encoding="utf-8")
