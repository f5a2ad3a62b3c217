"""Time, memory and instructions of commands."""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from .contestants import MOST_INSTRUCTIONS, Different
from .sets import ROOT, say


@dataclass
class Run:
    wall: float
    processor: float
    peak: int


@dataclass
class Result:
    """What was measured of an entrant."""

    entrant: object
    runs: list
    # How many times as long as what it is compared with: the median of the rounds, each by itself.
    ratio: float
    # For an order, or a row of a sheet.
    instructions: float = None

    @property
    def peak(self):
        return statistics.median(one.peak for one in self.runs)

    @property
    def bytes_each(self):
        """Of an order; the rows of a sheet are too few for that to say anything."""
        of_orders = self.entrant.amount and self.entrant.set != "xlsx"
        return self.peak / self.entrant.amount if of_orders else None


def run(command, output):
    """Wall seconds, processor seconds and peak bytes of a process that prints into a file.

    The peak is the kernel's figure for the process; it cannot be less than this script's own, about 25 MB.
    """
    errors = output.with_suffix(".errors")
    with open(output, "wb") as file, open(errors, "wb") as complaints:
        target = subprocess.DEVNULL if command[0] == "cat" else file
        begin = time.perf_counter()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=target, stderr=complaints)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        said = errors.read_text(errors="replace")
        raise Different(f"exit code {child.returncode}: {' '.join(map(str, command))}\n{said}")
    # Kibibytes, on Linux; bytes on macOS.
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Run(wall, usage.ru_utime + usage.ru_stime, peak)


def race(entrants, rounds):
    """Everybody's results, round after round, each round beginning with another command; of no round, none."""
    runs = {entrant.name: [] for entrant in entrants}
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "output"
        # The first round warms everything up and is not counted.
        for number in range(rounds + 1):
            first = number % len(entrants)
            for entrant in entrants[first:] + entrants[:first]:
                measured = run(entrant.command, output)
                entrant.verify(output.read_bytes())
                if number:
                    runs[entrant.name].append(measured)
            say(f"  round {number} of {rounds}")

    def ratio(entrant):
        return statistics.median(own.wall / other.wall for own, other in zip(runs[entrant.name], runs[entrant.to]))

    return [Result(entrant, runs[entrant.name], ratio(entrant)) for entrant in entrants if rounds]


def has_valgrind():
    return shutil.which("valgrind") is not None


def instructions(command):
    """How many instructions a command takes."""
    with tempfile.TemporaryDirectory() as scratch:
        log = Path(scratch) / "log"
        valgrind = ["valgrind", "--tool=callgrind", f"--log-file={log}", f"--callgrind-out-file={scratch}/out"]
        # Counted is the command itself; the clock is of no matter.
        done = subprocess.run([*valgrind, *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        counted = re.search(r"Collected : (\d+)", log.read_text(errors="replace"))
    if done.returncode or not counted:
        said = done.stderr.decode(errors="replace")
        raise Different(f"no instructions counted: {' '.join(map(str, command))}\n{said}")
    return int(counted[1])


def count_for_each(results, small, large):
    """Adds the instructions for an order: what more orders take, so that starting counts for nothing."""
    for result, few, many in zip(results, small, large, strict=True):
        if few.one_thread() and many.amount > few.amount:
            say(f"  counting instructions: {few.name}")
            more = instructions(many.one_thread()) - instructions(few.one_thread())
            result.instructions = more / (many.amount - few.amount)


def of_starting(tiyanfen):
    """What it takes to start: command → instructions."""
    found = {}
    for command in MOST_INSTRUCTIONS:
        words = command.replace("fixtures", str(ROOT / "fixtures")).split(" ")
        threads = ["--threads", "1"] if len(words) > 1 else []
        found[command] = instructions([tiyanfen, *words, *threads])
    return found
