"""`make prove`: the random, killed and contended parts at length, on both databases and in the browser.

Writes docs/proofs.md. The seed is the day; `PROVE=<seed>` in the environment tries that one again.
"""

import datetime as dt
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "docs" / "proofs.md"
PYTEST = ["-m", "pytest", "--quiet", "-m", "prove", "--dist", "loadgroup", "--numprocesses", os.environ["WORKERS"]]
RUNS = {
    "SQLite": [*PYTEST, "--ignore", "tests/browser"],
    "PostgreSQL": ["-m", "tests.run_on_postgresql", sys.executable, *PYTEST, "--ignore", "tests/browser"],
    "Chromium": [*PYTEST, "tests/browser"],
}


def main() -> int:
    seed = os.environ.get("PROVE") or dt.datetime.now(dt.UTC).strftime("%Y%m%d")
    (ROOT / "var").mkdir(exist_ok=True)
    results = {name: results_of(command, name, seed) for name, command in RUNS.items()}
    REPORT.write_text("\n".join(written(seed, results)) + "\n", encoding="utf-8")
    sys.stdout.write(f"Written to {REPORT.relative_to(ROOT)}.\n")
    return any(suite.get("failures") != "0" or suite.get("errors") != "0" for suite in results.values())


def results_of(command: list[str], name: str, seed: str) -> ET.Element:
    """The suite as pytest describes it in JUnit's words; without its file the run did not come to an end."""
    file = ROOT / "var" / f"proof-{name.lower()}.xml"
    file.unlink(missing_ok=True)
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL" or name == "PostgreSQL"}
    environment |= {"PROVE": seed, "TEST_DATABASE": "sqlite"}
    subprocess.run([sys.executable, *command, f"--junitxml={file}"], cwd=ROOT, env=environment, check=False)
    suite = ET.parse(file).getroot().find("testsuite")
    assert suite is not None
    return suite


def written(seed: str, results: dict[str, ET.Element]) -> Iterator[str]:
    yield "# Proofs"
    yield ""
    yield f"Written by `make prove` on {dt.datetime.now(dt.UTC).date()} with the seed {seed}; how much each part tries"
    yield "stands in it, as `tries(test, prove)`."
    yield ""
    yield "| run | part | tests | failed | seconds |"
    yield "| --- | --- | ---: | ---: | ---: |"
    for name, suite in results.items():
        tests: Counter[str] = Counter()
        failed: Counter[str] = Counter()
        seconds: Counter[str] = Counter()
        for case in suite.iter("testcase"):
            part = case.get("classname", "").replace(".", "/") + ".py"
            tests[part] += 1
            failed[part] += case.find("failure") is not None or case.find("error") is not None
            seconds[part] += round(float(case.get("time", 0)))
        for part in sorted(tests):
            yield f"| {name} | `{part}` | {tests[part]} | {failed[part]} | {seconds[part]} |"
        yield f"| {name} | the whole run | {suite.get('tests')} | {sum(failed.values())} | {suite.get('time')} |"


if __name__ == "__main__":
    sys.exit(main())
