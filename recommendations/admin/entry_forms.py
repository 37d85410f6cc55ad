"""Forms of ledger entries: each mistake beside its field, and no saving of their own (workflow.py saves)."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from recommendations.ledger import rules
from recommendations.models import Assessment, Component, FollowUp, Government, Position, Rights
from recommendations.models.choices import Channel, Voice

from .forms import VersionedForm

# The field beside which the message of a database rule stands.
FIELD_OF_RULE = {
    "followup_organisation_is_empty_exactly_for_governments": "organisation",
    "followup_other_voices_are_recorded_by_the_secretariat": "channel",
    "followup_discontinued_gives_the_reason": "reason",
    "followup_has_a_summary": "summary",
    "position_partial_support_names_the_part": "part",
    "position_not_applicable_gives_the_reason": "reason",
    "assessment_has_a_rationale": "rationale",
    "assessment_continuous_has_a_date_of_review": "next_review_on",
    "assessment_closed_gives_the_reason": "closing_reason",
}


class EntryForm(VersionedForm):
    """`rights`, `today` and `refusal` are set on the class made for each request (see EntryAdmin.get_form).

    `refusal` holds the sentences with which workflow.py refused the same form a moment ago.
    """

    rights: ClassVar[Rights]
    today: ClassVar[dt.date]
    refusal: ClassVar[list[str]] = []

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for sentence in self.refusal:
            self.add_error(None, sentence)
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # a hook that the stubs leave out
        self.place_messages()
        if self.errors:
            return
        try:
            rules.check_content(self.instance, self.today)
            self.check_links()
        except ValidationError as error:
            self.add_errors_by_field(error)

    def check_links(self) -> None:
        """A hook for rules about many-to-many fields."""

    def place_messages(self) -> None:
        """Tells the broken rules of the database beside their fields.

        Django tells some of them at the top, and leaves out those that name a field which is not in the form.
        """
        at_the_top: Any = self.errors.pop(NON_FIELD_ERRORS, [])
        failed = set(self.errors)
        for constraint in self.instance._meta.constraints:
            try:
                constraint.validate(type(self.instance), self.instance, exclude=failed)
            except ValidationError as error:
                name = FIELD_OF_RULE.get(constraint.name)
                self.add_error(name if name in self.fields else None, error.messages)
        told = {message for messages in self.errors.values() for message in messages}
        for message in at_the_top:
            if message not in told:
                self.add_error(None, message)

    def add_errors_by_field(self, error: ValidationError) -> None:
        """`error` may name a field that this person's form does not have."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for name, messages in by_field.items():
            self.add_error(name if name in self.fields else None, messages)

    @property
    def recommendation_id(self) -> int | None:
        """The recommendation that is chosen in the form as it stands, null where none is."""
        return self.chosen_id("recommendation")

    def chosen_id(self, name: str) -> int | None:
        """The id of the row that is chosen in this field of the form as it stands, null where none is."""
        asked: Any = self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name)
        if name not in self.fields or not str(asked or "").isdecimal():
            known: int | None = getattr(self.instance, f"{name}_id")
            return known
        return int(asked)


class ReportForm(EntryForm):
    """What follow-ups and positions share: focal points speak for their own government alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.rights.writes_all_entries:
            if "government" in self.fields:
                self.fields["government"].required = True
            if self.instance.pk is None:
                self.instance.channel = Channel.BY_GOVERNMENT


class FollowUpForm(ReportForm):
    components = forms.ModelMultipleChoiceField(
        Component.objects.none(),
        label=_("Components"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none where the follow-up concerns the recommendation as a whole."),
    )
    joint_with = forms.ModelMultipleChoiceField(
        Government.objects.all(),
        label=_("Joint with"),
        required=False,
        widget=AutocompleteSelectMultiple(FollowUp._meta.get_field("joint_with"), admin.site),
        help_text=_("Other governments that took the measure together with this one."),
    )

    class Meta:
        model = FollowUp
        fields = ("components", "joint_with")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.rights.writes_all_entries and self.instance.pk is None:
            self.instance.voice = Voice.GOVERNMENT
        if "components" in self.fields:
            field: Any = self.fields["components"]
            field.queryset = Component.objects.filter(recommendation=self.recommendation_id)
            if self.recommendation_id is None:
                field.help_text = _("Save the draft first: then the components of its recommendation stand here.")

    def check_links(self) -> None:
        rules.check_links(self.instance, [*self.cleaned_data["components"]], [*self.cleaned_data["joint_with"]])


class PositionForm(ReportForm):
    class Meta:
        model = Position
        fields = ()


class AssessmentForm(EntryForm):
    class Meta:
        model = Assessment
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "component" in self.fields:
            field: Any = self.fields["component"]
            field.queryset = Component.objects.filter(recommendation=self.recommendation_id)
