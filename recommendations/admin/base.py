"""The base of every admin page: the role table of the design, versions, history, and calm answers to bad input."""

import itertools
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.exceptions import DisallowedModelAdminLookup, DisallowedModelAdminToField
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from recommendations.models import Rights, Role
from recommendations.models.search import index as search_index

from .access import rights_for
from .filters import UnknownValue
from .forms import READ_VERSION, VersionedForm, VersionedFormSet, is_possible_id

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    StackedInline = admin.StackedInline[Any, Any]
else:
    ModelAdmin = admin.ModelAdmin
    StackedInline = admin.StackedInline

# More words than this make a query that SQLite refuses.
MAX_SEARCH_WORDS = 20
SHOWN_OF_A_CHANGE = 5000


class TrackerAdmin(ModelAdmin):
    """Asks `Rights` for every permission, and never Django's permission tables.

    A subclass says in `may_view`, `may_add`, `may_change` and `may_delete` who may do what; the default is nobody.
    `get_queryset` holds back what the person may not see.
    """

    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    view_on_site: Any = False

    class Media:
        js = ("js/admin_choices.js",)

    def get_urls(self) -> list[Any]:
        # Without Django's redirect of old addresses, which answers for whatever stands below a list.
        return [url for url in super().get_urls() if url.name]

    def may_view(self, rights: Rights, obj: Any = None) -> bool:
        return False

    def may_add(self, rights: Rights) -> bool:
        return False

    def may_change(self, rights: Rights, obj: Any = None) -> bool:
        return False

    def may_delete(self, rights: Rights, obj: Any = None) -> bool:
        return False

    def may_see_history(self, rights: Rights, obj: Any) -> bool:
        return rights.role >= Role.EDITOR and self.may_view(rights, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_view(rights_for(request), obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may_add(rights_for(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(rights_for(request), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_delete(rights_for(request), obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.may_view(rights_for(request))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        # Django would redirect to the start page with a message that repeats the id.
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404
        return found

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address fills in, without what no row can be named by."""
        initial = super().get_changeform_initial_data(request)
        return {name: value for name, value in initial.items() if self._can_stand_in_form(name, value)}

    def _can_stand_in_form(self, name: str, value: Any) -> bool:
        related = {field.name for field in (*self.opts.fields, *self.opts.many_to_many) if field.is_relation}
        if name not in related:
            return "\0" not in str(value)
        return all(is_possible_id(str(each)) for each in (value if isinstance(value, list) else [value]))

    def response_action(
        self, request: HttpRequest, queryset: QuerySet[Any], *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        """Only what can be the id of a row counts as chosen; Django would fail on anything else."""
        chosen: Any = request.POST.copy()
        ids = chosen.getlist(ACTION_CHECKBOX_NAME)
        chosen.setlist(ACTION_CHECKBOX_NAME, [each for each in ids if is_possible_id(each)])
        request.POST = chosen
        return super().response_action(request, queryset, *args, **kwargs)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list, or the whole list and a message where the address asks for what it does not have."""
        if any("\0" in value for _key, values in request.GET.lists() for value in values):
            request.GET = QueryDict("nul=1")
        try:
            return super().get_changelist_instance(request)
        except (IncorrectLookupParameters, DisallowedModelAdminLookup, DisallowedModelAdminToField) as error:
            sentence = _(
                "The address asks for a page or a filter that this list does not have, so it shows everything."
            )
            self.message_user(request, str(error) if isinstance(error, UnknownValue) else sentence, messages.WARNING)
            request.GET = QueryDict()
            return super().get_changelist_instance(request)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        # Django lets any field of the model through; one that points here from drafts would count them.
        filters = self.get_list_filter(request) if request else self.list_filter
        names = [getattr(row, "parameter_name", row) for row in filters]
        return any(lookup in {name, f"{name}__exact"} for name in names)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        words = search_term.replace("\0", "").split()
        return super().get_search_results(request, queryset, " ".join(words[:MAX_SEARCH_WORDS]))

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return without_related_links(super().formfield_for_dbfield(db_field, request, **kwargs))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        original = context.get("original")
        context["has_history"] = original is not None and self.may_see_history(rights_for(request), original)
        return super().render_change_form(request, context, *args, **kwargs)


class RecordAdmin(SimpleHistoryAdmin, TrackerAdmin):
    """Pages of a model with a version and a history."""

    form = VersionedForm
    object_history_list_template = "admin/record_history.html"

    def get_urls(self) -> list[Any]:
        # Without simple_history's page of one past row, which asks for no permission on the row that it shows.
        return TrackerAdmin.get_urls(self)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fieldsets = list(super().get_fieldsets(request, obj))
        return with_version(fieldsets) if obj and self.has_change_permission(request, obj) else fieldsets

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return [name for name in super().get_fields(request, obj) if name != READ_VERSION]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's own signature
        if change and not form.has_changed():
            return
        if change:
            obj.version += 1
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001 - Django's own signature
        for row in formset.save(commit=False):
            if row.pk is not None:
                row.version += 1
            row.save()
        for row in formset.deleted_objects:
            row.delete()
        formset.save_m2m()

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        # simple_history falls back on past rows of objects that this person may not see.
        obj = self.get_object(request, unquote(object_id))
        if not self.may_see_history(rights_for(request), obj):
            raise PermissionDenied
        response: HttpResponse = super().history_view(request, object_id, extra_context)
        return response

    def set_history_delta_changes(self, request: HttpRequest, historical_records: Any, **kwargs: Any) -> None:
        rows = list(historical_records)
        for newer, older in itertools.pairwise(rows):
            delta = newer.diff_against(older, excluded_fields=["version"], foreign_keys_are_objs=True)
            helper = HistoricalRecordContextHelper(
                self.model, newer, max_displayed_delta_change_chars=SHOWN_OF_A_CHANGE
            )
            newer.history_delta_changes = helper.context_for_delta_changes(delta)


class RecordInline(StackedInline):
    """Rows that belong to the record of the page: who may change that may change these."""

    form = VersionedForm
    formset = VersionedFormSet
    extra = 0

    @property
    def parent_admin(self) -> Any:
        return self.admin_site.get_model_admin(self.parent_model)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(self.parent_admin.has_view_permission(request, obj))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None or obj.pk is None:
            return bool(self.parent_admin.has_add_permission(request))
        return bool(self.parent_admin.has_change_permission(request, obj))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fieldsets = list(super().get_fieldsets(request, obj))
        return with_version(fieldsets) if self.has_change_permission(request, obj) else fieldsets

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return [name for name in super().get_fields(request, obj) if name != READ_VERSION]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        return without_related_links(super().formfield_for_dbfield(db_field, request, **kwargs))


class TextAdmin(RecordAdmin):
    """The source, its classification and the vocabularies: read by all, written by editors."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's own signature
        # Before it is saved: a note may be taken off a passage.
        form.concerned = search_index.concerned(obj) if change else set()
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 - Django's own signature
        super().save_related(request, form, formsets, change)
        search_index.refresh(form.concerned | search_index.concerned(form.instance))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        concerned = search_index.concerned(obj)
        super().delete_model(request, obj)
        search_index.refresh(concerned)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            for obj in queryset:
                self.delete_model(request, obj)

    def may_view(self, rights: Rights, obj: Any = None) -> bool:
        return rights.role >= Role.FOCAL_POINT

    def may_add(self, rights: Rights) -> bool:
        return rights.edits_text

    def may_change(self, rights: Rights, obj: Any = None) -> bool:
        return rights.edits_text

    def may_delete(self, rights: Rights, obj: Any = None) -> bool:
        return rights.edits_text


def with_version(fieldsets: list[Any]) -> list[Any]:
    """The fieldsets with the hidden version at the end of the last one."""
    name, options = fieldsets[-1]
    return [*fieldsets[:-1], (name, {**options, "fields": [*options["fields"], READ_VERSION]})]


def without_related_links(field: forms.Field | None) -> forms.Field | None:
    """The field without buttons that open other records in windows: each record has its own page."""
    widget = getattr(field, "widget", None)
    if isinstance(widget, RelatedFieldWidgetWrapper):
        for button in ("add", "change", "delete", "view"):
            setattr(widget, f"can_{button}_related", False)
    return field


def sentences_of(error: ValidationError) -> list[str]:
    """The messages of an error, whatever fields they belong to."""
    return [str(message) for message in error.messages]
