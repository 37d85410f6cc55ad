"""The rules for the shape of the tree and of the code, each as a test that names every offender."""

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)

TOP_LEVEL = {
    *(".ci", ".editorconfig", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md"),
    *("SECURITY.md", "bench", "deploy", "docs", "fixtures", "gfmd_tracker", "gunicorn.conf.py", "locale", "manage.py"),
    *("pyproject.toml", "recommendations", "requirements", "static", "templates", "tests"),
}
MADE_BY_TOOLS = {".git", ".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv", "__pycache__", "var"}

# The rooms of the application; what each may import is a contract in pyproject.toml.
MAX_NAMES_IN_THE_APPLICATION = 16

MAX_MODULE_LINES = 400
MAX_TEMPLATE_LINES = 120

# The forum is voluntary; its record does not speak in these words.
UNWANTED_WORDS = re.compile(
    r"(?<![a-z])(?:complian(?:ce|t)|leagues?|participating|rank(?:s|ed|ing|ings)?|scor(?:e|es|ed|ing))(?![a-z])",
    re.IGNORECASE,
)
# Path and word, with the reason why it may stand there.
WANTED_ALL_THE_SAME: dict[tuple[str, str], str] = {
    ("recommendations/models/search/full_text.py", "rank"): "the name of a column in every table of FTS5",
    ("tests/audit/lighthouse.py", "score"): "a key of Lighthouse's reports",
}

COMMENTS = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->|/\*.*?\*/|(?<![:\w])//[^\n]*", re.DOTALL)
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
SILENCER = re.compile(r"#\s*(?:noqa|type: ignore|pragma:)")
REASONED_SILENCER = re.compile(r"#\s*(?:noqa: [A-Z0-9, ]+|type: ignore\[[a-z, -]+\]|pragma: no \w+)\s+[-#] \w+")


def files(*patterns: str, under: Iterable[str] = ("",)) -> list[Path]:
    """Return the files of the project that match, without what tools made."""
    found = {path for folder in under for pattern in patterns for path in (ROOT / folder).rglob(pattern)}
    return sorted(path for path in found if path.is_file() and not MADE_BY_TOOLS & set(path.relative_to(ROOT).parts))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def python_files() -> list[Path]:
    return files("*.py")


def written_python_files() -> list[Path]:
    return [path for path in python_files() if "migrations" not in path.parts]


def templates() -> list[Path]:
    return files("*.html", "*.svg", "*.txt", under=["templates", "recommendations"])


def pages_of_documentation() -> list[Path]:
    return [
        path for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *files("*.md", under=["docs"])] if path.exists()
    ]


