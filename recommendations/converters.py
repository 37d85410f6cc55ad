"""The kinds of keys in addresses. Django knows them once this module is imported."""

from django.urls import register_converter


class ReferenceConverter:
    regex = r"[A-Za-z0-9.-]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Iso3Converter(ReferenceConverter):
    regex = r"[A-Za-z]{3}"


register_converter(ReferenceConverter, "reference")
register_converter(Iso3Converter, "iso3")
