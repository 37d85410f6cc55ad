"""What may be asked for in a query string, and how a refusal is worded."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext

from recommendations.models.search.words import sought

NO_REPORT = "no_report"
SEARCH_LENGTH = 200
SEARCH_WORDS = 20
SHOWN_LENGTH = 60
MOST_COMPARED = 3


class Invalid(Exception):
    """Parameters that cannot be met; `errors` says by the name of each what is wrong with it."""

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        super().__init__(errors)
        self.errors = {name: list(sentences) for name, sentences in errors.items()}


def shown(value: str) -> str:
    """A value that somebody typed into the address, fit to be repeated in a sentence."""
    printable = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in value)
    return printable if len(printable) <= SHOWN_LENGTH else printable[:SHOWN_LENGTH] + "…"


def without_empty_values(data: QueryDict) -> QueryDict:
    """A form sends its empty fields along; they choose nothing."""
    chosen = QueryDict(mutable=True)
    for name, values in data.lists():
        chosen.setlist(name, [value for value in values if value])
    return chosen


class KnownValuesField(forms.MultipleChoiceField):
    def validate(self, value: list[str]) -> None:
        if not value:
            # Reading the choices may cost a query.
            return
        choices: Any = self.choices
        known = {choice for choice, _label in choices}
        unknown = [shown(each) for each in value if each not in known]
        if unknown:
            raise forms.ValidationError(
                gettext("Not known here: %(values)s.") % {"values": ", ".join(f"“{each}”" for each in unknown[:3])},
                code="unknown",
            )


class CompareForm(forms.Form):
    """Which governments stand beside each other; `governments` of the site are the choices."""

    g = KnownValuesField(required=False)
    all = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict, *, governments: Iterable[tuple[str, str]]) -> None:
        super().__init__(without_empty_values(data))
        self.fields["g"].choices = list(governments)  # type: ignore[attr-defined]  # A Field of its own kind has them.

    def clean_g(self) -> list[str]:
        """Two or three codes, each once; fewer stand for a choice that is not finished yet."""
        codes = list(dict.fromkeys(self.cleaned_data["g"]))
        if len(codes) > MOST_COMPARED:
            raise forms.ValidationError(
                gettext("Choose two or three governments: %(number)d do not fit beside each other.")
                % {"number": len(codes)}
            )
        return codes


class FilterForm(forms.Form):
    def clean_q(self) -> str:
        query: str = self.cleaned_data["q"]
        words = sought(query)
        if query and not words:
            raise forms.ValidationError(gettext("Search for a word: letters or digits, at least one."))
        if len(words) > SEARCH_WORDS:
            raise forms.ValidationError(gettext("Search for at most %(number)s words.") % {"number": SEARCH_WORDS})
        return query

    def clean(self) -> dict[str, Any]:
        if NO_REPORT in self.cleaned_data.get("follow_up", ()) and not self.cleaned_data.get("government"):
            self.add_error("follow_up", gettext("“No report” needs a government: choose one as well."))
        return self.cleaned_data