def matches(pattern: re.Pattern[str], paths: Iterable[Path]) -> list[str]:
    return [
        f"{name(path)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


# The tree


def test_the_top_level_is_fixed() -> None:
    assert {path.name for path in ROOT.iterdir()} - MADE_BY_TOOLS - TOP_LEVEL == set()


def test_the_application_has_few_rooms_and_each_says_what_it_is_for() -> None:
    application = ROOT / "recommendations"
    names = {path.name for path in application.iterdir()} - MADE_BY_TOOLS
    loose = [path.name for path in application.iterdir() if path.is_file()]
    packages = [path for path in files("__init__.py", under=["recommendations"]) if "migrations" not in path.parts]
    silent = [name(path) for path in packages if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]

    assert len(names) <= MAX_NAMES_IN_THE_APPLICATION
    assert sorted(loose) == ["__init__.py", "apps.py"]
    assert silent == []


def too_long(paths: Iterable[Path], limit: int) -> list[str]:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return [f"{path}: {length} lines" for path, length in lengths.items() if length > limit]


def test_modules_have_one_subject() -> None:
    assert too_long(written_python_files(), MAX_MODULE_LINES) == []


def test_templates_are_made_of_fragments() -> None:
    assert too_long(templates(), MAX_TEMPLATE_LINES) == []


def test_decision_records_have_numbers_of_their_own() -> None:
    records = files("[0-9]*.md", under=["docs/decisions"])
    titles = [path.read_text(encoding="utf-8").partition("\n")[0] for path in records]

    assert [title.partition(". ")[0] for title in titles] == [f"# {number}" for number in range(1, len(records) + 1)]


def test_migrations_say_what_they_do() -> None:
    migrations = [path.stem for path in files("[0-9]*.py", under=["recommendations/migrations"])]

    assert [stem for stem in migrations if "_auto_" in stem or not re.fullmatch(r"\d{4}(_[a-z0-9]+)+", stem)] == []


# Templates


def test_templates_have_nothing_that_the_content_security_policy_refuses() -> None:
    # What `type="application/ld+json"` holds is data to a browser, which the policy for scripts does not speak of.
    script = r"<script(?![^>]*\bsrc=| type=\"application/ld\+json\">)"
    inline = re.compile(script + r"|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']", re.IGNORECASE)

    assert matches(inline, templates()) == []


def test_nothing_that_a_page_needs_comes_from_another_host() -> None:
    outside = re.compile(
        r"(?:\bsrc|\bsrcset|<link[^>]*\bhref)\s*=\s*[\"']?(?:https?:)?//|@import|url\(\s*[\"']?(?:https?:)?//",
        re.IGNORECASE,
    )

    assert matches(outside, [*templates(), *files("*.css", under=["static"])]) == []


# Words


def test_the_words_of_the_record_are_those_of_a_voluntary_forum() -> None:
    paths = [*templates(), *files("*.py", under=["recommendations"])]
    used = [
        f"{name(path)}: {found.group()}"
        for path in paths
        for found in UNWANTED_WORDS.finditer(path.read_text(encoding="utf-8"))
        if (name(path), found.group().lower()) not in WANTED_ALL_THE_SAME
    ]

    assert used == []


def comments(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield from COMMENTS.findall(text)
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


def test_comments_speak_of_the_code_and_not_of_its_authors() -> None:
    paths = [*python_files(), *templates(), *files("*.css", "*.js", under=["static"])]
    authors = re.compile(r"\bwe\b", re.IGNORECASE)

    assert [f"{name(path)}: {text}" for path in paths for text in comments(path) if authors.search(text)] == []


def test_nothing_is_left_for_later() -> None:
    paths = [ROOT / "Makefile", *files("*.py", "*.html", "*.css", "*.js", "*.md", "*.toml")]

    assert matches(UNFINISHED, paths) == []


# Reasons


def test_each_silenced_check_has_its_reason_beside_it() -> None:
    silenced = [(path, text) for path in python_files() for text in comments(path) if SILENCER.match(text)]

    assert [f"{name(path)}: {text}" for path, text in silenced if not REASONED_SILENCER.match(text)] == []


def test_each_dependency_has_its_reason_above_it() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    dependencies = [number for number, line in enumerate(lines) if re.match(r'\s+"[\w\[\],.-]+==', line)]

    assert dependencies
    assert [lines[number].strip() for number in dependencies if not lines[number - 1].strip().startswith("# ")] == []


# Documentation


def code_in(page: Path) -> str:
    """Return all that the page sets as code, one piece a line."""
    text = page.read_text(encoding="utf-8")
    fenced = re.findall(r"^```.*?\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    spans = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))
    indented = re.findall(r"^ {4}\S.*$", text, re.MULTILINE)
    return "\n".join(piece.strip() for piece in [*fenced, *indented, *spans])


def unknown(pattern: str, known: Iterable[str]) -> list[str]:
    return [
        f"{name(page)}: {found}"
        for page in pages_of_documentation()
        for found in re.findall(pattern, code_in(page), re.MULTILINE)
        if found not in known
    ]


def test_each_make_target_in_the_documentation_exists() -> None:
    targets = re.findall(r"^([a-z-]+):(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert unknown(r"^(?:[A-Z_]+=\S+ )*make (?:[A-Z_]+=\S+ )*([a-z][a-z-]*)", targets) == []


def test_each_command_in_the_documentation_exists() -> None:
    assert unknown(r"manage\.py ([a-z_]+)", get_commands()) == []


def test_each_path_in_the_documentation_exists() -> None:
    paths = [
        (page, found)
        for page in pages_of_documentation()
        for found in re.findall(
            r"(?<![\w/.:<-])([\w.-]+(?:/[\w.*-]+)+/?|[\w-]+\.(?:py|md|toml))(?![\w/<])", code_in(page)
        )
        if found.split("/")[0] in TOP_LEVEL
    ]

    assert [f"{name(page)}: {found}" for page, found in paths if not list(ROOT.glob(found.rstrip("/")))] == []


def test_each_link_in_the_documentation_leads_somewhere() -> None:
    links = [
        (page, target)
        for page in pages_of_documentation()
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("mailto:")
    ]

    assert [f"{name(page)}: {target}" for page, target in links if not (page.parent / target).exists()] == []


def test_each_model_stands_in_the_data_model() -> None:
    page = (ROOT / "docs/data-model.md").read_text(encoding="utf-8")
    models = [model.__name__ for model in apps.get_app_config("recommendations").get_models()]
    assert [name for name in models if not name.startswith("Historical") and not re.search(rf"\b{name}\b", page)] == []
