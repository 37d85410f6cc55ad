"""A plan for recommendations, carried out: all of it in one transaction, or nothing."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Max, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.ledger.rules import Refused
from recommendations.models import (
    Alignment,
    Citation,
    Document,
    Passage,
    PopulationGroupLink,
    Recommendation,
    Responsibility,
    rights_of,
)
from recommendations.models.base import Record
from recommendations.models.choices import Basis, CitationRole, Confidence, PassageKind, ResponsibilityRole
from recommendations.models.many_rows import Batch, Edit, delete, number, reserve, update
from recommendations.models.search import index as search_index

from .plans import Item, Plan
from .recommendations import LINKS, Work

AT_ONCE = 1_000
# Links that edit history keeps beside the row of the recommendation; the others have a history of their own.
PLAIN_LINKS: dict[str, Any] = {
    "themes": Recommendation.themes,
    "related": Recommendation.related,
    "addressees": Recommendation.addressees,
}

Progress = Callable[[int], None]


def silent(_done: int) -> None:
    pass


def apply_recommendations(
    plan: Plan[Work], *, name: str, by: Any = None, at: dt.datetime | None = None, progress: Progress = silent
) -> None:
    """Write what `plan` says, with edit history that names the file (`name`) and the person; all or nothing.

    `by` is null for the operator of the machine. `progress` is told how many rows are done. Raises `Refused` where
    the person may not, or where the record has changed since the plan was made.
    """
    now = at or timezone.now()
    if by is not None and not rights_of(by, now.date()).edits_text:
        raise Refused(_("Only editors and reviewers of the secretariat import recommendations."))
    if plan.problems:
        raise Refused(_("The file has rows that are refused: mend them first."))
    edit = Edit(by, now, (_("Imported from %(name)s") % {"name": name})[:100])
    try:
        with transaction.atomic():
            Writer(edit, progress).write(plan)
    except IntegrityError as error:
        raise Refused(
            _("The record has changed since the file was read (%(reason)s). Nothing was stored: import it again.")
            % {"reason": sentence_of(error)}
        ) from error


def sentence_of(error: IntegrityError) -> str:
    """What the constraint says that the database names."""
    for model in apps.get_app_config("recommendations").get_models():
        for constraint in model._meta.constraints:
            if constraint.name in str(error):
                return str(constraint.get_violation_error_message()).rstrip(".")
    return str(error).splitlines()[0]


class Writer:
    def __init__(self, edit: Edit, progress: Progress) -> None:
        self.edit, self.progress = edit, progress
        self.batch = Batch()
        self.done = 0
        # Ids of the recommendations whose words may have changed.
        self.written: list[int] = []

    def write(self, plan: Plan[Work]) -> None:
        self.add_made(plan.made)
        places = Places(item.work.values.document for item in plan.new)
        for items in chunks(plan.new):
            self.add_new(items, places)
            self.count(items)
        for items in chunks(plan.changed):
            self.change(items)
            self.count(items)
        self.batch.write()
        search_index.refresh(self.written)

    def count(self, items: Sequence[Any]) -> None:
        self.done += len(items)
        self.progress(self.done)

    def add(self, rows: list[Any]) -> None:
        """Rows of one model that have a history of their own, or none."""
        if rows:
            number([row for row in rows if row.pk is None])
            self.batch.add(type(rows[0]), rows)
            if isinstance(rows[0], Record) and not isinstance(rows[0], Recommendation):
                self.batch.add(type(rows[0]).history.model, self.edit.history(type(rows[0]), rows, "+"))

    def add_made(self, made: list[Any]) -> None:
        by_model: dict[type[Model], list[Any]] = defaultdict(list)
        for record in made:
            # Once more, where a plan is carried out a second time after a failure.
            record.pk = None
            by_model[type(record)].append(record)
        for rows in by_model.values():
            self.add(rows)

    def add_new(self, items: list[Item[Work]], places: "Places") -> None:
        values = [item.work.values for item in items]
        ordinals = [places.next_recommendation(value.document) for value in values]
        records = [
            Recommendation(
                reference=value.reference,
                document=value.document,
                session=value.session,
                kind=value.kind,
                title=value.title,
                ordinal=ordinal,
            )
            for value, ordinal in zip(values, ordinals, strict=True)
        ]
        passages = [places.next_passage(value.document, text=value.text, session=value.session) for value in values]
        self.add(records)
        self.written += [record.pk for record in records]
        self.add(passages)
        self.add(
            [
                Citation(recommendation=record, passage=passage, role=CitationRole.SOURCE)
                for record, passage in zip(records, passages, strict=True)
            ]
        )
        links = {name: self.links(name, zip(records, items, strict=True)) for name in LINKS}
        for rows in links.values():
            self.add(rows)
        self.add_history(records, links, "+")

    def links(self, name: str, records: Iterable[tuple[Recommendation, Item[Work]]]) -> list[Any]:
        link = LINKS[name]
        more = self.more_of(link.model)
        return [
            link.model(recommendation_id=record.pk, **{f"{link.field}_id": target.pk}, **more)
            for record, item in records
            for target in item.work.added.get(name, ())
        ]

    def more_of(self, model: Any) -> dict[str, Any]:
        """What a file does not say of a link: the least that can be claimed, and where it comes from."""
        more: dict[Any, dict[str, Any]] = {
            Responsibility: {
                "role": ResponsibilityRole.ADDRESSEE,
                "basis": Basis.IMPLIED,
                "reason": self.edit.reason,
            },
            PopulationGroupLink: {"basis": Basis.IMPLIED},
            Alignment: {
                "confidence": Confidence.MEDIUM,
                "reason": self.edit.reason,
                "author_name": _("Import"),
                "dated_on": self.edit.at.date(),
            },
        }
        return more.get(model, {})

    def add_history(self, records: list[Recommendation], links: dict[str, list[Any]], kind: str) -> None:
        """History of recommendations, with the plain links as they are from now on."""
        history: Any = Recommendation.history.model
        rows = list(self.edit.history(Recommendation, records, kind))
        for row, pk in zip(rows, reserve(history, len(rows)), strict=True):
            row.pk = pk
        self.batch.add(history, rows)
        of_record = {row.id: row.pk for row in rows}
        for name, descriptor in PLAIN_LINKS.items():
            source = "from_recommendation_id" if name == "related" else "recommendation_id"
            model = getattr(history, name).model
            columns = [field.attname for field in descriptor.through._meta.concrete_fields]
            self.batch.add(
                model,
                (
                    model(history_id=of_record[getattr(link, source)], **{key: getattr(link, key) for key in columns})
                    for link in links.get(name, ())
                ),
            )

    def change(self, items: list[Item[Work]]) -> None:
        records = self.locked(items)
        for item, record in zip(items, records, strict=True):
            values = item.work.values
            record.kind, record.title = values.kind, values.title
            if values.has_session:
                record.session = values.session
        edited = [record for item, record in zip(items, records, strict=True) if edits_row(item)]
        for record in edited:
            record.version += 1
        self.written += [record.pk for record in edited]
        update(Recommendation, edited, ["kind", "title", "session", "version"])
        for name, link in LINKS.items():
            self.remove(link.model, [row for item in items for row in item.work.gone.get(name, ())])
            self.add(self.links(name, zip(records, items, strict=True)))
        # The links of the history are read back, since some of them are older than the file.
        self.batch.write()
        pks = [record.pk for record in edited]
        links = {
            name: list(
                descriptor.through._default_manager.filter(
                    **{("from_recommendation__in" if name == "related" else "recommendation__in"): pks}
                )
            )
            for name, descriptor in PLAIN_LINKS.items()
        }
        self.add_history(edited, links, "~")

    def locked(self, items: list[Item[Work]]) -> list[Recommendation]:
        """The rows as they are now, in the order of `items`; refused where one of them is not as it was planned."""
        stored = [item.work.stored for item in items]
        rows = Recommendation.objects.select_for_update().in_bulk([record.pk for record in stored if record])
        for record in stored:
            if record and (record.pk not in rows or rows[record.pk].version != record.version):
                raise Refused(
                    _("Somebody changed %(reference)s since the file was read. Nothing was stored: import it again.")
                    % {"reference": record.reference}
                )
        return [rows[record.pk] for record in stored if record]

    def remove(self, model: Any, rows: list[Any]) -> None:
        if rows and issubclass(model, Record):
            self.batch.add(model.history.model, self.edit.history(model, rows, "-"))
        delete(model, rows)


def edits_row(item: Item[Work]) -> bool:
    """Whether the row of the recommendation changes, or a link that its history keeps."""
    own = {"kind", "title", "session", *PLAIN_LINKS}
    return any(change.name in own for change in item.changes)


class Places:
    """The next free place in each document, for recommendations and passages. Locks the documents."""

    def __init__(self, documents: Iterable[Document]) -> None:
        stored = list({document.pk for document in documents})
        list(Document.objects.select_for_update().filter(pk__in=stored).order_by("pk"))
        self.recommendation: dict[int, int] = defaultdict(int, greatest(Recommendation, "ordinal", stored))
        self.ordinal: dict[int, int] = defaultdict(int, greatest(Passage, "ordinal", stored))
        self.paragraph: dict[int, int] = defaultdict(int, greatest(Passage, "paragraph", stored))
        self.codes = set(Passage.objects.filter(document__in=stored).values_list("document", "code"))

    def next_recommendation(self, document: Document) -> int:
        self.recommendation[document.pk] += 1
        return self.recommendation[document.pk]

    def next_passage(self, document: Document, **fields: Any) -> Passage:
        self.ordinal[document.pk] += 1
        self.paragraph[document.pk] += 1
        ordinal = code = self.ordinal[document.pk]
        while (document.pk, f"p{code:03}") in self.codes:
            code += 1
        return Passage(
            document=document,
            code=f"p{code:03}",
            ordinal=ordinal,
            paragraph=self.paragraph[document.pk],
            kind=PassageKind.RECOMMENDATION,
            **fields,
        )


def greatest(model: Any, field: str, documents: list[int]) -> dict[int, int]:
    rows = model.objects.filter(document__in=documents).order_by().values_list("document")
    return dict(rows.annotate(last=Max(field)))


def chunks(items: list[Any]) -> Iterator[list[Any]]:
    stream = iter(items)
    while some := list(islice(stream, AT_ONCE)):
        yield some
