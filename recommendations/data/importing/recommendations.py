"""Files of recommendations: what each row says, and what it would change.

A recommendation that exists keeps its text and its document; its classification may change.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from django.db.models import Max, Model
from django.utils.translation import gettext as _

from recommendations.models import (
    Alignment,
    Document,
    FrameworkGoal,
    Government,
    Passage,
    PopulationGroup,
    PopulationGroupLink,
    Recommendation,
    Responsibility,
    Session,
    Stakeholder,
    Theme,
)
from recommendations.models.choices import DocumentNature, RecommendationKind, StakeholderKind
from recommendations.public.source_text import whole_text

from ..spreadsheet_cells import line_feeds
from ..tables import RECOMMENDATIONS
from ..tables.recommendations import BROUGHT_IN
from .files import Source, read_table
from .layout import MAX_ROWS, Layout, Row, shortened
from .plans import FieldChange, Item, Plan, Problem
from .values import Names, RowReader, Wrong, by_choices, by_field

LAYOUT = Layout.of(RECOMMENDATIONS, BROUGHT_IN, required=("reference", "kind", "title", "text", "document"))
TEXT = next(column for column in BROUGHT_IN if column.name == "text")


@dataclass(frozen=True)
class Link:
    """Rows that tie recommendations to what a column lists: their model, and its field that names the listed record."""

    model: Any
    field: str


LINKS = {
    "themes": Link(Recommendation.themes.through, "theme"),
    "stakeholders": Link(Responsibility, "stakeholder"),
    "population_groups": Link(PopulationGroupLink, "population_group"),
    "goals": Link(Alignment, "goal"),
    "addressees": Link(Recommendation.addressees.through, "government"),
}
M = TypeVar("M", bound=Model)
AT_ONCE = 500


@dataclass(slots=True)
class Values:
    """What a row says. A list is null where the file has no such column: it is left as it is."""

    reference: str
    kind: str
    title: str
    text: str
    document: Document
    session: Session | None
    has_session: bool
    links: dict[str, list[Any]]


@dataclass(slots=True)
class Work:
    """A row to write. `stored` is null for a new recommendation; `gone` and `added` are by column."""

    values: Values
    stored: Recommendation | None
    added: dict[str, list[Any]]
    gone: dict[str, list[Any]]


class Vocabulary:
    """Everything that cells can name, read once."""

    def __init__(self, *, create_missing: bool) -> None:
        last = Theme.objects.aggregate(last=Max("ordinal"))["last"] or 0

        def theme(slug: str, name: str) -> Theme:
            return checked(Theme(slug=slug, name=name, ordinal=last + len(self.themes.made) + 1))

        def stakeholder(slug: str, name: str) -> Stakeholder:
            return checked(Stakeholder(slug=slug, name=name, kind=StakeholderKind.OTHER))

        def document(slug: str, title: str) -> Document:
            return checked(Document(slug=slug, title=title, nature=DocumentNature.REPORT))

        def makes(make: Callable[[str, str], Any]) -> dict[str, Any]:
            return {"make": make} if create_missing else {"hint": _("“create missing” makes it")}

        self.themes: Names[Theme] = Names(
            _("theme"), ((row.slug, [row.name], row) for row in Theme.objects.all()), **makes(theme)
        )
        self.stakeholders: Names[Stakeholder] = Names(
            _("stakeholder"), ((row.slug, [row.name], row) for row in Stakeholder.objects.all()), **makes(stakeholder)
        )
        self.documents: Names[Document] = Names(
            _("document"), ((row.slug, [row.title], row) for row in Document.objects.all()), **makes(document)
        )
        self.population_groups = Names(
            _("population group"), ((row.slug, [row.name], row) for row in PopulationGroup.objects.all())
        )
        goals = FrameworkGoal.objects.select_related("framework")
        self.goals = Names(_("goal"), ((row.key, [], row) for row in goals))
        governments = Government.objects.of_this_site()
        self.addressees = Names(_("government"), ((row.iso3, names_of(row), row) for row in governments))
        sessions = Session.objects.select_related("round_table__summit")
        self.sessions: dict[tuple[int, str], Session] = {(row.round_table_id, row.number): row for row in sessions}
        self.session_keys: dict[str, Session] = {row.key: row for row in sessions}

    @property
    def made(self) -> list[Any]:
        """The records that the file makes, unsaved."""
        return [*self.themes.made, *self.stakeholders.made, *self.documents.made]

    def session_of(self, document: Document) -> Callable[[str], Session | None]:
        def find(text: str) -> Session | None:
            if not text:
                return None
            found = self.session_keys.get(text) or self.sessions.get((document.round_table_id or 0, text))
            if found is None:
                raise Wrong(
                    _("there is no session “%(text)s”: write 7-3.2 for session 3.2 of the seventh summit")
                    % {"text": shortened(text)}
                )
            return found

        return find


def names_of(government: Government) -> list[str]:
    return [government.name_en, government.name_fr, government.name_es, government.name_ar]


def checked(record: M) -> M:
    record.clean_fields()
    return record


def plan_recommendations(
    source: Source,
    *,
    encoding: str = "",
    max_rows: int = MAX_ROWS,
    create_missing: bool = False,
    number_duplicates: bool = False,
) -> Plan[Work]:
    """What `source` would change, compared with the database as it is now; writes nothing.

    Raises `FileRefused` where the file as a whole cannot be read. The number of queries does not depend on the
    number of rows that are new, and grows by seven for each 500 that exist.
    """
    plan: Plan[Work] = Plan()
    table = read_table(source, LAYOUT, plan.problems, encoding=encoding, max_rows=max_rows)
    vocabulary = Vocabulary(create_missing=create_missing)
    parse = Parser(vocabulary, plan)
    references = named(table.rows, plan, number_duplicates=number_duplicates)
    rows = {line: values for line, values in ((row.line, parse(row, references)) for row in table.rows) if values}
    stored = dict(Recommendation.objects.values_list("reference", "pk"))
    known = {reference.lower(): pk for reference, pk in stored.items()}
    for line, values in rows.items():
        if values.reference.lower() not in known:
            plan.new.append(Item(line, values.reference, Work(values, None, values.links, {})))
    existing = ((line, values) for line, values in rows.items() if values.reference.lower() in known)
    while some := list(islice(existing, AT_ONCE)):
        compare(some, known, plan)
    plan.changed.sort(key=lambda item: item.line)
    plan.made = vocabulary.made
    note(plan, table.ignored, vocabulary)
    return plan


def note(plan: Plan[Work], ignored: tuple[str, ...], vocabulary: Vocabulary) -> None:
    if ignored:
        plan.notes.append(_("columns that no import reads: %(names)s") % {"names": ", ".join(ignored)})
    for names in (vocabulary.themes, vocabulary.stakeholders, vocabulary.documents):
        if names.made:
            made = ", ".join(str(record) for record in names.made)
            plan.notes.append(_("makes %(what)s: %(made)s") % {"what": names.what, "made": made})


def named(rows: list[Row], plan: Plan[Work], *, number_duplicates: bool) -> dict[int, str]:
    """The reference of each row, by line. A repeated one is refused, or numbered by its place in the file alone."""
    taken = {row.cells["reference"].strip().lower() for row in rows}
    first: dict[str, int] = {}
    references: dict[int, str] = {}
    for row in rows:
        reference = row.cells["reference"].strip()
        before = first.setdefault(reference.lower(), row.line)
        if before != row.line and reference:
            if number_duplicates:
                reference = numbered(reference, taken)
            else:
                message = _("%(reference)s stands on line %(line)d already: give each its own, or “number duplicates”")
                plan.problems.add(Problem(row.line, "reference", message % {"reference": reference, "line": before}))
                continue
        references[row.line] = reference
    return references


def numbered(reference: str, taken: set[str]) -> str:
    number = 2
    while f"{reference}-{number}".lower() in taken:
        number += 1
    taken.add(f"{reference}-{number}".lower())
    return f"{reference}-{number}"


class Parser:
    def __init__(self, vocabulary: Vocabulary, plan: Plan[Work]) -> None:
        self.vocabulary, self.problems = vocabulary, plan.problems
        meta = Recommendation._meta
        self.reference = by_field(meta.get_field("reference"))
        self.title = by_field(meta.get_field("title"))
        self.text = by_field(Passage._meta.get_field("text"))
        self.kind = by_choices(RecommendationKind)

    def __call__(self, row: Row, references: dict[int, str]) -> Values | None:
        reader = RowReader(row, self.problems)
        if row.line not in references:
            return None
        reference = reader.read("reference", lambda _text: self.reference(references[row.line]))
        kind, title = reader.read("kind", self.kind), reader.read("title", self.title)
        text = reader.read("text", self.text)
        document = reader.read("document", self.document)
        session = reader.read("session", self.vocabulary.session_of(document)) if document else None
        links = {name: reader.several(name, getattr(self.vocabulary, name).find) for name in LINKS if name in row.cells}
        if not reader.is_good or not (reference and kind and title and text and document):
            return None
        return Values(reference, kind, title, text, document, session, "session" in row.cells, links)

    def document(self, text: str) -> Document:
        if not text:
            raise Wrong(_("this cell may not be empty"))
        return self.vocabulary.documents.find(text)


def compare(rows: list[tuple[int, Values]], known: dict[str, int], plan: Plan[Work]) -> None:
    """Sort rows of recommendations that exist into changed, unchanged and refused. Seven queries."""
    pks = [known[values.reference.lower()] for _line, values in rows]
    stored = Recommendation.objects.select_related("document", "session__round_table__summit").in_bulk(pks)
    texts = {pk: whole_text(passages) for pk, passages in TEXT.links(pks).items()} if TEXT.links else {}
    links = {name: links_of(name, pks) for name in LINKS}
    for line, values in rows:
        record = stored[known[values.reference.lower()]]
        kept = refusals(line, values, record, texts.get(record.pk, ""))
        if kept:
            for problem in kept:
                plan.problems.add(problem)
            continue
        work = Work(values, record, {}, {})
        changes = [
            *changed_fields(values, record),
            *changed_links(work, {n: links[n].get(record.pk, {}) for n in LINKS}),
        ]
        if changes:
            plan.changed.append(Item(line, record.reference, work, tuple(changes)))
        else:
            plan.unchanged += 1


def refusals(line: int, values: Values, record: Recommendation, text: str) -> list[Problem]:
    problems = []
    if values.text != line_feeds(text).strip():
        message = _("the text of %(reference)s is kept as published")
        problems.append(Problem(line, "text", message % {"reference": record.reference}))
    if values.document is not record.document and values.document.pk != record.document_id:
        message = _("%(reference)s belongs to the document %(slug)s, and stays there")
        names = {"reference": record.reference, "slug": record.document.slug}
        problems.append(Problem(line, "document", message % names))
    return problems


def changed_fields(values: Values, record: Recommendation) -> Iterator[FieldChange]:
    for name in ("kind", "title"):
        before, after = getattr(record, name), getattr(values, name)
        if before != after:
            yield FieldChange(name, before, after)
    if values.has_session and (values.session and values.session.pk) != record.session_id:
        yield FieldChange(
            "session", record.session.key if record.session else "", values.session.key if values.session else ""
        )


def changed_links(work: Work, stored: dict[str, dict[int, Any]]) -> Iterator[FieldChange]:
    for name, wanted in work.values.links.items():
        before = stored[name]
        after = {record.pk for record in wanted if record.pk is not None}
        added = [record for record in wanted if record.pk not in before]
        gone = [link for pk, link in before.items() if pk not in after]
        if added or gone:
            work.added[name], work.gone[name] = added, gone
            yield FieldChange(
                name,
                ";".join(sorted(key_of(getattr(link, LINKS[name].field)) for link in before.values())),
                ";".join(sorted(map(key_of, wanted))),
            )


def links_of(name: str, pks: list[int]) -> dict[int, dict[int, Any]]:
    """The rows that link recommendations to what `name` lists, by recommendation and by what they link to."""
    field = LINKS[name].field
    related = f"{field}__framework" if name == "goals" else field
    found: dict[int, dict[int, Any]] = {}
    for link in LINKS[name].model._default_manager.filter(recommendation__in=pks).select_related(related):
        found.setdefault(link.recommendation_id, {})[getattr(link, f"{field}_id")] = link
    return found


def key_of(record: Any) -> str:
    """As files name it: a slug, `gcm:19`, or SWE."""
    if isinstance(record, FrameworkGoal):
        return record.key
    return str(record.iso3 if isinstance(record, Government) else record.slug)
