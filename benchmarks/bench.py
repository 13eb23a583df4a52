"""Measures the pipeline and its peers in turn, in one run; writes RESULTS.md.

`bench.py --peers FOLDER [--rounds N] [--chapters N] [FILE]`: FOLDER is the peers' environment, FILE
is measured besides the generated book. User CPU seconds and peak memory are those of the started
process and of all that it starts in turn (wait4); the median of the rounds counts.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from book import book

HERE = Path(__file__).parent
RESULTS = HERE / "RESULTS.md"
DIALECT = "gfm+yaml_metadata_block"
OURS = "edition-pipeline"


@dataclass(frozen=True, slots=True)
class Tool:
    """A way to get something done: commands that run one after the other."""

    name: str
    commands: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done, by us and by others; the first tool is ours."""

    name: str
    tools: tuple[Tool, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """User CPU in seconds, peak memory in MB."""

    seconds: float
    megabytes: float


Costs = dict[tuple[str, str], list[Cost | None]]


def measure(tool: Tool, folder: Path) -> Cost | None:
    """Run a tool's commands in a folder; gives None, and says why, where one fails."""
    seconds, kilobytes = 0.0, 0
    for command in tool.commands:
        with (folder / "words").open("w") as words:
            process = subprocess.Popen(command, cwd=folder, stdout=words, stderr=words)
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            print(f"{tool.name} failed: {command}\n{(folder / 'words').read_text()[-2000:]}")
            return None
        seconds += usage.ru_utime
        kilobytes = max(kilobytes, usage.ru_maxrss)
    return Cost(seconds, kilobytes / 1000)


def tasks(source: Path, peers: Path) -> Iterator[Task]:
    """Yield what is measured on a source."""
    text = str(source)
    python = str(peers / "bin" / "python")
    peer = (python, str(HERE / "peers.py"))
    pandoc = (_words_of(*peer, "where"), text, "--from", DIALECT, "--standalone")
    long = ("--toc", "--number-sections")
    by_typst = Tool(
        "pandoc + typst", ((*pandoc, *long, "-o", "p.typ"), (*peer, "typst", "p.typ", "t.pdf"))
    )
    by_weasyprint = Tool(
        "pandoc + WeasyPrint",
        ((*pandoc, *long, "-o", "p.html"), (*peer, "weasyprint", "p.html", "w.pdf")),
    )
    docx = Tool("pandoc", ((*pandoc, *long, "-o", "p.docx"),))
    epub = Tool("pandoc", ((*pandoc, *long, "-o", "p.epub"),))
    yield Task("PDF", (_ours(text, "--to", "pdf", "--no-verify"), by_typst, by_weasyprint))
    yield Task("DOCX", (_ours(text, "--to", "docx", "--no-verify"), docx))
    yield Task("EPUB", (_ours(text, "--to", "epub", "--no-verify"), epub))
    three = Tool(
        "pandoc + typst, not verified", (*by_typst.commands, *docx.commands, *epub.commands)
    )
    yield Task("all three; ours verified", (_ours(text), three))
    reading = Tool("pandoc to JSON", ((*pandoc, "-o", "p.json"),))
    yield Task("checking alone", (Tool(OURS, ((*_PIPELINE, "check", text, "-q"),)), reading))
    ours = (sys.executable, str(HERE / "reading.py"), text)
    yield Task("reading alone", (Tool(OURS, (ours,)), reading))
    yield Task("reading 4 times the text", (Tool(OURS, ((*ours, "4"),)),))


_PIPELINE = (sys.executable, "-m", "pipeline")


def _ours(source: str, *options: str) -> Tool:
    return Tool(OURS, ((*_PIPELINE, "build", source, "-q", *options),))


def _words_of(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def measure_all(sources: Sequence[Path], peers: Path, rounds: int) -> Mapping[Path, list[str]]:
    """Measure every task on every source, tools in turn; give the rows of each source's table."""
    rows = {}
    for source in sources:
        costs: Costs = {}
        found = tuple(tasks(source, peers))
        with tempfile.TemporaryDirectory() as folder:
            for turn in range(rounds):
                print(f"{source.name}: round {turn + 1} of {rounds}", flush=True)
                for task in found:
                    for tool in task.tools:
                        cost = measure(tool, Path(folder))
                        costs.setdefault((task.name, tool.name), []).append(cost)
        rows[source] = [row for task in found for row in _rows(task, costs)]
    return rows


def _rows(task: Task, costs: Costs) -> Iterator[str]:
    ours = _median(costs[task.name, task.tools[0].name])
    for tool in task.tools:
        cost = _median(costs[task.name, tool.name])
        if cost is None:
            yield f"| {task.name} | {tool.name} | fails | | |"
            continue
        ratio = "" if tool.name == OURS or ours is None else f"{cost.seconds / ours.seconds:.1f}"
        yield f"| {task.name} | {tool.name} | {cost.seconds:.2f} | {cost.megabytes:.0f} | {ratio} |"


def _median(costs: Sequence[Cost | None]) -> Cost | None:
    done = [cost for cost in costs if cost is not None]
    if len(done) < len(costs):
        return None
    seconds = statistics.median(cost.seconds for cost in done)
    return Cost(seconds, max(cost.megabytes for cost in done))


def report(rows: Mapping[Path, list[str]], peers: Path, rounds: int) -> str:
    """Write the results as Markdown."""
    python = str(peers / "bin" / "python")
    pandoc = _words_of(_words_of(python, str(HERE / "peers.py"), "where"), "--version").split("\n")[
        0
    ]
    others = _words_of(python, str(HERE / "peers.py"), "versions")
    ours = _words_of(*_PIPELINE, "--version")
    lines = [
        "# Benchmarks",
        "",
        "`make bench` writes this file. Tools run in turn on one machine. Seconds are user CPU of",
        f"the whole process, medians of {rounds} rounds; MB is the peak of memory; the last column",
        "says how many times our seconds a peer needs.",
        "",
        f"{ours}, {pandoc}, {others}, Python {platform.python_version()},",
        f"{os.cpu_count()} cores of {_processor()}.",
    ]
    for source, table in rows.items():
        size = source.stat().st_size / 1000
        lines += ["", f"## {source.name} ({size:,.0f} kB)", ""]
        lines += ["| To | By | s | MB | times ours |", "|---|---|---:|---:|---:|", *table]
    return "\n".join(lines) + "\n"


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or "an unknown processor"
    names = [line.partition(":")[2].strip() for line in text.splitlines() if "model name" in line]
    return names[0] if names else "an unknown processor"


def main() -> None:
    """Measure, and write the results."""
    parser = argparse.ArgumentParser(description="Measure the pipeline and its peers.")
    parser.add_argument("--peers", type=Path, required=True, help="the peers' environment")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--chapters", type=int, default=30, help="of the generated book")
    parser.add_argument("file", type=Path, nargs="?", help="a Markdown file to measure besides")
    wishes = parser.parse_args()
    peers = wishes.peers.absolute()
    with tempfile.TemporaryDirectory() as folder:
        generated = Path(folder) / "book.md"
        generated.write_text(book(wishes.chapters), encoding="utf-8")
        sources = [generated, *([wishes.file.absolute()] if wishes.file else [])]
        rows = measure_all(sources, peers, wishes.rounds)
        RESULTS.write_text(report(rows, peers, wishes.rounds), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
