from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class RecommendationsConfig(AppConfig):
    name = "recommendations"
    verbose_name = _("The record")

    def ready(self) -> None:
        pre_migrate.connect(lift_triggers, sender=self)
        post_migrate.connect(install_triggers, sender=self)


def lift_triggers(using: str, plan: Any = (), **kwargs: Any) -> None:
    # SQLite alters a table by making it anew under its name, and refuses that name while a trigger on another table
    # speaks of the old one.
    if plan and connections[using].vendor == "sqlite":
        from recommendations.models.triggers import uninstall

        uninstall(connections[using])


def install_triggers(using: str, **kwargs: Any) -> None:
    # After every migrate and not in a migration: SQLite alters a table by making it anew, and the
    # triggers go with the old one.
    from recommendations.models import triggers
    from recommendations.models.search import full_text

    triggers.install(connections[using])
    full_text.install(connections[using])
