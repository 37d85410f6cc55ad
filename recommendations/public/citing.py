"""How a recommendation is cited: in words, as BibTeX, and as RIS, each with the day and the address that keeps it."""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recommendations.models import Recommendation

PUBLISHER = "GFMD Recommendation Tracker"

# Braces by name: BibTeX counts them even behind a backslash, so a lone one would swallow the rest of the file.
BIBTEX_ESCAPES = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
} | {character: f"\\{character}" for character in "%&#$_"}


@dataclass(frozen=True)
class Citing:
    """A recommendation as it stood at the end of `day`; `address` is whole, and shows that state for good."""

    recommendation: Recommendation
    day: dt.date
    address: str

    @property
    def note(self) -> str:
        return _("Recommendation %(reference)s of “%(document)s”, as of %(day)s") % {
            "reference": self.recommendation.reference,
            "document": self.recommendation.document.title,
            "day": date_format(self.day),
        }

    @property
    def plain(self) -> str:
        return f"{PUBLISHER}. “{self.recommendation.title}”. {self.note}. {self.address}"

    @property
    def bibtex(self) -> str:
        """One entry. Accents stay as they are: whatever reads BibTeX today reads UTF-8."""
        fields = {
            "author": f"{{{PUBLISHER}}}",
            "title": f"{{{bibtex_text(self.recommendation.title)}}}",
            "year": f"{self.day.year}",
            "month": f"{self.day.month}",
            "note": bibtex_text(self.note),
            # As it is: an escape would become part of the address.
            "url": self.address,
            "urldate": self.day.isoformat(),
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        return f"@misc{{{self.file_name},\n{lines}}}\n"

    @property
    def ris(self) -> str:
        """One record. RIS has no escapes: whatever stands in one line is the value."""
        day = f"{self.day:%Y/%m/%d}/"
        fields = [
            ("TY", "ELEC"),
            ("ID", self.file_name),
            ("AU", PUBLISHER),
            ("TI", one_line(self.recommendation.title)),
            ("PY", f"{self.day.year}"),
            ("DA", day),
            ("Y2", day),
            ("N1", one_line(self.note)),
            ("UR", self.address),
            ("ER", ""),
        ]
        return "".join(f"{tag}  - {value}\r\n" for tag, value in fields)

    @property
    def file_name(self) -> str:
        """Without its ending; it is the key of the entry as well."""
        return f"{self.recommendation.reference}-{self.day.isoformat()}"


def one_line(text: str) -> str:
    return " ".join(text.split())


def bibtex_text(text: str) -> str:
    escaped = re.sub(r"[\\{}~^%&#$_]", lambda match: BIBTEX_ESCAPES[match[0]], one_line(text))
    # Kept apart: LaTeX would make a dash of two hyphens, and curly quotes of two straight ones.
    return re.sub(r"([-`'])(?=\1)", r"\1{}", escaped)
