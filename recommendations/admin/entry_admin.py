"""The page of a ledger entry: written through workflow.py alone, its steps as buttons."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from recommendations.ledger import rules, workflow
from recommendations.ledger.unused_files import undone_with_the_transaction
from recommendations.models import Citation, Entry, Evidence, FollowUp, Government, Recommendation, Rights, Role
from recommendations.models.choices import Channel, EntryState, EvidenceGrade

from . import recording
from .access import asked_at, rights_for
from .base import RecordAdmin, sentences_of, with_version
from .evidence import EvidenceInline
from .steps import STEPS_BY_NAME, open_steps, trail_of, typed_text


class EntryAdmin(RecordAdmin):
    """What the pages of follow-ups, positions and assessments share.

    `own_fieldsets` are those of a focal point's form, which asks neither for the voice nor for the channel.
    """

    change_form_template = "admin/recommendations/entry_form.html"
    delete_confirmation_template = "admin/recommendations/entry_delete.html"
    inlines = (EvidenceInline,)
    own_fieldsets: tuple[Any, ...] = ()
    all_fieldsets: tuple[Any, ...] = ()

    def view_on_site(self, obj: Entry) -> str | None:
        return obj.get_absolute_url() if obj.state == EntryState.PUBLISHED else None

    # Who may do what

    def may_view(self, rights: Rights, obj: Any = None) -> bool:
        if obj is None:
            return rights.role >= Role.FOCAL_POINT
        return rights.sees_all_entries or obj.state == EntryState.PUBLISHED or rules.may_write(obj, rights)

    def may_add(self, rights: Rights) -> bool:
        return rights.role >= Role.FOCAL_POINT

    def may_change(self, rights: Rights, obj: Any = None) -> bool:
        if obj is None:
            return self.may_add(rights)
        return obj.is_editable and rules.may_write(obj, rights)

    def may_delete(self, rights: Rights, obj: Any = None) -> bool:
        return obj is not None and not obj.was_published and self.may_change(rights, obj)

    def may_see_history(self, rights: Rights, obj: Any) -> bool:
        return rights.sees_all_entries or rules.may_write(obj, rights)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        entries: Any = super().get_queryset(request)
        visible: QuerySet[Any] = entries.visible_to(rights_for(request), asked_at(request)).with_grade()
        return visible

    # The list

    def get_list_display(self, request: HttpRequest) -> Any:
        """Without authors for focal points: elsewhere the public reads of governments, never of people."""
        columns = [str(name) for name in super().get_list_display(request)]
        return columns if rights_for(request).sees_all_entries else [name for name in columns if name != "author"]

    @admin.display(description=_("evidence"), ordering="grade")
    def evidence_grade(self, entry: Any) -> str:
        return str(EvidenceGrade(entry.grade).label)

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        rights = rights_for(request)
        is_own_form = not rights.writes_all_entries and (obj is None or self.may_change(rights, obj))
        # The explicit through models of follow-ups may not stand in a static `fieldsets`.
        fieldsets = [*(self.own_fieldsets if is_own_form and self.own_fieldsets else self.all_fieldsets)]
        return with_version(fieldsets) if obj and self.may_change(rights, obj) else fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A correction speaks of the same subject as what it corrects."""
        return tuple(obj.subject_fields) if obj and obj.corrects_id else ()

    def get_autocomplete_fields(self, request: HttpRequest) -> tuple[str, ...]:
        names = tuple(super().get_autocomplete_fields(request))
        if rights_for(request).writes_all_entries:
            return names
        return tuple(name for name in names if name != "government")

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any], request: Any, **kwargs: Any) -> Any:
        if request and db_field.name == "government":
            rights = rights_for(request)
            mine = Government.objects.filter(pk__in=rights.governments)
            kwargs["queryset"] = Government.objects.of_this_site() if rights.writes_all_entries else mine
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def construct_change_message(self, request: Any, form: Any, formsets: Any, add: bool = False) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        # Without the rows of evidence: Django's log would keep their titles, where no redaction reaches.
        return super().construct_change_message(request, form, [], add)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.rights = rights_for(request)
        form.today = asked_at(request).date()
        form.refusal = getattr(request, "tracker_refusal", [])
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What links fill in: `?recommendation=<reference>&government=<iso3>`, and what recording.py keeps."""
        rights = rights_for(request)
        initial = self.named_in_the_address(request) | recording.known_from_address(self.model, request)
        if not rights.writes_all_entries:
            if initial.get("government") not in rights.governments:
                initial.pop("government", None)
            if len(rights.governments) == 1:
                initial["government"] = next(iter(rights.governments))
        return {"channel": Channel.RECORDED_BY_SECRETARIAT} | initial

    def named_in_the_address(self, request: HttpRequest) -> dict[str, Any]:
        keys = {"recommendation": (Recommendation, "reference"), "government": (Government, "iso3")}
        found = {}
        for name, (model, key) in keys.items():
            value = request.GET.get(name, "").replace("\0", "")
            row = model.objects.filter(**{f"{key}__iexact": value}).first() if value else None
            if row is not None:
                found[name] = row.pk
            elif value:
                label = self.model._meta.get_field(name).verbose_name
                text = _t("The address names “%(value)s”, which is no %(field)s here: choose one below.")
                self.message_user(request, text % {"value": value, "field": label}, messages.WARNING)
        return found

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        if request.method == "POST" and object_id:
            entry = self.get_object(request, unquote(object_id))
            rights = rights_for(request)
            if not entry.is_editable and rules.may_write(entry, rights):
                return self.typed_text_view(request, entry)
        attached: list[Evidence] = vars(request).setdefault("tracker_attached", [])
        try:
            with undone_with_the_transaction(attached):
                return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as error:
            # The transaction is rolled back. The form is bound again, and shows what was typed and why it was refused.
            vars(request)["tracker_refusal"] = sentences_of(error)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def typed_text_view(self, request: HttpRequest, entry: Entry) -> HttpResponse:
        """Somebody typed while the entry left their hands: it is not saved, and not lost either."""
        context = {
            **self.admin_site.each_context(request),
            "title": _t("Not saved"),
            "opts": self.opts,
            "entry": entry,
            "typed": typed_text(entry, request.POST),
        }
        return TemplateResponse(request, "admin/recommendations/entry_typed_text.html", context, status=409)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        rights = rights_for(request)
        entry = context.get("original")
        recommendation = entry.recommendation_id if entry else context["adminform"].form.recommendation_id
        names_government = hasattr(self.model, "government")
        government = context["adminform"].form.chosen_id("government") if names_government else None
        may_copy = entry is None and recording.COPY not in request.GET
        context |= self.beside(recommendation, government, request, may_copy=may_copy)
        context["names_government"] = names_government
        if entry is not None:
            shows_people = self.may_see_history(rights, entry)
            context |= {
                "steps": open_steps(entry, rights, request.user),
                "trail": trail_of(entry, shows_people=shows_people),
                "shows_people": shows_people,
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def beside(
        self, recommendation: int | None, government: int | None, request: HttpRequest, *, may_copy: bool
    ) -> dict[str, Any]:
        """What stands beside the form of an entry on this pair: the words of the source, and the last report."""
        citations = Citation.objects.filter(recommendation=recommendation).select_related(
            "passage__document", "recommendation"
        )
        last = recording.last_report(recommendation, government, asked_at(request))
        copy_address = ""
        if last and may_copy and self.model is FollowUp:
            copy_address = recording.address_of_copy(citations, last)
        return {
            "citations": citations,
            "last": last,
            "is_of_pair": last and last.recommendation_id == recommendation,
            "copy_address": copy_address,
        }

    # Saving

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's own signature
        if not change or form.has_changed():
            links = {name: form.cleaned_data[name] for name in ("components", "joint_with") if name in form.fields}
            workflow.save_draft(entry=obj, by=request.user, **links)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 - Django's own signature
        # Without the form's own saving of many-to-many fields: save_draft has written them.
        for formset in formsets:
            self.save_formset(request, form, formset, change)
        if "_submit" in request.POST:
            workflow.submit(entry=form.instance, by=request.user)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001 - Django's own signature
        for source in formset.save(commit=False):
            vars(request)["tracker_attached"].append(source)
            workflow.save_evidence(evidence=source, by=request.user)
        for source in formset.deleted_objects:
            workflow.remove_evidence(evidence=source, by=request.user)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        done = (
            STEPS_BY_NAME["submit"].done
            if "_submit" in request.POST
            else _t("Saved as a draft. Nobody else is asked to look at it yet.")
        )
        if "_another" in request.POST:
            self.tell_saved(request, done)
            address = reverse(f"admin:recommendations_{self.opts.model_name}_add")
            return HttpResponseRedirect(f"{address}?{urlencode(recording.kept(obj))}")
        self.tell_saved(request, done)
        return HttpResponseRedirect(reverse(f"admin:recommendations_{self.opts.model_name}_change", args=[obj.pk]))

    def tell_saved(self, request: HttpRequest, done: Any) -> None:
        # The mark by which static/js/autosave.js knows that what was typed is safe.
        self.message_user(request, str(done), messages.SUCCESS, extra_tags="saved")

    def to_page_of(
        self, request: HttpRequest, entry: Entry, message: str, level: int = messages.SUCCESS
    ) -> HttpResponse:
        self.message_user(request, message, level)
        return HttpResponseRedirect(reverse(f"admin:recommendations_{self.opts.model_name}_change", args=[entry.pk]))
