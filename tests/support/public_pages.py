"""Every public page that the rows in the database give, asked for as a reader would."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import product
from typing import Any

from django.http import QueryDict
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from recommendations.api.resources import RESOURCES, Resource
from recommendations.data.exporting import FORMATS, LISTS
from recommendations.data.tables import Asked
from recommendations.models import (
    Assessment,
    Document,
    Evidence,
    FollowUp,
    Government,
    Position,
    Recommendation,
    Stakeholder,
    Theme,
)
from recommendations.public.as_of import Moment

Keys = Callable[[], Iterable[Iterable[Any]]]


def uids() -> Iterator[tuple[Any]]:
    """Unpublished entries too: what is no page before must be none afterwards."""
    for model in (FollowUp, Position, Assessment):
        yield from model.objects.values_list("uid")


def keys_of(resource: Resource) -> Iterator[list[Any]]:
    now = timezone.now()
    moment = Moment(day=now.date(), at=now)
    for row in resource.table.rows(resource.rows(QueryDict(), moment), Asked(moment, "")):
        yield [row[name] for _converter, name in resource.key]


# A workbook carries the second in which it was made, and has the rows of the other two.
COMPARABLE = [name for name in FORMATS if name != "xlsx"]

# What stands in the addresses of one name, and of names that begin with it (theme, theme_card), for each row that has
# such a page.
KEYS: dict[str, Keys] = {
    "theme": lambda: Theme.objects.values_list("slug"),
    "recommendation": lambda: Recommendation.objects.values_list("reference"),
    "citation": lambda: Recommendation.objects.values_list("reference"),
    "government": lambda: Government.objects.values_list("iso3"),
    "stakeholder": lambda: Stakeholder.objects.values_list("slug"),
    "document": lambda: Document.objects.values_list("slug"),
    "update": uids,
    "evidence": lambda: Evidence.objects.values_list("uid"),
    "export": lambda: product(LISTS, COMPARABLE),
    "passages": lambda: product(Document.objects.values_list("slug", flat=True), COMPARABLE),
    **{f"api:{resource.name}/one": partial(keys_of, resource) for resource in RESOURCES if resource.key},
}
# They speak of the machine, or to one person alone, or of the days on which pages changed at their addresses.
NOT_PUBLIC = {"admin/", "accounts/", "healthz", "readyz", "reminders", "feeds:sitemap", "feeds:sitemap_section"}


def addresses(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[str]:
    """Fails for an address with parameters that KEYS does not know: say there what they stand for."""
    for route in (resolver or get_resolver()).url_patterns:
        if isinstance(route, URLResolver):
            if str(route.pattern) not in NOT_PUBLIC:
                yield from addresses(route, f"{route.namespace}:" if route.namespace else "")
            continue
        assert isinstance(route, URLPattern)
        assert route.name, f"{route} has no name"
        name = namespace + route.name
        if name in NOT_PUBLIC:
            continue
        if not route.pattern.converters:
            yield reverse(name)
            continue
        keys = KEYS.get(name) or KEYS.get(route.name.partition("_")[0])
        assert keys, f"say in {__name__}.KEYS which pages {name} has"
        yield from (reverse(name, args=[*key]) for key in keys())


def pages(addresses: Iterable[str], queries: Iterable[str]) -> dict[str, tuple[int, bytes]]:
    """Status and content of each page, as it is and with each query string."""
    client = Client()
    found = {}
    for address in addresses:
        for query in queries:
            response = client.get(address + query)
            found[address + query] = (response.status_code, response.getvalue())
    return found
