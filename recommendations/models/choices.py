"""The closed vocabularies: what each value means, and how it looks.

Every status answers one question only (design: what did the government say, what does it report
doing, what does the secretariat conclude, how good is the evidence). A look is a word, a shape and
a tone, because colour alone carries no meaning on paper or to a reader who cannot see it.
"""

from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Look(NamedTuple):
    """How a value is drawn: `tone` is a CSS class suffix, `shape` a symbol of static/shapes.svg."""

    tone: str
    shape: str
    meaning: Text


class StatusGroup(TextChoices):
    """The five groups that assessments are counted in, in the order in which charts show them."""

    NO_INFORMATION = "no_information", _("No information")
    NOT_STARTED = "not_started", _("Not started")
    MOVING = "moving", _("Moving")
    DONE = "done", _("Done")
    CLOSED = "closed", _("Closed")

    @property
    def look(self) -> Look:
        return GROUP_LOOKS[self]

    @property
    def statuses(self) -> tuple["AssessmentStatus", ...]:
        return tuple(status for status in AssessmentStatus if status.group is self)


class AssessmentStatus(TextChoices):
    """What the secretariat concludes about a recommendation or one of its components."""

    NOT_ASSESSED = "not_assessed", _("Not assessed")
    NOT_STARTED = "not_started", _("Not started")
    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under_way", _("Under way")
    LARGELY = "largely", _("Largely in place")
    IMPLEMENTED = "implemented", _("Implemented")
    CONTINUOUS = "continuous", _("Continuous")
    CLOSED = "closed", _("Closed")

    @property
    def look(self) -> Look:
        return ASSESSMENT_LOOKS[self]

    @property
    def group(self) -> StatusGroup:
        return ASSESSMENT_GROUPS[self]


class FollowUpStatus(TextChoices):
    """What an actor reports doing. None in force is shown as "No report", never as a status."""

    PLANNING = "planning", _("Planning")
    IN_PROGRESS = "in_progress", _("In progress")
    COMPLETED = "completed", _("Completed")
    CONTINUOUS = "continuous", _("Continuous")
    DISCONTINUED = "discontinued", _("Discontinued")

    @property
    def look(self) -> Look:
        return FOLLOW_UP_LOOKS[self]

    @property
    def step(self) -> int:
        """The rung used by the `disputed` flag: discontinued 0 to completed or continuous 3."""
        return FOLLOW_UP_STEPS[self]


class Stance(TextChoices):
    """What a government said of a recommendation. The default is no position at all."""

    SUPPORTED = "supported", _("Supported")
    SUPPORTED_IN_PART = "supported_in_part", _("Supported in part")
    NOTED = "noted", _("Noted")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")

    @property
    def look(self) -> Look:
        return STANCE_LOOKS[self]


class EvidenceGrade(TextChoices):
    """How good the evidence of an entry is: derived from what is attached, never chosen."""

    SELF_REPORTED = "self_reported", _("Self-reported")
    DOCUMENTED = "documented", _("Documented")
    CORROBORATED = "corroborated", _("Corroborated")

    @property
    def look(self) -> Look:
        return GRADE_LOOKS[self]


class Flag(TextChoices):
    """Conditions computed for the day asked for; never stored and never chosen."""

    STALE = "stale", _("Stale")
    REVIEW_DUE = "review_due", _("Review due")
    UNASSESSED_NEWS = "unassessed_news", _("News not yet assessed")
    DISPUTED = "disputed", _("Disputed")

    @property
    def look(self) -> Look:
        return FLAG_LOOKS[self]


