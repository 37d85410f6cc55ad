"""The kinds of keys in addresses. Django knows them once this module is imported."""

from django.urls import register_converter

from .exporting import FORMATS, LISTS


class ReferenceConverter:
    regex = r"[A-Za-z0-9.-]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Iso3Converter(ReferenceConverter):
    regex = r"[A-Za-z]{3}"


class ListConverter(ReferenceConverter):
    regex = "|".join(LISTS)


class FormatConverter(ReferenceConverter):
    regex = "|".join(FORMATS)


register_converter(ReferenceConverter, "reference")
register_converter(Iso3Converter, "iso3")
register_converter(ListConverter, "list")
register_converter(FormatConverter, "format")
