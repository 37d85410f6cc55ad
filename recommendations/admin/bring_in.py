"""Files brought in by the page of a list: chosen, read back as a plan, and written as one, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from recommendations.data.importing.plans import FileRefused, Plan, Problem
from recommendations.models import Rights

from .access import rights_for
from .base import TrackerAdmin, sentences_of
from .kept_files import KeptFile, keep, kept

# What one request writes while a person waits. Longer files go by the command.
MAX_ROWS = 20_000
MAX_BYTES = 5 * 1024 * 1024
# As many of each kind as somebody reads through before saying yes.
SHOWN = 200

ENCODINGS = [
    ("", _("UTF-8")),
    ("cp1252", _("Windows, Western European (cp1252)")),
    ("mac_roman", _("Older Macs (mac_roman)")),
    ("utf-16", _("UTF-16 (utf-16)")),
    ("utf-16-le", _("UTF-16 without a mark (utf-16-le)")),
    ("utf-16-be", _("UTF-16 without a mark, big end first (utf-16-be)")),
]


class FileForm(forms.Form):
    """A file, or the token of one that is kept; `kept` is then the file."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,.tsv"}),
    )
    # Asked for once the file turns out not to be UTF-8.
    encoding = forms.ChoiceField(label=_("Encoding"), required=False, choices=ENCODINGS, widget=forms.HiddenInput)
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.kept: KeptFile | None = None

    @property
    def options(self) -> dict[str, Any]:
        """What the plan is told beside the file."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("file", "token")}

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload and upload.size > MAX_BYTES:
            text = _t("The file has %(size)s, and %(limit)s is the most here: split it, or use the command.")
            sizes = {"size": filesizeformat(upload.size), "limit": filesizeformat(MAX_BYTES)}
            raise forms.ValidationError(text % sizes)
        return upload

    def clean(self) -> dict[str, Any]:
        upload, token = self.cleaned_data.get("file"), self.cleaned_data.get("token")
        if self.errors:
            return self.cleaned_data
        self.kept = keep(upload, self.by) if upload else kept(token or "", self.by)
        if self.kept is None:
            text = _t("The file is no longer kept here: choose it again.") if token else _t("Choose a file.")
            raise forms.ValidationError({"file": text})
        return self.cleaned_data

    def ask_for_encoding(self) -> None:
        self.fields["encoding"].widget = forms.Select(choices=ENCODINGS)


class RecommendationFileForm(FileForm):
    create_missing = forms.BooleanField(label=_("Create missing themes, stakeholders and documents"), required=False)
    number_duplicates = forms.BooleanField(
        label=_("Number duplicates: references that stand in the file twice"), required=False
    )


@dataclass
class Reading:
    """What came of a file: a plan, or why it could not be read (`problem`). `sentences` say why nothing was stored."""

    file: KeptFile
    plan: Plan[Any] | None = None
    problem: Problem | None = None
    sentences: tuple[str, ...] = ()


class FileAdmin(TrackerAdmin):
    """A list with a page that brings a file in.

    A subclass says who may (`may_bring_in`), what a file would change (`plan`), and how it is written (`apply`), which
    tells `progress` how many rows are done and returns the address of what was written.
    """

    change_list_template = "admin/recommendations/file_list.html"
    file_form: type[FileForm] = FileForm
    file_explanation: Any = ""

    def may_bring_in(self, rights: Rights) -> bool:
        raise NotImplementedError

    def plan(self, file: Path, request: HttpRequest, **options: Any) -> Plan[Any]:
        raise NotImplementedError

    def apply(self, plan: Plan[Any], name: str, request: HttpRequest, progress: Callable[[int], None]) -> str:
        raise NotImplementedError

    def get_urls(self) -> list[Any]:
        name = f"recommendations_{self.opts.model_name}_import"
        return [
            path("import/", self.admin_site.admin_view(self.file_view), name=name),
            path("import/progress/", self.admin_site.admin_view(self.progress_view), name=f"{name}_progress"),
            *super().get_urls(),
        ]

    def progress_view(self, request: HttpRequest) -> HttpResponse:
        """How many rows of the file that `?token=` names are written: for the page that waits for them."""
        file = kept(request.GET.get("token", ""), request.user) if self.may_bring_in(rights_for(request)) else None
        if file is None:
            raise Http404
        return JsonResponse({"done": file.done})

    def file_view(self, request: HttpRequest) -> HttpResponse:
        """The page that asks for a file (GET); what the file would change, and on `confirmed` the change (POST)."""
        if not self.may_bring_in(rights_for(request)):
            raise PermissionDenied
        if request.method != "POST":
            return self.file_page(request, self.file_form(by=request.user))
        form = self.file_form(request.POST, request.FILES, by=request.user)
        if not form.is_valid() or form.kept is None:
            return self.file_page(request, form)
        reading = self.read(form.kept, form, request)
        plan = reading.plan
        if plan and not plan.problems and "confirmed" in request.POST:
            if request.POST["confirmed"] == plan.fingerprint:
                return self.write(plan, form, request)
            reading.sentences = (_t("The record has changed since you read this. Read again what will change."),)
        return self.file_page(request, form, reading)

    def read(self, file: KeptFile, form: FileForm, request: HttpRequest) -> Reading:
        try:
            return Reading(file, self.plan(file.path, request, max_rows=MAX_ROWS, **form.options))
        except FileRefused as error:
            if error.is_about_encoding:
                form.ask_for_encoding()
            return Reading(file, problem=error.problem)

    def write(self, plan: Plan[Any], form: FileForm, request: HttpRequest) -> HttpResponse:
        assert form.kept is not None, "a plan is made of a file"
        # An import that failed may have left its own count.
        form.kept.count(0)
        try:
            address = self.apply(plan, form.kept.name, request, form.kept.count)
        except ValidationError as error:
            # The plan cannot be carried out twice, so it is made anew.
            reading = self.read(form.kept, form, request)
            reading.sentences = tuple(sentences_of(error))
            return self.file_page(request, form, reading)
        form.kept.forget()
        done = _t("Brought in from %(name)s: %(summary)s.") % {"name": form.kept.name, "summary": plan.summary}
        self.message_user(request, done, messages.SUCCESS)
        return HttpResponseRedirect(address)

    def progress_address(self, file: KeptFile) -> str:
        name = f"admin:recommendations_{self.opts.model_name}_import_progress"
        return f"{reverse(name)}?{urlencode({'token': file.token})}"

    def file_page(self, request: HttpRequest, form: FileForm, reading: Reading | None = None) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _t("Import a file"),
            "opts": self.opts,
            "form": form,
            "reading": reading,
            "options": form.options if reading else {},
            "progress_address": self.progress_address(reading.file) if reading else "",
            "explanation": self.file_explanation,
            "max_rows": MAX_ROWS,
            "max_bytes": MAX_BYTES,
            "shown": SHOWN,
        }
        return TemplateResponse(request, "admin/recommendations/file.html", context)
