"""What can be taken away, what each field means, and under which licence."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from recommendations.data.exporting import LISTS
from recommendations.data.tables import PASSAGES, Table
from recommendations.figures.sizes import record_size
from recommendations.models import Document
from recommendations.models.choices import Text
from recommendations.public.as_of import moment_of
from recommendations.public.licence import DATA_LICENCE

from .page import show

ABOUT: dict[str, Text] = {
    "recommendations": _("Each recommendation with its words, its classification, its assessment and its flags."),
    "matrix": _("What each government says and reports of each recommendation; by itself, of those that reported."),
    "themes": _("How many recommendations of each theme are in which status, and how many governments report."),
    "governments": _("What each government has said, in counts. By name: this list compares nobody."),
    "updates": _("Everything that was published, newest first, in the columns that all kinds of entry share."),
    "follow-ups": _("What governments and other voices report doing."),
    "positions": _("What governments said of recommendations."),
    "assessments": _("What the secretariat concludes, with its reasons."),
    "stakeholders": _("Those whom the texts hold responsible, and organisations that speak in this record."),
    "documents": _("The source texts."),
    "passages": _("The words of one source text, in order."),
}

KINDS: dict[str, Text] = {
    "string": _("text"),
    "integer": _("whole number"),
    "boolean": _("true or false"),
    "date": _("day"),
    "datetime": _("moment in UTC"),
    "list": _("list"),
}


@dataclass(frozen=True)
class Offer:
    """One list: its rows in all (null: it depends on what is asked for), and its files by what each holds.

    The address of a file lacks its end, such as .csv.
    """

    table: Table
    size: int | None
    files: dict[str, str]
    parameters: list[str]

    @property
    def about(self) -> Text:
        return ABOUT[self.table.name]


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    moment = moment_of(request)
    sizes = record_size(moment.at)
    offers = [
        Offer(
            each.table,
            getattr(sizes, name.replace("-", "_"), None),
            {str(each.table.title): reverse("export", args=[name, "csv"]).removesuffix(".csv")},
            sorted(each.parameters),
        )
        for name, each in LISTS.items()
    ]
    texts = {
        document.title: reverse("passages", args=[document.slug, "csv"]).removesuffix(".csv")
        for document in Document.objects.all()
    }
    context = {
        "offers": [*offers, Offer(PASSAGES, sizes.passages, texts, [])],
        "kinds": KINDS,
        "licence": DATA_LICENCE,
        "root": request.build_absolute_uri("/").removesuffix("/"),
    }
    return show(request, moment, "data/page.html", context)
