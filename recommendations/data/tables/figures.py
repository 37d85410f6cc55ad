"""The figures as data: progress by theme and by government, as metrics.py counts them."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from recommendations.figures import metrics
from recommendations.models.choices import AssessmentStatus, FollowUpStatus, Stance

from .base import AS_OF, Column, Row, Table, address


def _counted(name: str, meaning: Any) -> Column:
    return Column(name, meaning, "integer")


def theme_rows(progress: Iterable[metrics.ThemeProgress]) -> list[Row]:
    """The rows of `THEMES`."""
    return [
        {
            "slug": row.theme.slug,
            "name": row.theme.name,
            "description": row.theme.description,
            "ordinal": row.theme.ordinal,
            "recommendations": row.statuses.total,
            **{status.value: count for status, count in row.statuses.counts.items()},
            "governments_reported": row.reporting.reported,
            "governments_addressed": row.reporting.addressed,
            "last_reported_on": row.last_reported_on,
        }
        for row in progress
    ]


THEMES = Table(
    "themes",
    _("Progress by theme"),
    ("slug",),
    (
        Column("slug", _("Name in addresses.")),
        Column("name", _("Name.")),
        Column("description", _("Description.")),
        Column("ordinal", _("Place in lists of themes."), "integer"),
        _counted("recommendations", _("Recommendations under the theme; one of two themes counts in both.")),
        *(
            _counted(status.value, format_lazy(_("Of these, recommendations whose assessment is “{}”."), status.label))
            for status in AssessmentStatus
        ),
        _counted("governments_reported", _("Governments addressed that have a follow-up of their own in force.")),
        _counted("governments_addressed", _("Governments that may report and are addressed by one of them.")),
        Column("last_reported_on", _("Newest report in force. Empty: none."), "date", nullable=True),
        address("/themes/{}/", "slug"),
        AS_OF,
    ),
)

_LANGUAGES = {"en": _("English"), "fr": _("French"), "es": _("Spanish"), "ar": _("Arabic")}
_NAMES = {
    f"{field}_{code}": format_lazy(meaning, language)
    for field, meaning in (("name", _("Short name, {}.")), ("official_name", _("Official name, {}. Empty: none.")))
    for code, language in _LANGUAGES.items()
}


def government_rows(progress: Iterable[metrics.GovernmentProgress]) -> list[Row]:
    """The rows of `GOVERNMENTS`, in the order given: that may be by name or by last report, never by a count."""
    return [
        {
            "iso3": row.government.iso3,
            "iso2": row.government.iso2,
            **{name: getattr(row.government, name) for name in _NAMES},
            "region": row.government.region,
            "may_report": row.government.may_report,
            "is_example": row.government.is_example,
            "addressed": row.addressed,
            "reported": row.reported,
            **{f"follow_up_{status.value}": count for status, count in row.statuses.items()},
            **{f"position_{stance.value}": count for stance, count in row.stances.items()},
            "last_reported_on": row.last_reported_on,
        }
        for row in progress
    ]


GOVERNMENTS = Table(
    "governments",
    _("Governments"),
    ("iso3",),
    (
        Column("iso3", _("ISO 3166 alpha-3 code, and name in addresses.")),
        Column("iso2", _("ISO 3166 alpha-2 code.")),
        *(Column(name, meaning) for name, meaning in _NAMES.items()),
        Column("region", _("Region. Empty: none is recorded.")),
        Column("may_report", _("Whether the government can report here."), "boolean"),
        Column("is_example", _("Whether it is an invented government of the example site."), "boolean"),
        _counted("addressed", _("Recommendations that address it.")),
        _counted("reported", _("Recommendations on which a follow-up of its own is in force.")),
        *(
            _counted(f"follow_up_{status.value}", format_lazy(_("Of these, reported as “{}”."), status.label))
            for status in FollowUpStatus
        ),
        *(
            _counted(
                f"position_{stance.value}",
                format_lazy(_("Recommendations on which its position is “{}”."), stance.label),
            )
            for stance in Stance
        ),
        Column("last_reported_on", _("Its newest report in force. Empty: none."), "date", nullable=True),
        address("/governments/{}/", "iso3"),
        AS_OF,
    ),
)
