"""The words by which search finds a recommendation: derived from texts and follow-ups, written by index.py alone."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.sql.compiler import SQLCompiler

from ..ledger import FollowUp
from ..recommendation import Recommendation

# PostgreSQL's own parser would cut tokens by the rules of its locale; an array of lexemes is taken as it is.
VECTOR = "array_to_tsvector(string_to_array({column}, ' '))"


class TokensField(models.TextField):  # type: ignore[type-arg]  # The field takes no parameters at run time.
    """Tokens of words.py, each once, with spaces between them; `holds` asks for a row that has any of some."""


@TokensField.register_lookup
class Holds(models.Lookup):
    """`tokens__holds={"en:polici", "fr:polic"}`: answered by full text, from the index that full_text.py makes."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        quoted = ("'{}'".format(token.replace("'", "''")) for token in sorted(self.rhs))
        table = self.lhs.target.model._meta.db_table
        # OFFSET 0 keeps this query by itself: drawn into a join, the vector of each row would be made anew.
        return self._among(
            compiler,
            f'SELECT id FROM "{table}" WHERE {VECTOR.format(column="tokens")} @@ %s::tsquery OFFSET 0',  # noqa: S608 - names of the model's own
            " | ".join(quoted),
        )

    def as_sqlite(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        table = f"{self.lhs.target.model._meta.db_table}_fts"
        return self._among(
            compiler,
            f'SELECT rowid FROM "{table}" WHERE "{table}" MATCH %s',  # noqa: S608 - names of the model's own
            " OR ".join(f'"{token}"' for token in sorted(self.rhs)),
        )

    def _among(self, compiler: SQLCompiler, keys: str, query: str) -> tuple[str, list[Any]]:
        key, params = compiler.compile(self.lhs.target.model._meta.pk.get_col(self.lhs.alias))
        return f"{key} IN ({keys})", [*params, query]


class SearchText(models.Model):
    """The tokens of a recommendation's own texts, or those of one follow-up that was published.

    The text of a recommendation without a row is not found. Which follow-ups were public at a moment is asked of
    the ledger when somebody searches; the row stays until the follow-up is redacted.
    """

    recommendation = models.OneToOneField(
        Recommendation, null=True, on_delete=models.CASCADE, related_name="search_text"
    )
    follow_up = models.OneToOneField(FollowUp, null=True, on_delete=models.PROTECT, related_name="search_text")
    tokens = TokensField()

    class Meta:
        verbose_name = "search text"
        constraints = [
            models.CheckConstraint(
                name="searchtext_is_of_a_recommendation_or_of_a_follow_up",
                condition=Q(recommendation__isnull=True, follow_up__isnull=False)
                | Q(recommendation__isnull=False, follow_up__isnull=True),
                violation_error_message="Words belong to a recommendation or to a follow-up.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.recommendation or self.follow_up)
