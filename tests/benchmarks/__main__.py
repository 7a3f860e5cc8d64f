"""Run every benchmark, print a table and write build/bench.json: ``make bench``, or with ARGS="store reader" only some.

``--articles N`` tells ``many`` how many articles to extract in: ``make bench ARGS="many --articles 10000"``. ``big``
runs only where it is named, on a large library that ``make big`` made: ``make bench ARGS="big --library FILE"``.

A benchmark is a module ``NAME_bench.py`` in this folder with ``run() -> Iterable[Result]``. Each runs in a process of
its own, so that what one imports or leaves in memory does not slow the next.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.measure import Result

FOLDER = Path(__file__).parent
REPORT = FOLDER.parent.parent / "build" / "bench.json"
ENDING = "_bench.py"
GIVEN = "LEUCHTSTIFT_BIG"  # names the library of ``big`` to the process that measures it


def rows_of(results: list[Result]) -> list[dict[str, object]]:
    """Give results as they go into the report."""
    return [
        {"name": result.name, "value": round(result.value, 3), "target": result.target, "holds": result.holds}
        | ({"at_least": True} if result.more else {})
        | ({"note": result.note} if result.note else {})
        for result in results
    ]


def run_one(name: str, articles: int | None) -> int:
    """Run one benchmark in this process and print its rows as one line of JSON, the last one."""
    module = importlib.import_module(f"tests.benchmarks.{name}_bench")
    if articles and hasattr(module, "MANY"):
        module.MANY = articles
    print("\n" + json.dumps(rows_of(list(module.run()))))
    return 0


def run_all(names: list[str], articles: int | None) -> int:
    """Run benchmarks one after another; give 1 if one fails or misses its target."""
    rows: list[dict[str, object]] = []
    failed = []
    for name in names:
        print(f"… {name}", file=sys.stderr, flush=True)
        command = [sys.executable, "-m", "tests.benchmarks", "--one", name]
        command += ["--articles", str(articles)] if articles else []
        done = subprocess.run(command, cwd=FOLDER.parent.parent, text=True, stdout=subprocess.PIPE, check=False)
        if done.returncode:
            failed.append(name)
        else:
            rows += json.loads(done.stdout.strip().splitlines()[-1])
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(table(rows))
    for name in failed:
        print(f"The benchmark {name} failed.")
    return 0 if rows and not failed and all(row["holds"] for row in rows) else 1


def table(rows: list[dict[str, object]]) -> str:
    """Lay the rows out in columns."""
    width = max((len(str(row["name"])) for row in rows), default=4)
    lines = [f"{'name':{width}} {'value':>9} {'target':>9}  holds"]
    for row in rows:
        sign = "≥" if row.get("at_least") else "≤"
        holds = "yes" if row["holds"] else "NO"
        note = f"   {row['note']}" if row.get("note") else ""
        lines.append(f"{row['name']:{width}} {row['value']:9} {sign}{row['target']:>8}  {holds:5}{note}")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Run what the command line names, or everything; 2 for a name that is none."""
    known = sorted(path.name.removesuffix(ENDING) for path in FOLDER.glob(f"*{ENDING}"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(known)}; all without")
    parser.add_argument("--articles", type=int, help="how many articles `many` takes")
    parser.add_argument("--library", type=Path, help="the library that `big` takes")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.names if name not in known]
    if unknown:
        print(f"No such benchmark: {', '.join(unknown)}; there are {', '.join(known)}.")
        return 2
    if asked.library is not None:
        os.environ[GIVEN] = str(asked.library.absolute())
    if "big" in asked.names and not Path(os.environ.get(GIVEN, "nowhere")).is_file():
        print('Make a large library first: make big ARGS=FILE; then: make bench ARGS="big --library FILE"')
        return 2
    names = asked.names or [name for name in known if name != "big"]
    return run_one(names[0], asked.articles) if asked.one else run_all(names, asked.articles)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
