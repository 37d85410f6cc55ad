"""The choices of filters that come from the database."""

from collections.abc import Callable
from functools import cached_property

from django.db.models import Exists, OuterRef

from recommendations.models import (
    Alignment,
    Document,
    FrameworkGoal,
    Government,
    PopulationGroup,
    Recommendation,
    Session,
    Stakeholder,
    Theme,
)

Choices = list[tuple[str, str]]


class Vocabulary:
    """The choices that come from the database. Each list is read once, when it is first asked for."""

    @property
    def lists(self) -> dict[str, Callable[[], Choices]]:
        """By the name of the parameter that takes them."""
        return {
            "theme": lambda: self.themes,
            "document": lambda: self.documents,
            "session": lambda: [(key, str(session)) for key, session in self.sessions.items()],
            "recommendation": lambda: self.recommendations,
            "stakeholder": lambda: self.stakeholders,
            "organisation": lambda: self.stakeholders,
            "government": lambda: self.governments,
            "column": lambda: self.governments,
            "region": lambda: self.regions,
            "population": lambda: self.populations,
            "goal": lambda: [(key, f"{key} {goal.title}") for key, goal in self.goals.items()],
        }

    @cached_property
    def themes(self) -> Choices:
        return list(Theme.objects.values_list("slug", "name"))

    @cached_property
    def documents(self) -> Choices:
        return list(Document.objects.values_list("slug", "title"))

    @cached_property
    def sessions(self) -> dict[str, Session]:
        sessions = Session.objects.select_related("round_table__summit").order_by(
            "-round_table__summit__number", "round_table__number", "number"
        )
        return {session.key: session for session in sessions}

    @cached_property
    def recommendations(self) -> Choices:
        return list(Recommendation.objects.values_list("reference", "title"))

    @cached_property
    def stakeholders(self) -> Choices:
        return list(Stakeholder.objects.values_list("slug", "name"))

    @cached_property
    def states(self) -> list[Government]:
        """The governments of this site, by name; those that no longer report are among them."""
        return sorted(Government.objects.of_this_site(), key=lambda government: government.sort_key)

    @property
    def governments(self) -> Choices:
        return [(government.iso3, government.name) for government in self.states]

    @property
    def regions(self) -> Choices:
        return [(region, region) for region in sorted({state.region for state in self.states if state.region})]

    @cached_property
    def populations(self) -> Choices:
        return list(PopulationGroup.objects.values_list("slug", "name"))

    @cached_property
    def goals(self) -> dict[str, FrameworkGoal]:
        """Those that some recommendation is aligned with."""
        goals = FrameworkGoal.objects.filter(Exists(Alignment.objects.filter(goal=OuterRef("pk"))))
        return {goal.key: goal for goal in goals.select_related("framework")}
