"""The forms of the admin: what every record's form knows of versions, and the rules of ledger entries."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recommendations.models import person_name
from recommendations.models.base import Record

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
    InlineFormSet = BaseInlineFormSet[Any, Any, Any]
else:
    ModelForm = forms.ModelForm
    InlineFormSet = BaseInlineFormSet

READ_VERSION = "read_version"
LONGEST_ID = 18
NO_ID = "0"


class VersionedForm(ModelForm):
    """Refuses to save over what somebody else saved after the page was read.

    The typed text stays in the form, each field that differs says what is saved now and by whom, and the hidden
    version becomes the new one: saving again overwrites knowingly.
    """

    read_version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_conflict = False
        if isinstance(self.data, QueryDict):
            self.data = self.with_possible_ids(self.data)
        if self.instance.pk is not None:
            self.initial[READ_VERSION] = str(self.instance.version)

    def with_possible_ids(self, data: QueryDict) -> QueryDict:
        """`data` with an id that no row has in place of what is none: Django asks the database for it all the same."""
        possible = data.copy()
        for name, field in self.fields.items():
            key = self.add_prefix(name)
            if isinstance(field, forms.ModelChoiceField) and key in possible:
                possible.setlist(key, [_possible_id(value) for value in data.getlist(key)])
        return possible

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk is not None:
            self.check_version()
        return cleaned

    def check_version(self) -> None:
        """Locks the row until the transaction ends, so that nobody saves between this check and the saving."""
        saved = type(self.instance).locked(self.instance.pk)
        if self.data.get(self.add_prefix(READ_VERSION)) == str(saved.version):
            return
        self.is_conflict = True
        data: Any = self.data
        self.data = newer = data.copy()
        newer[self.add_prefix(READ_VERSION)] = str(saved.version)
        who, when = last_save(saved)
        self.add_error(
            None,
            _(
                "%(who)s saved this record on %(when)s, after you had opened it. Nothing of yours is saved yet, and "
                "your text stands below. Compare the fields marked here, then save again to put yours in place."
            )
            % {"who": who, "when": when},
        )
        for name in self.differing_fields(saved):
            self.add_error(name, _("Saved by %(who)s: %(value)s") % {"who": who, "value": said(saved, name)})

    def differing_fields(self, saved: Record) -> list[str]:
        """Names of the fields whose typed value is not the saved one."""
        values = forms.model_to_dict(saved)
        return [
            name
            for name, field in self.fields.items()
            if name in values and field.has_changed(values[name], self._typed(name))
        ]

    def _typed(self, name: str) -> Any:
        return self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))


class VersionedFormSet(InlineFormSet):
    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        # Django lets the id of any row through and passes over it later, which tells that the row exists.
        form.fields["id"].queryset = self.get_queryset()

    def clean(self) -> None:
        """Django does not ask whether rows that are to be deleted are valid; their versions count all the same."""
        super().clean()
        for form in self.initial_forms:
            if form.is_conflict and form in self.to_delete:
                raise ValidationError(
                    _("“%(row)s” was changed by somebody else after you had opened it: look at it again first.")
                    % {"row": type(form.instance).locked(form.instance.pk)}
                )

    @property
    def to_delete(self) -> list[Any]:
        return [form for form in self.initial_forms if form.cleaned_data.get(DELETION_FIELD_NAME)]


def is_possible_id(value: str) -> bool:
    """Whether some row could have this id: a database fails on a number that is longer than it takes."""
    return value.isascii() and value.isdecimal() and len(value) <= LONGEST_ID


def _possible_id(value: str) -> str:
    return value if is_possible_id(value) or not value else NO_ID


def last_save(saved: Record) -> tuple[str, str]:
    """Who saved the record last, and when, as its history tells."""
    row = saved.history.select_related("history_user").first()
    if row is None:
        return _("Somebody"), date_format(timezone.now(), "DATETIME_FORMAT")
    person = row.history_user
    return person_name(person) if person else _("Somebody"), date_format(row.history_date, "DATETIME_FORMAT")


def label_of(model: type[Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.verbose_name)


def said(record: Model, name: str) -> str:
    """The value of a field in words."""
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    if hasattr(value, "all"):
        return ", ".join(str(row) for row in value.all()) or _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return date_format(value, "DATETIME_FORMAT")
    if isinstance(value, dt.date):
        return date_format(value)
    return str(value) if value not in (None, "") else _("nothing")
