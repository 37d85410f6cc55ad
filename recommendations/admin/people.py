"""Focal points, and the accounts of staff."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as StockGroupAdmin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import ForeignKey, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..models import FocalPoint, Rights
from .access import asked_at
from .base import RecordAdmin, TrackerAdmin
from .forms import person_name
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
