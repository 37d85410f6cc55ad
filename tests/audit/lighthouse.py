"""Lighthouse, as npm has it, on the Chromium of the machine."""

import json
import statistics
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from tests.audit.site import VAR
from tests.browser.pages import CHROMIUM_ARGUMENTS, chromium_path

# The newest for Node 20.
PACKAGE = "lighthouse@12.8.2"
RUNS = 5
# Now and then Chromium does not start under it.
ATTEMPTS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True)
class Marks:
    """The median of several runs: categories from 0 to 100, layout shift as a share of the window."""

    categories: dict[str, int]
    layout_shift: float
    largest_paint_ms: int
    # Titles of the audits that cost points in some run.
    faults: list[str]


def install() -> None:
    if not (VAR / "node_modules" / "lighthouse").exists():
        command = ["npm", "install", "--prefix", str(VAR), "--no-fund", "--no-audit", "--silent", PACKAGE]
        subprocess.run(command, check=True)


def run(address: str) -> dict[str, Any]:
    flags = " ".join(["--headless=new", *CHROMIUM_ARGUMENTS])
    command = [
        str(VAR / "node_modules" / ".bin" / "lighthouse"),
        address,
        "--quiet",
        "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={flags}",
    ]
    environment = {"CHROME_PATH": str(chromium_path()), "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(VAR)}
    for _attempt in range(ATTEMPTS):
        finished = subprocess.run(command, check=False, capture_output=True, env=environment, text=True)
        if finished.returncode == 0:
            report: dict[str, Any] = json.loads(finished.stdout)
            return report
        sys.stderr.write(finished.stderr)
    sys.exit(f"Lighthouse failed {ATTEMPTS} times on {address}.")


def marks(address: str) -> Marks:
    """Run Lighthouse on the page five times, with its mobile profile."""
    reports = [run(address) for _ in range(RUNS)]

    def median(audit: str) -> float:
        return statistics.median(report["audits"][audit]["numericValue"] for report in reports)

    return Marks(
        categories={
            name: round(100 * statistics.median(report["categories"][name]["score"] for report in reports))
            for name in CATEGORIES
        },
        layout_shift=round(median("cumulative-layout-shift"), 3),
        largest_paint_ms=round(median("largest-contentful-paint")),
        faults=sorted({fault for report in reports for fault in faults_of(report)}),
    )


def faults_of(report: dict[str, Any]) -> list[str]:
    counted = {
        reference["id"]
        for category in report["categories"].values()
        for reference in category["auditRefs"]
        if reference["weight"] and category["id"] != "performance"
    }
    return [
        report["audits"][name]["title"]
        for name in counted
        if report["audits"][name]["score"] is not None and report["audits"][name]["score"] < 1
    ]
