"""`make audit`: how good the pages are in a browser, measured anew and written to docs/quality.md.

It ends with an error where a page falls short of what the project promises.
"""

import datetime as dt
import sys
from collections.abc import Iterator

from playwright.sync_api import sync_playwright

from tests.audit import lighthouse
from tests.audit.site import ROOT, running_site
from tests.audit.weights import Visit, visit
from tests.browser.pages import CHROMIUM_ARGUMENTS, chromium_path

REPORT = ROOT / "docs" / "quality.md"

MEASURED = [
    "/",
    "/themes/remittances/",
    "/recommendations/",
    "/recommendations/RT3.2-R4/",
    "/matrix/",
    "/documents/rt3/",
]
WEIGHED = [
    *MEASURED,
    "/themes/",
    "/recommendations/?theme=remittances&status=under_way",
    "/recommendations/?q=incentive",
    "/governments/",
    "/governments/QMA/",
    "/governments/compare/?g=QMA&g=QNA",
    "/stakeholders/",
    "/stakeholders/migrants/",
    "/documents/",
    "/updates/",
    "/methodology/",
    "/data/",
    "/embed/themes/remittances/",
    "/accounts/login/",
]
# The overview of a site of real governments: invented ones have no place on a map.
WITH_MAP = "/ with the map"

LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_BYTES = 60_000
MOST_BYTES_WITH_MAP = 100_000


def main() -> int:
    lighthouse.install()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS)
        version = browser.version
        with running_site(is_example=False) as root:
            visits = {WITH_MAP: visit(browser, f"{root}/")}
        with running_site(is_example=True) as root:
            visits |= {path: visit(browser, root + path) for path in WEIGHED}
            browser.close()
            marks = {path: lighthouse.marks(root + path) for path in MEASURED}
    REPORT.write_text("\n".join(written(version, visits, marks)) + "\n", encoding="utf-8")
    faults = [*heavy(visits), *violating(visits), *weak(marks)]
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    sys.stdout.write(f"Written to {REPORT.relative_to(ROOT)}.\n")
    return bool(faults)


def most_bytes(path: str) -> int:
    return MOST_BYTES_WITH_MAP if path == WITH_MAP else MOST_BYTES


def heavy(visits: dict[str, Visit]) -> Iterator[str]:
    for path, seen in visits.items():
        if seen.num_bytes > most_bytes(path):
            yield f"{path} transfers {seen.num_bytes:,} bytes, and may transfer {most_bytes(path):,}."


def violating(visits: dict[str, Visit]) -> Iterator[str]:
    for path, seen in visits.items():
        if seen.violations:
            yield f"{path}: axe finds {', '.join(seen.violations)}."


def weak(marks: dict[str, lighthouse.Marks]) -> Iterator[str]:
    for path, mark in marks.items():
        for name, least in LEAST.items():
            if mark.categories[name] < least:
                yield f"{path}: {name} {mark.categories[name]}, to be at least {least}. {'; '.join(mark.faults)}"
        if mark.layout_shift:
            yield f"{path}: the layout shifts by {mark.layout_shift}."


def written(version: str, visits: dict[str, Visit], marks: dict[str, lighthouse.Marks]) -> Iterator[str]:
    yield "# Quality in the browser"
    yield ""
    yield f"Written by `make audit` on {dt.datetime.now(dt.UTC).date()} on the example site under gunicorn, with"
    yield f"Chromium {version}. Run it again to measure again."
    yield ""
    yield f"## Lighthouse ({lighthouse.PACKAGE}, mobile profile, median of {lighthouse.RUNS})"
    yield ""
    yield f"| page | {' | '.join(lighthouse.CATEGORIES)} | largest paint, ms | layout shift |"
    yield f"| --- |{' ---: |' * (len(lighthouse.CATEGORIES) + 2)}"
    for path, mark in marks.items():
        figures = [str(mark.categories[name]) for name in lighthouse.CATEGORIES]
        yield f"| `{path}` | {' | '.join([*figures, f'{mark.largest_paint_ms:,}', f'{mark.layout_shift:g}'])} |"
    yield ""
    yield "## First visit and axe"
    yield ""
    yield "Bytes over the wire with an empty cache, headers, styles and scripts included. axe runs all its rules at 390"
    yield "and 1280 pixels, light and dark."
    yield ""
    yield "| page | bytes | may be | axe violations |"
    yield "| --- | ---: | ---: | ---: |"
    for path, seen in visits.items():
        yield f"| `{path}` | {seen.num_bytes:,} | {most_bytes(path):,} | {len(seen.violations)} |"


if __name__ == "__main__":
    sys.exit(main())
