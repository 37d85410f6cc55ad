"""What every record shares: a natural key, a version, and a history of edits."""

from functools import reduce
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class NaturalKeyQuerySet(models.QuerySet[Any]):
    def get_by_natural_key(self, *key: str) -> Any:
        return self.get(**dict(zip(self.model.natural_key_lookups, key, strict=True)))


class NaturalKeyModel(models.Model):
    """A record that fixtures and addresses name without its database id.

    `natural_key_lookups` are the query lookups of the key in order, for example
    `("document__slug", "code")`.
    """

    natural_key_lookups: ClassVar[tuple[str, ...]]

    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[Any, ...]:
        return tuple(reduce(getattr, lookup.split("__"), self) for lookup in self.natural_key_lookups)


class Record(NaturalKeyModel):
    """A record that people edit in the admin.

    `version` counts its saves. Whoever saves names the version that was read; a different one in
    the database means that somebody else saved in between (see admin/base.py and workflow.py).
    """

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True

    @classmethod
    def locked(cls, pk: Any) -> Self:
        """The row as it is now, locked until the transaction ends."""
        row: Self = cls._default_manager.select_for_update(of=("self",)).get(pk=pk)
        return row
