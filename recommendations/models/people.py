"""Focal points, and what each person may do."""

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .base import NaturalKeyQuerySet, Record
from .choices import FocalPointRole
from .vocabulary import Government

EDITORS = "Editors"
REVIEWERS = "Reviewers"


class FocalPointQuerySet(NaturalKeyQuerySet):
    def current(self, on: dt.date) -> Self:
        """Rows that give the right on `on`: from `started_on`, and until the day before `ended_on`."""
        return self.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=on),
            started_on__lte=on,
        )


class FocalPoint(Record):
    """A person who reports for a government; the right comes from the row current on the day.

    The right holds from `started_on`, and no longer on `ended_on` itself, so that a role ended
    today is ended at once. `ended_on` null: not ended.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="focal_points",
    )
    government = models.ForeignKey(
        Government,
        verbose_name=_("government"),
        on_delete=models.PROTECT,
        related_name="focal_points",
    )
    role = models.CharField(_("role"), max_length=10, choices=FocalPointRole, default=FocalPointRole.MAIN)
    started_on = models.DateField(_("started on"))
    ended_on = models.DateField(
        _("ended on"),
        null=True,
        blank=True,
        help_text=_("From this day the person can no longer report for the government."),
    )

    natural_key_lookups = ("user__username", "government__iso3", "started_on")

    objects = FocalPointQuerySet.as_manager()  # type: ignore[misc]  # The manager of a subclass is a narrower one.

    class Meta:
        ordering = ["government__name_en", "-started_on"]
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "government", "started_on"],
                name="focal_point_starts_once_a_day",
                violation_error_message=_("This person already started on that day."),
            ),
            models.UniqueConstraint(
                fields=["user", "government"],
                condition=Q(ended_on__isnull=True),
                name="focal_point_is_open_once_per_government",
                violation_error_message=_(
                    "This person is already a focal point of this government: end that row first."
                ),
            ),
            models.CheckConstraint(
                name="focal_point_ends_after_it_starts",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                violation_error_message=_("The role ends before it starts: correct one date."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.government})"


class Role(IntEnum):
    """What a person is to the record; a higher role may do all that a lower one may."""

    PUBLIC = 0
    FOCAL_POINT = 1
    EDITOR = 2
    REVIEWER = 3
    SUPERUSER = 4


@dataclass(frozen=True)
class Rights:
    """What one person may do on one day (the table of design section 6).

    `governments` are the database ids of those that a focal point reports for; empty otherwise.
    """

    role: Role
    governments: frozenset[int] = frozenset()

    @property
    def sees_all_entries(self) -> bool:
        return self.role >= Role.EDITOR

    @property
    def writes_all_entries(self) -> bool:
        return self.role >= Role.EDITOR

    @property
    def writes_assessments(self) -> bool:
        return self.role >= Role.EDITOR

    @property
    def edits_text(self) -> bool:
        return self.role >= Role.EDITOR

    @property
    def reviews(self) -> bool:
        return self.role >= Role.REVIEWER

    @property
    def manages_focal_points(self) -> bool:
        return self.role >= Role.REVIEWER

    @property
    def manages_staff(self) -> bool:
        return self.role >= Role.SUPERUSER

    @property
    def publishes_own(self) -> bool:
        return self.role >= Role.SUPERUSER

    @property
    def redacts(self) -> bool:
        return self.role >= Role.SUPERUSER


PUBLIC_RIGHTS = Rights(Role.PUBLIC)


def rights_of(user: Any, on: dt.date) -> Rights:
    """The rights of `user` on `on`. Anonymous and deactivated users have the public's.

    Runs at most two queries.
    """
    if not user.is_authenticated or not user.is_active:
        return PUBLIC_RIGHTS
    if user.is_superuser:
        return Rights(Role.SUPERUSER)
    groups = set(user.groups.values_list("name", flat=True))
    if REVIEWERS in groups:
        return Rights(Role.REVIEWER)
    if EDITORS in groups:
        return Rights(Role.EDITOR)
    governments = frozenset(FocalPoint.objects.current(on).filter(user=user).values_list("government", flat=True))
    return Rights(Role.FOCAL_POINT, governments) if governments else PUBLIC_RIGHTS


def person_name(person: Any) -> str:
    return str(person.get_full_name() or person.get_username())
