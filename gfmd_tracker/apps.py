from django.contrib import admin
from django.contrib.admin.apps import AdminConfig


class TrackerAdminConfig(AdminConfig):
    """Puts the tracker's own admin site in the place of Django's default one."""

    default_site = "recommendations.admin.site.TrackerAdminSite"

    def ready(self) -> None:
        super().ready()
        admin.site.register_declared()  # type: ignore[attr-defined]  # The site is the one named above.
