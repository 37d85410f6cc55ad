"""Focal points, and the accounts of staff."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import ForeignKey, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from recommendations.models import FocalPoint, Rights, person_name

from .access import asked_at
from .base import RecordAdmin, TrackerAdmin
from .invitations import InvitationForm, invite, open_steps, send_invitation, take
from .site import register

if TYPE_CHECKING:
    StockUser = StockUserAdmin[User]
else:
    StockUser = StockUserAdmin


@register(FocalPoint)
class FocalPointAdmin(RecordAdmin):
    list_display = ("user", "government", "role", "started_on", "ended_on")
    list_filter = ("role",)
    list_select_related = ("user", "government")
    search_fields = (
        "user__username",
        "user__first_name",
        "user__last_name",
        "government__name_en",
        "=government__iso3",
    )
    autocomplete_fields = ("government",)
    fields = ("user", "government", "role", "started_on", "ended_on")
    change_list_template = "admin/recommendations/focal_point_list.html"
    change_form_template = "admin/recommendations/focal_point_form.html"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("invite/", view(self.invite_view), name="recommendations_focalpoint_invite"),
            path("<int:pk>/step/<slug:name>/", view(self.step_view), name="recommendations_focalpoint_step"),
            *super().get_urls(),
        ]

    def invite_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise Http404
        form = InvitationForm(request.POST or None, initial=request.GET.dict(), today=asked_at(request).date())
        if request.method == "POST" and form.is_valid():
            row = invite(form.cleaned_data, request)
            self._tell(request, send_invitation(row, request), _t("The invitation is on its way."))
            return redirect("admin:recommendations_focalpoint_change", row.pk)
        return self._page(request, "focal_point_invite.html", {"title": _t("Invite a focal point"), "form": form})

    def step_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        row = self.get_object(request, str(pk))
        step = next((step for step in open_steps(row, request) if step.name == name), None)
        if step is None or not self.has_change_permission(request, row):
            raise Http404
        if request.method == "POST":
            self._tell(request, take(step, row, request), str(step.done))
            return redirect("admin:recommendations_focalpoint_change", row.pk)
        return self._page(request, "focal_point_step.html", {"title": step.label, "step": step, "row": row})

    def _tell(self, request: HttpRequest, trouble: str, done: str) -> None:
        failed = _t("The mail could not be sent: %(reason)s. Try “Send the invitation again” later.")
        self.message_user(
            request, failed % {"reason": trouble} if trouble else done, messages.ERROR if trouble else messages.SUCCESS
        )

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/recommendations/{template}", context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if context.get("original"):
            context["steps"] = open_steps(context["original"], request)
        return super().render_change_form(request, context, *args, **kwargs)

    def may_view(self, rights: Rights, obj: Any = None) -> bool:
        return rights.manages_focal_points

    def may_add(self, rights: Rights) -> bool:
        return rights.manages_focal_points

    def may_change(self, rights: Rights, obj: Any = None) -> bool:
        return rights.manages_focal_points

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any], request: Any, **kwargs: Any) -> Any:
        """Members of staff in a plain list: reviewers choose among them, and have no page of accounts to search."""
        if db_field.name == "user":
            # Whoever has a row stays in the list, so that the role of a deactivated person can still be ended.
            may_be_one = Q(is_active=True, is_staff=True) | Q(pk__in=FocalPoint.objects.values("user"))
            kwargs["queryset"] = User.objects.filter(may_be_one).order_by("username")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"started_on": asked_at(request).date()}


class StaffAdmin(TrackerAdmin):
    """Accounts and groups: a superuser's; nobody deletes any of them."""

    def may_view(self, rights: Rights, obj: Any = None) -> bool:
        return rights.manages_staff

    def may_change(self, rights: Rights, obj: Any = None) -> bool:
        return rights.manages_staff

    def may_see_history(self, rights: Rights, obj: Any) -> bool:
        return rights.manages_staff


@register(User)
class UserAdmin(StaffAdmin, StockUser):
    list_display = ("username", "first_name", "last_name", "email", "is_active", "is_staff", "is_superuser")
    list_filter = ("is_active", "is_staff", "is_superuser", "groups")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email")}),
        (
            _("Rights"),
            {
                "fields": ("is_active", "is_staff", "is_superuser", "groups"),
                "description": _(
                    "Accounts are deactivated, never deleted. Editors and reviewers are members of these groups; a "
                    "focal point has a row among the focal points. All of them need “staff status” to sign in here."
                ),
            },
        ),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()

    def may_add(self, rights: Rights) -> bool:
        return rights.manages_staff


@register(Group)
class GroupAdmin(StaffAdmin, StockGroupAdmin):
    """The two groups that rights go by: made by a migration, filled on the pages of accounts."""

    fields = ("name", "members")
    readonly_fields = ("name", "members")

    def may_change(self, rights: Rights, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("members"))
    def members(self, group: Group) -> str:
        return ", ".join(person_name(user) for user in group.user_set.order_by("username")) or "-"
