"""Under what terms the record may be used, as files, answers and pages say it."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from recommendations.models.choices import Text


class Licence(NamedTuple):
    """`scope` says whose words it does not cover."""

    name: str
    url: str
    scope: Text


DATA_LICENCE = Licence(
    "CC BY 4.0",
    "https://creativecommons.org/licenses/by/4.0/",
    _(
        "The licence covers what the tracker’s editors and the secretariat wrote or compiled: titles, classification, "
        "assessments, notes, figures. Words quoted from a source text, a government or an organisation remain theirs: "
        "quote them with their source."
    ),
)
