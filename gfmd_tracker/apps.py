from django.contrib.admin.apps import AdminConfig


class TrackerAdminConfig(AdminConfig):
    """Puts the tracker's own admin site in the place of Django's default one."""

    default_site = "recommendations.admin.site.TrackerAdminSite"