class EntryState(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


EDITABLE_STATES = (EntryState.DRAFT, EntryState.RETURNED)


class Voice(TextChoices):
    GOVERNMENT = "government", _("Government")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    INTERNATIONAL_ORGANISATION = "international_organisation", _("International organisation")


class Channel(TextChoices):
    BY_GOVERNMENT = "by_government", _("Reported by the government")
    RECORDED_BY_SECRETARIAT = (
        "recorded_by_secretariat",
        _("Recorded by the secretariat from a public source"),
    )


class CountryRole(TextChoices):
    """The part that a country plays in one follow-up: never a type of country."""

    UNSPECIFIED = "unspecified", _("Not specified")
    ORIGIN = "origin", _("Country of origin")
    DESTINATION = "destination", _("Country of destination")
    BOTH = "both", _("Both origin and destination")


class ClosingReason(TextChoices):
    OVERTAKEN = "overtaken", _("Overtaken by events")
    WITHDRAWN = "withdrawn", _("Withdrawn by its authors")
    TERM_ENDED = "term_ended", _("The addressee's term has ended")
    NO_ADDRESSEE = "no_addressee", _("Nobody is left to address")
    NOT_VERIFIABLE = "not_verifiable", _("Cannot be verified")


class RecommendationKind(TextChoices):
    RECOMMENDATION = "recommendation", _("Recommendation")
    CONCLUSION = "conclusion", _("Conclusion")
    CALL_TO_ACTION = "call_to_action", _("Call to action")
    POLICY_MESSAGE = "policy_message", _("Policy message")


class Force(TextChoices):
    """How strongly the source puts it, by its own words; says nothing about progress."""

    MUST = "must", _("Must")
    SHOULD = "should", _("Should")
    NEED = "need", _("Need")
    CALL = "call", _("Call")
    RECOMMENDATION = "recommendation", _("Recommendation")
    CONDITION = "condition", _("Condition")
    CHALLENGE = "challenge", _("Challenge")
    EMPHASIS = "emphasis", _("Emphasis")
    CAN = "can", _("Can")


class PassageKind(TextChoices):
    HEADING = "heading", _("Heading")
    NARRATIVE = "narrative", _("Narrative")
    DISCUSSION_POINT = "discussion_point", _("Discussion point")
    KEY_MESSAGE = "key_message", _("Key message")
    CALL = "call", _("Call")
    CONCLUSION = "conclusion", _("Conclusion")
    RECOMMENDATION = "recommendation", _("Recommendation")
    TRIBUTE = "tribute", _("Tribute")


class DocumentNature(TextChoices):
    REPORTED_SUMMARY = "reported_summary", _("One person's summary, as reported")
    CHAIR_SUMMARY = "chair_summary", _("Summary by the chair")
    ADOPTED_TEXT = "adopted_text", _("Adopted text")
    REPORT = "report", _("Report")


class CitationRole(TextChoices):
    SOURCE = "source", _("Source")
    SUPPORTING = "supporting", _("Supporting text")
    CAVEAT = "caveat", _("Caveat")


class ResponsibilityRole(TextChoices):
    LEAD = "lead", _("Lead")
    SHARED = "shared", _("Shared responsibility")
    PARTNER = "partner", _("Partner")
    PARTICIPANT = "participant", _("Participant")
    ADDRESSEE = "addressee", _("Addressee")


class Basis(TextChoices):
    """Whether the source says it, or an editor reads it from the context."""

    NAMED = "named", _("Named in the text")
    IMPLIED = "implied", _("Implied by the text")


class Confidence(TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class StakeholderKind(TextChoices):
    GOVERNMENTS = "governments", _("Governments")
    LOCAL_GOVERNMENT = "local_government", _("Local government")
    INSTITUTION = "institution", _("Institution")
    FORUM = "forum", _("The forum itself")
    MIGRANTS = "migrants", _("Migrants and diaspora")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    INTERNATIONAL_ORGANISATION = "international_organisation", _("International organisation")
    OTHER = "other", _("Other")


class GoalKind(TextChoices):
    OBJECTIVE = "objective", _("Objective")
    PRINCIPLE = "principle", _("Guiding principle")
    TARGET = "target", _("Target")


class FocalPointRole(TextChoices):
    MAIN = "main", _("Main")
    ALTERNATE = "alternate", _("Alternate")


class ReminderKind(TextChoices):
    SILENCE = "silence", _("Nothing reported for some time")
    DIGEST = "digest", _("What waits for a reviewer")


ASSESSMENT_GROUPS = {
    AssessmentStatus.NOT_ASSESSED: StatusGroup.NO_INFORMATION,
    AssessmentStatus.NOT_STARTED: StatusGroup.NOT_STARTED,
    AssessmentStatus.PLANNED: StatusGroup.MOVING,
    AssessmentStatus.UNDER_WAY: StatusGroup.MOVING,
    AssessmentStatus.LARGELY: StatusGroup.MOVING,
    AssessmentStatus.IMPLEMENTED: StatusGroup.DONE,
    AssessmentStatus.CONTINUOUS: StatusGroup.DONE,
    AssessmentStatus.CLOSED: StatusGroup.CLOSED,
}

# A component in one of these no longer stands in the way of "implemented" for the whole.
SETTLED_STATUSES = (
    AssessmentStatus.IMPLEMENTED,
    AssessmentStatus.CONTINUOUS,
    AssessmentStatus.CLOSED,
)

FOLLOW_UP_STEPS = {
    FollowUpStatus.DISCONTINUED: 0,
    FollowUpStatus.PLANNING: 1,
    FollowUpStatus.IN_PROGRESS: 2,
    FollowUpStatus.COMPLETED: 3,
    FollowUpStatus.CONTINUOUS: 3,
}

GROUP_LOOKS = {
    StatusGroup.NO_INFORMATION: Look("none", "dotted", _("Nobody has looked yet, or what is known allows no view.")),
    StatusGroup.NOT_STARTED: Look("not-started", "ring", _("The secretariat looked and found no plan and no step.")),
    StatusGroup.MOVING: Look("moving", "half", _("Something is planned, being done, or largely in place.")),
    StatusGroup.DONE: Look("done", "disc", _("Done as written, or a standing task that now happens regularly.")),
    StatusGroup.CLOSED: Look("closed", "bar", _("No longer followed, for a stated reason.")),
}

ASSESSMENT_LOOKS = {
    AssessmentStatus.NOT_ASSESSED: Look(
        "none", "dotted", _("Nobody has looked yet, or the information allows no view.")
    ),
    AssessmentStatus.NOT_STARTED: Look(
        "not-started", "ring", _("Looked at: no plan and no step by anybody addressed.")
    ),
    AssessmentStatus.PLANNED: Look(
        "moving",
        "quarter",
        _("At least one of those addressed has announced a plan, a budget or a decision."),
    ),
    AssessmentStatus.UNDER_WAY: Look("moving", "half", _("Action is being carried out.")),
    AssessmentStatus.LARGELY: Look(
        "moving",
        "most",
        _("The main elements are in place for most of those addressed; the rest is named."),
    ),
    AssessmentStatus.IMPLEMENTED: Look("done", "disc", _("Done as written, with at least one public source.")),
    AssessmentStatus.CONTINUOUS: Look(
        "done", "loop", _("A standing task that now happens regularly; it has a date of review.")
    ),
    AssessmentStatus.CLOSED: Look("closed", "bar", _("No longer followed, for a stated reason.")),
}

FOLLOW_UP_LOOKS = {
    FollowUpStatus.PLANNING: Look("moving", "quarter", _("A plan, a budget or a decision is reported.")),
    FollowUpStatus.IN_PROGRESS: Look("moving", "half", _("Action is reported to be going on.")),
    FollowUpStatus.COMPLETED: Look("done", "disc", _("The action is reported to be finished.")),
    FollowUpStatus.CONTINUOUS: Look("done", "loop", _("A standing activity is reported to happen regularly.")),
    FollowUpStatus.DISCONTINUED: Look(
        "closed", "cross", _("The action is reported to have been given up, with the reason.")
    ),
}

# A position is square and evidence a row of bars, both in plain ink: neither may pass for a status, which is round.
STANCE_LOOKS = {
    Stance.SUPPORTED: Look("plain", "square-full", _("The government supports it.")),
    Stance.SUPPORTED_IN_PART: Look("plain", "square-half", _("The government supports a part of it and says which.")),
    Stance.NOTED: Look("plain", "square", _("The government takes note of it.")),
    Stance.NOT_APPLICABLE: Look("plain", "square-struck", _("The government says that it does not apply, and why.")),
}

GRADE_LOOKS = {
    EvidenceGrade.SELF_REPORTED: Look("plain", "bars-1", _("No evidence is attached.")),
    EvidenceGrade.DOCUMENTED: Look("plain", "bars-2", _("At least one source is attached.")),
    EvidenceGrade.CORROBORATED: Look("plain", "bars-3", _("At least one attached source is independent of the actor.")),
}

FLAG_LOOKS = {
    Flag.STALE: Look(
        "plain",
        "flag",
        _("The newest report or assessment in force is more than 18 months old."),
    ),
    Flag.REVIEW_DUE: Look("plain", "flag", _("The date of review given by the assessment has come.")),
    Flag.UNASSESSED_NEWS: Look(
        "plain",
        "flag",
        _("A follow-up was published that no assessment in force has taken into account."),
    ),
    Flag.DISPUTED: Look(
        "plain",
        "flag",
        _(
            "A civil-society follow-up and the government's own are two steps or more apart "
            "(discontinued, planning, in progress, completed or continuous)."
        ),
    ),
}
