"""The API's description in OpenAPI 3.1, made of the tables and the filter sets that also make its answers."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django_filters import CharFilter, ChoiceFilter, DateFilter, Filter, MultipleChoiceFilter

from recommendations.data.tables import Column
from recommendations.filters.query_string import SEARCH_LENGTH
from recommendations.public.as_of import PARAMETER
from recommendations.public.licence import DATA_LICENCE

from .answers import MAX_PAGE_SIZE, PAGE_SIZE
from .parts import PARTS
from .problems import CONTENT_TYPE
from .resources import RESOURCES, Resource

Node = dict[str, Any]

_TYPES: dict[str, Node] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
}
_KEYS = {
    "reference": {"type": "string", "pattern": "^[A-Za-z0-9.-]+$"},
    "slug": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
    "iso3": {"type": "string", "pattern": "^[A-Za-z]{3}$"},
    "uuid": {"type": "string", "format": "uuid", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},
}


def description() -> Node:
    paths: Node = {"/api/v1/": _path("index", _("Where everything is."), _ref("Index"), [])}
    for resource in RESOURCES:
        meaning, key = str(resource.meaning), "".join(f"{{{name}}}/" for _converter, name in resource.key)
        place = f"/api/v1/{resource.name}/"
        paths[place] = _path(resource.name, meaning, _ref(f"{resource.schema}List"), _list_parameters(resource))
        one = "RecommendationInFull" if resource.schema == "Recommendation" else resource.schema
        paths[place + key] = _path(
            f"{resource.name}/one", _("One of them, by its key."), _ref(one), _key_parameters(resource)
        )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("GFMD Recommendation Tracker"),
            "version": "1",
            "description": _(
                "The public record, read-only. Every list and row can be had as of an earlier day; a parameter that is "
                "not known, or a value that cannot be met, is refused by name."
            ),
            "license": {"name": DATA_LICENCE.name, "url": DATA_LICENCE.url},
        },
        "servers": [{"url": "/"}],
        "paths": paths,
        "components": {"schemas": _schemas()},
    }


def _path(name: str, meaning: str, answer: Node, parameters: list[Node]) -> Node:
    operation = {
        "operationId": name.replace("/", "_").replace("-", "_"),
        "summary": meaning,
        "parameters": [_as_of(), *parameters],
        "responses": {
            "200": {
                "description": _("The answer."),
                "headers": {"ETag": {"schema": {"type": "string"}, "description": _("Changes with the answer.")}},
                "content": {"application/json": {"schema": answer}},
            },
            "304": {"description": _("Nothing has changed since the answer with the ETag that was sent.")},
            "400": _problem(_("A parameter is not known, or its value cannot be met.")),
            "404": _problem(_("There is no such row or page.")),
        },
    }
    return {"get": operation}


def _problem(meaning: str) -> Node:
    return {"description": meaning, "content": {CONTENT_TYPE: {"schema": _ref("Problem")}}}


def _ref(name: str) -> Node:
    return {"$ref": f"#/components/schemas/{name}"}


# Parameters


def _parameter(name: str, meaning: Any, schema: Node) -> Node:
    # The addresses of pages carry the empty fields of their forms along, and may be handed on to the API as they are.
    return {"name": name, "in": "query", "description": str(meaning), "schema": schema, "allowEmptyValue": True}


def _as_of() -> Node:
    return _parameter(PARAMETER, _("The day at whose end the ledger is shown. Without it: now."), _TYPES["date"])


def _list_parameters(resource: Resource) -> list[Node]:
    filters: dict[str, Filter] = resource.filters.base_filters if resource.filters else {}
    return [
        *(_parameter(name, each.label, _filter_schema(each)) for name, each in filters.items()),
        _parameter("page", _("Which page."), {"type": "integer", "minimum": 1, "default": 1}),
        _parameter(
            "page_size",
            _("How many rows a page has."),
            {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": PAGE_SIZE},
        ),
    ]


def _filter_schema(each: Filter) -> Node:
    known = [value for value, _label in each.extra.get("choices", ())]
    value: Node = {"type": "string", "enum": known} if known else {"type": "string"}
    match each:
        case MultipleChoiceFilter():
            return {"type": "array", "items": value}
        case ChoiceFilter():
            return value
        case DateFilter():
            return _TYPES["date"]
        case CharFilter():
            return {"type": "string", "maxLength": SEARCH_LENGTH}
        case _:
            raise NotImplementedError(f"say what {type(each).__name__} takes")


def _key_parameters(resource: Resource) -> list[Node]:
    meanings = {column.name: str(column.meaning) for column in resource.table.columns}
    return [
        {"name": name, "in": "path", "required": True, "description": meanings[name], "schema": _KEYS[converter]}
        for converter, name in resource.key
    ]


# What is answered


def _schemas() -> Node:
    schemas: Node = {
        "Index": {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}},
        "Licence": _object(
            {
                "name": {"type": "string"},
                "url": {"type": "string", "format": "uri"},
                "scope": {"type": "string", "description": _("Whose words it does not cover.")},
            }
        ),
        "Problem": _problem_schema(),
    }
    for resource in RESOURCES:
        schemas[resource.schema] = _row(resource.table.columns)
        schemas[f"{resource.schema}List"] = _list(resource)
    parts = {part.table.name: _array(_row(part.table.columns), part.table.title) for part in PARTS}
    schemas["RecommendationInFull"] = {
        "allOf": [_ref("Recommendation"), _object({"details": _object(parts)})],
    }
    return schemas


def _object(properties: Node, **more: Any) -> Node:
    return {"type": "object", "properties": properties, "required": [*properties], **more}


def _array(items: Node, meaning: Any) -> Node:
    return {"type": "array", "items": items, "description": str(meaning)}


def _row(columns: Iterable[Column]) -> Node:
    return _object({column.name: _value(column) for column in columns})


def _value(column: Column) -> Node:
    known = list(column.choices.values) if column.choices else []
    if column.kind == "list":
        items: Node = {"type": "string", "enum": known} if known else {"type": "string"}
        return _array(items, column.meaning)
    schema = dict(_TYPES[column.kind])
    if known:
        schema["enum"] = [*known, None] if column.nullable else known
    if column.nullable:
        schema["type"] = [schema["type"], "null"]
    return {**schema, "description": str(column.meaning)}


def _list(resource: Resource) -> Node:
    address: Node = {"type": ["string", "null"], "format": "uri"}
    return _object(
        {
            "title": {"type": "string"},
            "licence": _ref("Licence"),
            "warning": {"type": ["string", "null"], "description": _("Set where the entries are invented.")},
            "as_of": {**_TYPES["date"], "description": _("The day that the list speaks of.")},
            "count": {"type": "integer", "description": _("Rows on all pages together.")},
            "next": {**address, "description": _("The next page; null on the last.")},
            "previous": {**address, "description": _("The page before; null on the first.")},
            "results": _array(_ref(resource.schema), resource.meaning),
        }
    )


def _problem_schema() -> Node:
    sentences = {"type": "array", "items": {"type": "string"}}
    properties: Node = {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": _("A sentence for the reader.")},
    }
    errors = {"type": "object", "additionalProperties": sentences, "description": _("What is wrong, by parameter.")}
    return {**_object(properties), "properties": {**properties, "errors": errors}}
