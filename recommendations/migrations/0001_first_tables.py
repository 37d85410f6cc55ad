import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Component",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="ordinal")),
                ("text", models.CharField(max_length=300, verbose_name="text")),
            ],
            options={
                "verbose_name": "component",
                "verbose_name_plural": "components",
                "ordering": ["recommendation", "ordinal"],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "language",
                    models.CharField(
                        default="en",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\\Z", "Give a language code such as en, fr, es or ar."
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("reported_summary", "One person's summary, as reported"),
                            ("chair_summary", "Summary by the chair"),
                            ("adopted_text", "Adopted text"),
                            ("report", "Report"),
                        ],
                        max_length=20,
                        verbose_name="nature",
                    ),
                ),
                (
                    "provenance",
                    models.TextField(
                        blank=True,
                        help_text="Where the text comes from, and how it was read.",
                        verbose_name="provenance",
                    ),
                ),
                (
                    "missing_note",
                    models.TextField(
                        blank=True,
                        help_text="What the source does not say or is known to lack; shown to the public.",
                        verbose_name="what is missing",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="Framework",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
            ],
            options={
                "verbose_name": "framework",
                "verbose_name_plural": "frameworks",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="PopulationGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
            ],
            options={
                "verbose_name": "population group",
                "verbose_name_plural": "population groups",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="RoundTable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "aliases",
                    models.TextField(blank=True, help_text="As texts call it, one a line.", verbose_name="other names"),
                ),
            ],
            options={
                "verbose_name": "Round Table",
                "verbose_name_plural": "Round Tables",
                "ordering": ["-summit__number", "number"],
            },
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("slug", models.SlugField(unique=True, verbose_name="slug")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "ordinal",
                    models.PositiveSmallIntegerField(
                        help_text="Place in lists of themes; smaller comes first.", verbose_name="ordinal"
                    ),
                ),
            ],
            options={
                "verbose_name": "theme",
                "verbose_name_plural": "themes",
                "ordering": ["ordinal", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="uid")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "Returned"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="en",
                        help_text="The language that the entry is written in: en, fr, es, ar, …",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\\Z", "Give a language code such as en, fr, es or ar."
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted at")),
                ("reviewed_at", models.DateTimeField(editable=False, null=True, verbose_name="reviewed at")),
                (
                    "published_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="published at"),
                ),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="withdrawn at")),
                ("redacted_at", models.DateTimeField(editable=False, null=True, verbose_name="redacted at")),
                ("return_note", models.TextField(blank=True, editable=False, verbose_name="return note")),
                ("withdrawal_reason", models.TextField(blank=True, editable=False, verbose_name="withdrawal reason")),
                ("redaction_reason", models.TextField(blank=True, editable=False, verbose_name="redaction reason")),
                ("self_published", models.BooleanField(default=False, editable=False, verbose_name="self-published")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_assessed", "Not assessed"),
                            ("not_started", "Not started"),
                            ("planned", "Planned"),
                            ("under_way", "Under way"),
                            ("largely", "Largely in place"),
                            ("implemented", "Implemented"),
                            ("continuous", "Continuous"),
                            ("closed", "Closed"),
                        ],
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "rationale",
                    models.TextField(
                        validators=[django.core.validators.MaxLengthValidator(100000)], verbose_name="rationale"
                    ),
                ),
                (
                    "closing_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("overtaken", "Overtaken by events"),
                            ("withdrawn", "Withdrawn by its authors"),
                            ("term_ended", "The addressee's term has ended"),
                            ("no_addressee", "Nobody is left to address"),
                            ("not_verifiable", "Cannot be verified"),
                        ],
                        max_length=20,
                        verbose_name="closing reason",
                    ),
                ),
                ("assessed_on", models.DateField(verbose_name="assessed on")),
                ("next_review_on", models.DateField(blank=True, null=True, verbose_name="next review on")),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="recommendations.assessment",
                        verbose_name="corrects",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "redacted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="redacted by",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reviewed by",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="withdrawn by",
                    ),
                ),
                (
                    "component",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the recommendation as a whole.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments",
                        to="recommendations.component",
                        verbose_name="component",
                    ),
                ),
            ],
            options={
                "verbose_name": "assessment",
                "verbose_name_plural": "assessments",
                "ordering": ["-assessed_on", "-id"],
                "abstract": False,
                "default_related_name": "assessments",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="assessment_submitted_by_and_at_go_together",
                        violation_error_message="Who took a step and when are recorded together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reviewed_at__isnull", True), ("reviewed_by__isnull", True)),
                            models.Q(("reviewed_at__isnull", False), ("reviewed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="assessment_reviewed_by_and_at_go_together",
                        violation_error_message="Who took a step and when are recorded together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                            models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="assessment_published_by_and_at_go_together",
                        violation_error_message="Who took a step and when are recorded together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="assessment_withdrawn_by_and_at_go_together",
                        violation_error_message="Who took a step and when are recorded together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("redacted_at__isnull", True), ("redacted_by__isnull", True)),
                            models.Q(("redacted_at__isnull", False), ("redacted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="assessment_redacted_by_and_at_go_together",
                        violation_error_message="Who took a step and when are recorded together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("state", "draft")),
                            models.Q(("published_at", None), ("state", "submitted"), ("submitted_at__isnull", False)),
                            models.Q(("published_at", None), ("reviewed_at__isnull", False), ("state", "returned")),
                            models.Q(("published_at__isnull", False), ("state", "published"), ("withdrawn_at", None)),
                            models.Q(
                                ("published_at__isnull", False), ("state", "withdrawn"), ("withdrawn_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="assessment_state_agrees_with_its_steps",
                        violation_error_message="The state contradicts the steps that were taken.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None),
                            models.Q(("published_at__isnull", False), ("withdrawn_at__gt", models.F("published_at"))),
                            _connector="OR",
                        ),
                        name="assessment_is_withdrawn_after_it_is_published",
                        violation_error_message="Only a published entry can be withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("redacted_at", None),
                            models.Q(
                                ("redacted_at__gte", models.F("withdrawn_at")),
                                ("withdrawn_at__isnull", False),
                                models.Q(("redaction_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="assessment_redaction_needs_withdrawal_and_reason",
                        violation_error_message="Withdraw the entry before redacting it, and give the reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("return_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="assessment_return_needs_a_note",
                        violation_error_message="Say in a note what the author should change.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), _negated=True),
                            models.Q(("withdrawal_reason", ""), _negated=True),
                            ("redacted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="assessment_withdrawal_needs_a_reason",
                        violation_error_message="Give the reason for the withdrawal.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at__isnull", False)),
                        fields=("corrects",),
                        name="assessment_is_corrected_once",
                        violation_error_message="This entry already has a published correction: correct that one instead.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rationale", ""), _negated=True), ("redacted_at__isnull", False), _connector="OR"
                        ),
                        name="assessment_has_a_rationale",
                        violation_error_message="Give the rationale: what the status rests on.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "continuous"), _negated=True),
                            ("next_review_on__isnull", False),
                            _connector="OR",
                        ),
                        name="assessment_continuous_has_a_date_of_review",
                        violation_error_message="A continuous task needs the date of its next review.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "closing_reason__in",
                                    ["overtaken", "withdrawn", "term_ended", "no_addressee", "not_verifiable"],
                                ),
                                ("status", "closed"),
                            ),
                            models.Q(models.Q(("status", "closed"), _negated=True), ("closing_reason", "")),
                            _connector="OR",
                        ),
                        name="assessment_closed_gives_the_reason",
                        violation_error_message="Give the closing reason where the status is “closed”, and nowhere else.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EditorialNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "code",
                    models.CharField(
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Za-z0-9][A-Za-z0-9.-]*\\Z",
                                "Use letters, digits, dots and hyphens only, for example RT3.2-R3.",
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("quote", models.TextField(help_text="The words in doubt, as they stand.", verbose_name="quote")),
                ("remark", models.TextField(verbose_name="remark")),
                (
                    "likely_reading",
                    models.CharField(
                        blank=True,
                        help_text="Found by search as well, so that the intended word leads to the text.",
                        max_length=200,
                        verbose_name="likely reading",
                    ),
                ),
                ("treatment", models.TextField(verbose_name="treatment")),
                ("author_name", models.CharField(max_length=100, verbose_name="author")),
                ("dated_on", models.DateField(verbose_name="dated")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editorial_notes",
                        to="recommendations.document",
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "verbose_name": "editorial note",
                "verbose_name_plural": "editorial notes",
                "ordering": ["document", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "code"),
                        name="editorial_note_code_is_unique_in_its_document",
                        violation_error_message="This document already has a note with this code.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="uid")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "Returned"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="en",
                        help_text="The language that the entry is written in: en, fr, es, ar, …",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\\Z", "Give a language code such as en, fr, es or ar."
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted at")),
                ("reviewed_at", models.DateTimeField(editable=False, null=True, verbose_name="reviewed at")),
                (
                    "published_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="published at"),
                ),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="withdrawn at")),
                ("redacted_at", models.DateTimeField(editable=False, null=True, verbose_name="redacted at")),
                ("return_note", models.TextField(blank=True, editable=False, verbose_name="return note")),
                ("withdrawal_reason", models.TextField(blank=True, editable=False, verbose_name="withdrawal reason")),
                ("redaction_reason", models.TextField(blank=True, editable=False, verbose_name="redaction reason")),
                ("self_published", models.BooleanField(default=False, editable=False, verbose_name="self-published")),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("government", "Government"),
                            ("civil_society", "Civil society"),
                            ("international_organisation", "International organisation"),
                        ],
                        default="government",
                        max_length=30,
                        verbose_name="voice",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("by_government", "Reported by the government"),
                            ("recorded_by_secretariat", "Recorded by the secretariat from a public source"),
                        ],
                        max_length=25,
                        verbose_name="channel",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planning", "Planning"),
                            ("in_progress", "In progress"),
                            ("completed", "Completed"),
                            ("continuous", "Continuous"),
                            ("discontinued", "Discontinued"),
                        ],
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True,
                        help_text="Why the action was discontinued.",
                        validators=[django.core.validators.MaxLengthValidator(100000)],
                        verbose_name="reason",
                    ),
                ),
                ("reported_on", models.DateField(verbose_name="reported on")),
                (
                    "summary",
                    models.TextField(
                        validators=[django.core.validators.MaxLengthValidator(100000)], verbose_name="summary"
                    ),
                ),
                (
                    "details",
                    models.TextField(
                        blank=True,
                        validators=[django.core.validators.MaxLengthValidator(100000)],
                        verbose_name="details",
                    ),
                ),
                (
                    "next_step",
                    models.TextField(
                        blank=True,
                        validators=[django.core.validators.MaxLengthValidator(100000)],
                        verbose_name="next step",
                    ),
                ),
                (
                    "country_role",
                    models.CharField(
                        choices=[
                            ("unspecified", "Not specified"),
                            ("origin", "Country of origin"),
                            ("destination", "Country of destination"),
                            ("both", "Both origin and destination"),
                        ],
                        default="unspecified",
                        max_length=15,
                        verbose_name="country role",
                    ),
                ),
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="adopted on")),
                ("in_effect_on", models.DateField(blank=True, null=True, verbose_name="in effect on")),
                ("is_gender_responsive", models.BooleanField(blank=True, null=True, verbose_name="gender-responsive")),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="recommendations.followup",
                        verbose_name="corrects",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "redacted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="redacted by",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reviewed by",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="withdrawn by",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "verbose_name_plural": "follow-ups",
                "ordering": ["-reported_on", "-id"],
                "abstract": False,
                "default_related_name": "follow_ups",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="followup_submitted_by_and_at_go_together",
                        violation_error_message="Who took a step and when are recorded together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reviewed_at__isnull", True), ("reviewed_by__isnull", True)),
                            models.Q(("reviewed_at__isnull", False), ("reviewed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="followup_reviewed_by_and_at_go_together",
                        violation_error_message="Who took a step and when are recorded together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                            models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="followup_published_by_and_at_go_together",
                        violation_error_message="Who took a step and when are recorded together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="followup_withdrawn_by_and_at_go_together",
                        violation_error_message="Who took a step and when are recorded together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("redacted_at__isnull", True), ("redacted_by__isnull", True)),
                            models.Q(("redacted_at__isnull", False), ("redacted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="followup_redacted_by_and_at_go_together",
                        violation_error_message="Who took a step and when are recorded together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("state", "draft")),
                            models.Q(("published_at", None), ("state", "submitted"), ("submitted_at__isnull", False)),
                            models.Q(("published_at", None), ("reviewed_at__isnull", False), ("state", "returned")),
                            models.Q(("published_at__isnull", False), ("state", "published"), ("withdrawn_at", None)),
                            models.Q(
                                ("published_at__isnull", False), ("state", "withdrawn"), ("withdrawn_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="followup_state_agrees_with_its_steps",
                        violation_error_message="The state contradicts the steps that were taken.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None),
                            models.Q(("published_at__isnull", False), ("withdrawn_at__gt", models.F("published_at"))),
                            _connector="OR",
                        ),
                        name="followup_is_withdrawn_after_it_is_published",
                        violation_error_message="Only a published entry can be withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("redacted_at", None),
                            models.Q(
                                ("redacted_at__gte", models.F("withdrawn_at")),
                                ("withdrawn_at__isnull", False),
                                models.Q(("redaction_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="followup_redaction_needs_withdrawal_and_reason",
                        violation_error_message="Withdraw the entry before redacting it, and give the reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("return_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="followup_return_needs_a_note",
                        violation_error_message="Say in a note what the author should change.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), _negated=True),
                            models.Q(("withdrawal_reason", ""), _negated=True),
                            ("redacted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="followup_withdrawal_needs_a_reason",
                        violation_error_message="Give the reason for the withdrawal.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at__isnull", False)),
                        fields=("corrects",),
                        name="followup_is_corrected_once",
                        violation_error_message="This entry already has a published correction: correct that one instead.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "discontinued"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            ("redacted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="followup_discontinued_gives_the_reason",
                        violation_error_message="Say why the action was discontinued.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("summary", ""), _negated=True), ("redacted_at__isnull", False), _connector="OR"
                        ),
                        name="followup_has_a_summary",
                        violation_error_message="Say in a summary what is being done.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUpComponent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "component",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_up_links",
                        to="recommendations.component",
                        verbose_name="component",
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="component_links",
                        to="recommendations.followup",
                    ),
                ),
            ],
            options={
                "verbose_name": "component of a follow-up",
                "verbose_name_plural": "components of follow-ups",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("follow_up", "component"),
                        name="component_is_named_once_per_follow_up",
                        violation_error_message="This component is already listed.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="followup",
            name="components",
            field=models.ManyToManyField(
                blank=True,
                help_text="Empty: the recommendation as a whole.",
                related_name="follow_ups",
                through="recommendations.FollowUpComponent",
                to="recommendations.component",
                verbose_name="components",
            ),
        ),
        migrations.CreateModel(
            name="FrameworkGoal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "kind",
                    models.CharField(
                        choices=[("objective", "Objective"), ("principle", "Guiding principle"), ("target", "Target")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="As the framework numbers it: 19, or 3.c.",
                        max_length=60,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Za-z0-9][A-Za-z0-9.-]*\\Z",
                                "Use letters, digits, dots and hyphens only, for example RT3.2-R3.",
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("title", models.TextField(verbose_name="title")),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="ordinal")),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="recommendations.framework",
                        verbose_name="framework",
                    ),
                ),
            ],
            options={
                "verbose_name": "framework goal",
                "verbose_name_plural": "framework goals",
                "ordering": ["framework__slug", "ordinal"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("framework"),
                        django.db.models.functions.text.Lower("code"),
                        name="framework_goal_code_is_unique",
                        violation_error_message="This framework already has a goal with this code.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Government",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("iso3", models.CharField(max_length=3, unique=True, verbose_name="ISO 3166 alpha-3")),
                ("iso2", models.CharField(max_length=2, unique=True, verbose_name="ISO 3166 alpha-2")),
                ("name_en", models.CharField(max_length=100, verbose_name="name (English)")),
                ("name_fr", models.CharField(max_length=100, verbose_name="name (French)")),
                ("name_es", models.CharField(max_length=100, verbose_name="name (Spanish)")),
                ("name_ar", models.CharField(max_length=100, verbose_name="name (Arabic)")),
                (
                    "official_name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="official name (English)"),
                ),
                (
                    "official_name_fr",
                    models.CharField(blank=True, max_length=200, verbose_name="official name (French)"),
                ),
                (
                    "official_name_es",
                    models.CharField(blank=True, max_length=200, verbose_name="official name (Spanish)"),
                ),
                (
                    "official_name_ar",
                    models.CharField(blank=True, max_length=200, verbose_name="official name (Arabic)"),
                ),
                ("region", models.CharField(blank=True, max_length=100, verbose_name="region")),
                ("may_report", models.BooleanField(default=True, verbose_name="may report")),
                (
                    "is_example",
                    models.BooleanField(
                        default=False,
                        help_text="An invented government of the example site; never counted with real ones.",
                        verbose_name="invented",
                    ),
                ),
            ],
            options={
                "verbose_name": "government",
                "verbose_name_plural": "governments",
                "ordering": ["name_en"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("iso2__regex", "^[A-Z]{2}\\Z"), ("iso3__regex", "^[A-Z]{3}\\Z")),
                        name="government_iso_codes_are_capital_letters",
                        violation_error_message="Give the ISO codes in capital letters, for example SWE and SE.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="followup",
            name="government",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="follow_ups",
                to="recommendations.government",
                verbose_name="government",
            ),
        ),
        migrations.CreateModel(
            name="FocalPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "role",
                    models.CharField(
                        choices=[("main", "Main"), ("alternate", "Alternate")],
                        default="main",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("started_on", models.DateField(verbose_name="started on")),
                (
                    "ended_on",
                    models.DateField(
                        blank=True,
                        help_text="From this day the person can no longer report for the government.",
                        null=True,
                        verbose_name="ended on",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="focal_points",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "government",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="focal_points",
                        to="recommendations.government",
                        verbose_name="government",
                    ),
                ),
            ],
            options={
                "verbose_name": "focal point",
                "verbose_name_plural": "focal points",
                "ordering": ["government__name_en", "-started_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "government", "started_on"),
                        name="focal_point_starts_once_a_day",
                        violation_error_message="This person already started on that day.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("user", "government"),
                        name="focal_point_is_open_once_per_government",
                        violation_error_message="This person is already a focal point of this government: end that row first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True), ("ended_on__gte", models.F("started_on")), _connector="OR"
                        ),
                        name="focal_point_ends_after_it_starts",
                        violation_error_message="The role ends before it starts: correct one date.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalEditorialNote",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "code",
                    models.CharField(
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Za-z0-9][A-Za-z0-9.-]*\\Z",
                                "Use letters, digits, dots and hyphens only, for example RT3.2-R3.",
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("quote", models.TextField(help_text="The words in doubt, as they stand.", verbose_name="quote")),
                ("remark", models.TextField(verbose_name="remark")),
                (
                    "likely_reading",
                    models.CharField(
                        blank=True,
                        help_text="Found by search as well, so that the intended word leads to the text.",
                        max_length=200,
                        verbose_name="likely reading",
                    ),
                ),
                ("treatment", models.TextField(verbose_name="treatment")),
                ("author_name", models.CharField(max_length=100, verbose_name="author")),
                ("dated_on", models.DateField(verbose_name="dated")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical editorial note",
                "verbose_name_plural": "historical editorial notes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFocalPoint",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "role",
                    models.CharField(
                        choices=[("main", "Main"), ("alternate", "Alternate")],
                        default="main",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("started_on", models.DateField(verbose_name="started on")),
                (
                    "ended_on",
                    models.DateField(
                        blank=True,
                        help_text="From this day the person can no longer report for the government.",
                        null=True,
                        verbose_name="ended on",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "government",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.government",
                        verbose_name="government",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical focal point",
                "verbose_name_plural": "historical focal points",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFollowUpComponent",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "component",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.component",
                        verbose_name="component",
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.followup",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical component of a follow-up",
                "verbose_name_plural": "historical components of follow-ups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFramework",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical framework",
                "verbose_name_plural": "historical frameworks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFrameworkGoal",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "kind",
                    models.CharField(
                        choices=[("objective", "Objective"), ("principle", "Guiding principle"), ("target", "Target")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="As the framework numbers it: 19, or 3.c.",
                        max_length=60,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Za-z0-9][A-Za-z0-9.-]*\\Z",
                                "Use letters, digits, dots and hyphens only, for example RT3.2-R3.",
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("title", models.TextField(verbose_name="title")),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="ordinal")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "framework",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.framework",
                        verbose_name="framework",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical framework goal",
                "verbose_name_plural": "historical framework goals",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGovernment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("iso3", models.CharField(db_index=True, max_length=3, verbose_name="ISO 3166 alpha-3")),
                ("iso2", models.CharField(db_index=True, max_length=2, verbose_name="ISO 3166 alpha-2")),
                ("name_en", models.CharField(max_length=100, verbose_name="name (English)")),
                ("name_fr", models.CharField(max_length=100, verbose_name="name (French)")),
                ("name_es", models.CharField(max_length=100, verbose_name="name (Spanish)")),
                ("name_ar", models.CharField(max_length=100, verbose_name="name (Arabic)")),
                (
                    "official_name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="official name (English)"),
                ),
                (
                    "official_name_fr",
                    models.CharField(blank=True, max_length=200, verbose_name="official name (French)"),
                ),
                (
                    "official_name_es",
                    models.CharField(blank=True, max_length=200, verbose_name="official name (Spanish)"),
                ),
                (
                    "official_name_ar",
                    models.CharField(blank=True, max_length=200, verbose_name="official name (Arabic)"),
                ),
                ("region", models.CharField(blank=True, max_length=100, verbose_name="region")),
                ("may_report", models.BooleanField(default=True, verbose_name="may report")),
                (
                    "is_example",
                    models.BooleanField(
                        default=False,
                        help_text="An invented government of the example site; never counted with real ones.",
                        verbose_name="invented",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical government",
                "verbose_name_plural": "historical governments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalJointGovernment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.followup",
                    ),
                ),
                (
                    "government",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.government",
                        verbose_name="government",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical government of a joint follow-up",
                "verbose_name_plural": "historical governments of joint follow-ups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPopulationGroup",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical population group",
                "verbose_name_plural": "historical population groups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRecommendation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "reference",
                    models.CharField(
                        db_index=True,
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Za-z0-9][A-Za-z0-9.-]*\\Z",
                                "Use letters, digits, dots and hyphens only, for example RT3.2-R3.",
                            )
                        ],
                        verbose_name="reference",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("recommendation", "Recommendation"),
                            ("conclusion", "Conclusion"),
                            ("call_to_action", "Call to action"),
                            ("policy_message", "Policy message"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("ordinal", models.PositiveIntegerField(verbose_name="ordinal")),
                (
                    "force",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("must", "Must"),
                            ("should", "Should"),
                            ("need", "Need"),
                            ("call", "Call"),
                            ("recommendation", "Recommendation"),
                            ("condition", "Condition"),
                            ("challenge", "Challenge"),
                            ("emphasis", "Emphasis"),
                            ("can", "Can"),
                        ],
                        max_length=20,
                        verbose_name="force",
                    ),
                ),
                (
                    "force_words",
                    models.CharField(blank=True, max_length=300, verbose_name="words that carry the force"),
                ),
                (
                    "attribution",
                    models.TextField(
                        blank=True,
                        help_text="Whose view it is, in the words of the source.",
                        verbose_name="attribution",
                    ),
                ),
                ("is_borderline", models.BooleanField(default=False, verbose_name="borderline")),
                (
                    "remark",
                    models.TextField(
                        blank=True,
                        help_text="Shown to the public as an editor's words.",
                        verbose_name="editorial remark",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical recommendation",
                "verbose_name_plural": "historical recommendations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSession",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("number", models.CharField(help_text="As printed: 3.1.", max_length=10, verbose_name="number")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round_table",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.roundtable",
                        verbose_name="Round Table",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical session",
                "verbose_name_plural": "historical sessions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStakeholder",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("slug", models.SlugField(max_length=80, verbose_name="slug")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("governments", "Governments"),
                            ("local_government", "Local government"),
                            ("institution", "Institution"),
                            ("forum", "The forum itself"),
                            ("migrants", "Migrants and diaspora"),
                            ("civil_society", "Civil society"),
                            ("international_organisation", "International organisation"),
                            ("other", "Other"),
                        ],
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("term_starts_on", models.DateField(blank=True, null=True, verbose_name="term starts on")),
                ("term_ends_on", models.DateField(blank=True, null=True, verbose_name="term ends on")),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where this is said: a place in the text, or outside.",
                        verbose_name="source",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "government",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.government",
                        verbose_name="government",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical stakeholder",
                "verbose_name_plural": "historical stakeholders",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSummit",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        db_index=True, help_text="0 is the High-Level Dialogue of 2006.", verbose_name="number"
                    ),
                ),
                ("roman", models.CharField(blank=True, max_length=10, verbose_name="Roman number")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("host_city", models.CharField(max_length=100, verbose_name="host city")),
                ("host_country", models.CharField(max_length=100, verbose_name="host country")),
                (
                    "chairs",
                    models.CharField(
                        help_text="Not always the host; two chairs are joined by “and”.",
                        max_length=200,
                        verbose_name="chairs",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(verbose_name="ends on")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical summit",
                "verbose_name_plural": "historical summits",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTheme",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "ordinal",
                    models.PositiveSmallIntegerField(
                        help_text="Place in lists of themes; smaller comes first.", verbose_name="ordinal"
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical theme",
                "verbose_name_plural": "historical themes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="JointGovernment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "follow_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_links",
                        to="recommendations.followup",
                    ),
                ),
                (
                    "government",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_links",
                        to="recommendations.government",
                        verbose_name="government",
                    ),
                ),
            ],
            options={
                "verbose_name": "government of a joint follow-up",
                "verbose_name_plural": "governments of joint follow-ups",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("follow_up", "government"),
                        name="government_is_named_once_per_joint_follow_up",
                        violation_error_message="This government is already listed.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="followup",
            name="joint_with",
            field=models.ManyToManyField(
                blank=True,
                help_text="Governments that took the measure together with this one.",
                related_name="joint_follow_ups",
                through="recommendations.JointGovernment",
                to="recommendations.government",
                verbose_name="joint with",
            ),
        ),
        migrations.CreateModel(
            name="LedgerClock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="ledger_clock_is_one_row")],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "code",
                    models.CharField(
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Za-z0-9][A-Za-z0-9.-]*\\Z",
                                "Use letters, digits, dots and hyphens only, for example RT3.2-R3.",
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("ordinal", models.PositiveIntegerField(verbose_name="ordinal")),
                ("section", models.CharField(blank=True, max_length=200, verbose_name="section")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("heading", "Heading"),
                            ("narrative", "Narrative"),
                            ("discussion_point", "Discussion point"),
                            ("key_message", "Key message"),
                            ("call", "Call"),
                            ("conclusion", "Conclusion"),
                            ("recommendation", "Recommendation"),
                            ("tribute", "Tribute"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(verbose_name="text")),
                ("paragraph", models.PositiveIntegerField(verbose_name="paragraph")),
                (
                    "list_position",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="list position"),
                ),
                ("printed_number", models.CharField(blank=True, max_length=10, verbose_name="printed number")),
                ("not_tracked_reason", models.TextField(blank=True, verbose_name="why it is not tracked")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="recommendations.document",
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "verbose_name": "passage",
                "verbose_name_plural": "passages",
                "ordering": ["document", "ordinal"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "code"),
                        name="passage_code_is_unique_in_its_document",
                        violation_error_message="This document already has a passage with this code.",
                    ),
                    models.UniqueConstraint(
                        fields=("document", "ordinal"),
                        name="passage_ordinal_is_unique_in_its_document",
                        violation_error_message="This document already has a passage at this place.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="passage_has_text",
                        violation_error_message="A passage needs its verbatim text.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalEditorialNote_passages",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "editorialnote",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.editorialnote",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="recommendations.historicaleditorialnote",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.passage",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalEditorialNote_passages",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="editorialnote",
            name="passages",
            field=models.ManyToManyField(
                blank=True, related_name="editorial_notes", to="recommendations.passage", verbose_name="passages"
            ),
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "role",
                    models.CharField(
                        choices=[("source", "Source"), ("supporting", "Supporting text"), ("caveat", "Caveat")],
                        default="source",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="recommendations.passage",
                        verbose_name="passage",
                    ),
                ),
            ],
            options={
                "verbose_name": "citation",
                "verbose_name_plural": "citations",
                "ordering": ["recommendation", "passage__ordinal"],
            },
        ),
        migrations.CreateModel(
            name="PopulationGroupLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "basis",
                    models.CharField(
                        choices=[("named", "Named in the text"), ("implied", "Implied by the text")],
                        max_length=10,
                        verbose_name="basis",
                    ),
                ),
                (
                    "population_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="recommendations.populationgroup",
                        verbose_name="population group",
                    ),
                ),
            ],
            options={
                "verbose_name": "population group concerned",
                "verbose_name_plural": "population groups concerned",
                "ordering": ["recommendation", "basis", "population_group__name"],
            },
        ),
        migrations.CreateModel(
            name="Position",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="uid")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "Returned"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="en",
                        help_text="The language that the entry is written in: en, fr, es, ar, …",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\\Z", "Give a language code such as en, fr, es or ar."
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted at")),
                ("reviewed_at", models.DateTimeField(editable=False, null=True, verbose_name="reviewed at")),
                (
                    "published_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="published at"),
                ),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="withdrawn at")),
                ("redacted_at", models.DateTimeField(editable=False, null=True, verbose_name="redacted at")),
                ("return_note", models.TextField(blank=True, editable=False, verbose_name="return note")),
                ("withdrawal_reason", models.TextField(blank=True, editable=False, verbose_name="withdrawal reason")),
                ("redaction_reason", models.TextField(blank=True, editable=False, verbose_name="redaction reason")),
                ("self_published", models.BooleanField(default=False, editable=False, verbose_name="self-published")),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("supported", "Supported"),
                            ("supported_in_part", "Supported in part"),
                            ("noted", "Noted"),
                            ("not_applicable", "Not applicable"),
                        ],
                        max_length=20,
                        verbose_name="stance",
                    ),
                ),
                (
                    "part",
                    models.TextField(
                        blank=True,
                        help_text="Which part is supported.",
                        validators=[django.core.validators.MaxLengthValidator(100000)],
                        verbose_name="supported part",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True,
                        validators=[django.core.validators.MaxLengthValidator(100000)],
                        verbose_name="reason",
                    ),
                ),
                ("stated_on", models.DateField(verbose_name="stated on")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("by_government", "Reported by the government"),
                            ("recorded_by_secretariat", "Recorded by the secretariat from a public source"),
                        ],
                        max_length=25,
                        verbose_name="channel",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="recommendations.position",
                        verbose_name="corrects",
                    ),
                ),
                (
                    "government",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="positions",
                        to="recommendations.government",
                        verbose_name="government",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "redacted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="redacted by",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reviewed by",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="withdrawn by",
                    ),
                ),
            ],
            options={
                "verbose_name": "position",
                "verbose_name_plural": "positions",
                "ordering": ["-stated_on", "-id"],
                "abstract": False,
                "default_related_name": "positions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="position_submitted_by_and_at_go_together",
                        violation_error_message="Who took a step and when are recorded together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reviewed_at__isnull", True), ("reviewed_by__isnull", True)),
                            models.Q(("reviewed_at__isnull", False), ("reviewed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="position_reviewed_by_and_at_go_together",
                        violation_error_message="Who took a step and when are recorded together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                            models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="position_published_by_and_at_go_together",
                        violation_error_message="Who took a step and when are recorded together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="position_withdrawn_by_and_at_go_together",
                        violation_error_message="Who took a step and when are recorded together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("redacted_at__isnull", True), ("redacted_by__isnull", True)),
                            models.Q(("redacted_at__isnull", False), ("redacted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="position_redacted_by_and_at_go_together",
                        violation_error_message="Who took a step and when are recorded together.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("state", "draft")),
                            models.Q(("published_at", None), ("state", "submitted"), ("submitted_at__isnull", False)),
                            models.Q(("published_at", None), ("reviewed_at__isnull", False), ("state", "returned")),
                            models.Q(("published_at__isnull", False), ("state", "published"), ("withdrawn_at", None)),
                            models.Q(
                                ("published_at__isnull", False), ("state", "withdrawn"), ("withdrawn_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="position_state_agrees_with_its_steps",
                        violation_error_message="The state contradicts the steps that were taken.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None),
                            models.Q(("published_at__isnull", False), ("withdrawn_at__gt", models.F("published_at"))),
                            _connector="OR",
                        ),
                        name="position_is_withdrawn_after_it_is_published",
                        violation_error_message="Only a published entry can be withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("redacted_at", None),
                            models.Q(
                                ("redacted_at__gte", models.F("withdrawn_at")),
                                ("withdrawn_at__isnull", False),
                                models.Q(("redaction_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="position_redaction_needs_withdrawal_and_reason",
                        violation_error_message="Withdraw the entry before redacting it, and give the reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("return_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="position_return_needs_a_note",
                        violation_error_message="Say in a note what the author should change.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), _negated=True),
                            models.Q(("withdrawal_reason", ""), _negated=True),
                            ("redacted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="position_withdrawal_needs_a_reason",
                        violation_error_message="Give the reason for the withdrawal.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at__isnull", False)),
                        fields=("corrects",),
                        name="position_is_corrected_once",
                        violation_error_message="This entry already has a published correction: correct that one instead.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stance", "supported_in_part"), _negated=True),
                            models.Q(("part", ""), _negated=True),
                            ("redacted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="position_partial_support_names_the_part",
                        violation_error_message="Say which part is supported.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stance", "not_applicable"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            ("redacted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="position_not_applicable_gives_the_reason",
                        violation_error_message="Say why the recommendation does not apply.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalEvidence",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="uid")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("publisher", models.CharField(blank=True, max_length=200, verbose_name="publisher")),
                ("url", models.URLField(blank=True, max_length=1000, verbose_name="link")),
                ("file", models.TextField(blank=True, max_length=100, verbose_name="file")),
                (
                    "language",
                    models.CharField(
                        default="en",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\\Z", "Give a language code such as en, fr, es or ar."
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published on")),
                ("retrieved_on", models.DateField(verbose_name="retrieved on")),
                (
                    "is_independent",
                    models.BooleanField(
                        default=False,
                        help_text="Published by somebody other than the actor whose action it shows.",
                        verbose_name="independent",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.assessment",
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.followup",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.position",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical evidence",
                "verbose_name_plural": "historical evidence",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="uid")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("publisher", models.CharField(blank=True, max_length=200, verbose_name="publisher")),
                ("url", models.URLField(blank=True, max_length=1000, verbose_name="link")),
                ("file", models.FileField(blank=True, upload_to="evidence/", verbose_name="file")),
                (
                    "language",
                    models.CharField(
                        default="en",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\\Z", "Give a language code such as en, fr, es or ar."
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published on")),
                ("retrieved_on", models.DateField(verbose_name="retrieved on")),
                (
                    "is_independent",
                    models.BooleanField(
                        default=False,
                        help_text="Published by somebody other than the actor whose action it shows.",
                        verbose_name="independent",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="recommendations.assessment",
                    ),
                ),
                (
                    "follow_up",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="recommendations.followup",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="recommendations.position",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("assessment", None), ("follow_up__isnull", False), ("position", None)),
                            models.Q(("assessment", None), ("follow_up", None), ("position__isnull", False)),
                            models.Q(("assessment__isnull", False), ("follow_up", None), ("position", None)),
                            _connector="OR",
                        ),
                        name="evidence_belongs_to_exactly_one_entry",
                        violation_error_message="Evidence belongs to exactly one entry.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("url", ""), _negated=True), ("file", "")),
                            models.Q(("url", ""), models.Q(("file", ""), _negated=True)),
                            models.Q(("file", ""), ("title", ""), ("url", "")),
                            _connector="OR",
                        ),
                        name="evidence_is_a_link_or_a_file",
                        violation_error_message="Give the address of the source, or attach a file.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "reference",
                    models.CharField(
                        max_length=40,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Za-z0-9][A-Za-z0-9.-]*\\Z",
                                "Use letters, digits, dots and hyphens only, for example RT3.2-R3.",
                            )
                        ],
                        verbose_name="reference",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("recommendation", "Recommendation"),
                            ("conclusion", "Conclusion"),
                            ("call_to_action", "Call to action"),
                            ("policy_message", "Policy message"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("ordinal", models.PositiveIntegerField(verbose_name="ordinal")),
                (
                    "force",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("must", "Must"),
                            ("should", "Should"),
                            ("need", "Need"),
                            ("call", "Call"),
                            ("recommendation", "Recommendation"),
                            ("condition", "Condition"),
                            ("challenge", "Challenge"),
                            ("emphasis", "Emphasis"),
                            ("can", "Can"),
                        ],
                        max_length=20,
                        verbose_name="force",
                    ),
                ),
                (
                    "force_words",
                    models.CharField(blank=True, max_length=300, verbose_name="words that carry the force"),
                ),
                (
                    "attribution",
                    models.TextField(
                        blank=True,
                        help_text="Whose view it is, in the words of the source.",
                        verbose_name="attribution",
                    ),
                ),
                ("is_borderline", models.BooleanField(default=False, verbose_name="borderline")),
                (
                    "remark",
                    models.TextField(
                        blank=True,
                        help_text="Shown to the public as an editor's words.",
                        verbose_name="editorial remark",
                    ),
                ),
                (
                    "addressees",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Empty: every government that may report.",
                        related_name="addressed_recommendations",
                        to="recommendations.government",
                        verbose_name="addressees",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="recommendations.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "passages",
                    models.ManyToManyField(
                        related_name="recommendations",
                        through="recommendations.Citation",
                        to="recommendations.passage",
                        verbose_name="passages",
                    ),
                ),
                (
                    "population_groups",
                    models.ManyToManyField(
                        related_name="recommendations",
                        through="recommendations.PopulationGroupLink",
                        to="recommendations.populationgroup",
                        verbose_name="population groups",
                    ),
                ),
                (
                    "related",
                    models.ManyToManyField(blank=True, to="recommendations.recommendation", verbose_name="related"),
                ),
            ],
            options={
                "verbose_name": "recommendation",
                "verbose_name_plural": "recommendations",
                "ordering": ["document", "ordinal"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("reference"),
                        name="recommendation_reference_is_unique_whatever_the_case",
                        violation_error_message="Another recommendation has this reference, apart from capital letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reference__regex", "^[A-Za-z0-9][A-Za-z0-9.-]*\\Z")),
                        name="recommendation_reference_is_an_address",
                        violation_error_message="A reference holds letters, digits, dots and hyphens only: RT3.2-R3.",
                    ),
                    models.UniqueConstraint(
                        fields=("document", "ordinal"),
                        name="recommendation_ordinal_is_unique_in_its_document",
                        violation_error_message="This document already has a recommendation there.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="position",
            name="recommendation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                to="recommendations.recommendation",
                verbose_name="recommendation",
            ),
        ),
        migrations.AddField(
            model_name="populationgrouplink",
            name="recommendation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="population_group_links",
                to="recommendations.recommendation",
                verbose_name="recommendation",
            ),
        ),
        migrations.CreateModel(
            name="OutsideReference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                ("dated_on", models.DateField(blank=True, null=True, verbose_name="dated")),
                ("remark", models.TextField(blank=True, verbose_name="remark")),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outside_references",
                        to="recommendations.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "outside reference",
                "verbose_name_plural": "outside references",
                "ordering": ["recommendation", "title"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recommendation", "title"),
                        name="outside_reference_title_is_unique_in_its_recommendation",
                        violation_error_message="This outside reference is already listed.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRecommendation_related",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="recommendations.historicalrecommendation",
                    ),
                ),
                (
                    "from_recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.recommendation",
                    ),
                ),
                (
                    "to_recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalRecommendation_related",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRecommendation_addressees",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "government",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.government",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="recommendations.historicalrecommendation",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalRecommendation_addressees",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPosition",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="uid")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "Returned"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="en",
                        help_text="The language that the entry is written in: en, fr, es, ar, …",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\\Z", "Give a language code such as en, fr, es or ar."
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted at")),
                ("reviewed_at", models.DateTimeField(editable=False, null=True, verbose_name="reviewed at")),
                (
                    "published_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="published at"),
                ),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="withdrawn at")),
                ("redacted_at", models.DateTimeField(editable=False, null=True, verbose_name="redacted at")),
                ("return_note", models.TextField(blank=True, editable=False, verbose_name="return note")),
                ("withdrawal_reason", models.TextField(blank=True, editable=False, verbose_name="withdrawal reason")),
                ("redaction_reason", models.TextField(blank=True, editable=False, verbose_name="redaction reason")),
                ("self_published", models.BooleanField(default=False, editable=False, verbose_name="self-published")),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("supported", "Supported"),
                            ("supported_in_part", "Supported in part"),
                            ("noted", "Noted"),
                            ("not_applicable", "Not applicable"),
                        ],
                        max_length=20,
                        verbose_name="stance",
                    ),
                ),
                (
                    "part",
                    models.TextField(
                        blank=True,
                        help_text="Which part is supported.",
                        validators=[django.core.validators.MaxLengthValidator(100000)],
                        verbose_name="supported part",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True,
                        validators=[django.core.validators.MaxLengthValidator(100000)],
                        verbose_name="reason",
                    ),
                ),
                ("stated_on", models.DateField(verbose_name="stated on")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("by_government", "Reported by the government"),
                            ("recorded_by_secretariat", "Recorded by the secretariat from a public source"),
                        ],
                        max_length=25,
                        verbose_name="channel",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "government",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.government",
                        verbose_name="government",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "redacted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="redacted by",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reviewed by",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="withdrawn by",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.position",
                        verbose_name="corrects",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical position",
                "verbose_name_plural": "historical positions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPopulationGroupLink",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "basis",
                    models.CharField(
                        choices=[("named", "Named in the text"), ("implied", "Implied by the text")],
                        max_length=10,
                        verbose_name="basis",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "population_group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.populationgroup",
                        verbose_name="population group",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical population group concerned",
                "verbose_name_plural": "historical population groups concerned",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOutsideReference",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="address")),
                ("dated_on", models.DateField(blank=True, null=True, verbose_name="dated")),
                ("remark", models.TextField(blank=True, verbose_name="remark")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical outside reference",
                "verbose_name_plural": "historical outside references",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalComponent",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="ordinal")),
                ("text", models.CharField(max_length=300, verbose_name="text")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical component",
                "verbose_name_plural": "historical components",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCitation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "role",
                    models.CharField(
                        choices=[("source", "Source"), ("supporting", "Supporting text"), ("caveat", "Caveat")],
                        default="source",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.passage",
                        verbose_name="passage",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical citation",
                "verbose_name_plural": "historical citations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAssessment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="uid")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "Returned"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="en",
                        help_text="The language that the entry is written in: en, fr, es, ar, …",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\\Z", "Give a language code such as en, fr, es or ar."
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted at")),
                ("reviewed_at", models.DateTimeField(editable=False, null=True, verbose_name="reviewed at")),
                (
                    "published_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="published at"),
                ),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="withdrawn at")),
                ("redacted_at", models.DateTimeField(editable=False, null=True, verbose_name="redacted at")),
                ("return_note", models.TextField(blank=True, editable=False, verbose_name="return note")),
                ("withdrawal_reason", models.TextField(blank=True, editable=False, verbose_name="withdrawal reason")),
                ("redaction_reason", models.TextField(blank=True, editable=False, verbose_name="redaction reason")),
                ("self_published", models.BooleanField(default=False, editable=False, verbose_name="self-published")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_assessed", "Not assessed"),
                            ("not_started", "Not started"),
                            ("planned", "Planned"),
                            ("under_way", "Under way"),
                            ("largely", "Largely in place"),
                            ("implemented", "Implemented"),
                            ("continuous", "Continuous"),
                            ("closed", "Closed"),
                        ],
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "rationale",
                    models.TextField(
                        validators=[django.core.validators.MaxLengthValidator(100000)], verbose_name="rationale"
                    ),
                ),
                (
                    "closing_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("overtaken", "Overtaken by events"),
                            ("withdrawn", "Withdrawn by its authors"),
                            ("term_ended", "The addressee's term has ended"),
                            ("no_addressee", "Nobody is left to address"),
                            ("not_verifiable", "Cannot be verified"),
                        ],
                        max_length=20,
                        verbose_name="closing reason",
                    ),
                ),
                ("assessed_on", models.DateField(verbose_name="assessed on")),
                ("next_review_on", models.DateField(blank=True, null=True, verbose_name="next review on")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "component",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: the recommendation as a whole.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.component",
                        verbose_name="component",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.assessment",
                        verbose_name="corrects",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "redacted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="redacted by",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reviewed by",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="withdrawn by",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical assessment",
                "verbose_name_plural": "historical assessments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAlignment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "confidence",
                    models.CharField(
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        max_length=10,
                        verbose_name="confidence",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("author_name", models.CharField(max_length=100, verbose_name="author")),
                ("dated_on", models.DateField(verbose_name="dated")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.frameworkgoal",
                        verbose_name="framework goal",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical alignment",
                "verbose_name_plural": "historical alignments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="GovernmentStanding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateTimeField(verbose_name="valid from")),
                ("valid_to", models.DateTimeField(null=True, verbose_name="valid to")),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("planning", "Planning"),
                            ("in_progress", "In progress"),
                            ("completed", "Completed"),
                            ("continuous", "Continuous"),
                            ("discontinued", "Discontinued"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("supported", "Supported"),
                            ("supported_in_part", "Supported in part"),
                            ("noted", "Noted"),
                            ("not_applicable", "Not applicable"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("self_reported", "Self-reported"),
                            ("documented", "Documented"),
                            ("corroborated", "Corroborated"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reported_on", models.DateField(null=True)),
                (
                    "follow_up",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="recommendations.followup",
                    ),
                ),
                (
                    "government",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="recommendations.government",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="recommendations.position",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="government_standings",
                        to="recommendations.recommendation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="governmentstanding_interval_has_a_length",
                        violation_error_message="An interval ends after it starts.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("recommendation", "government"),
                        name="governmentstanding_is_open_once",
                    ),
                    models.UniqueConstraint(
                        fields=("recommendation", "government", "valid_from"), name="governmentstanding_starts_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("follow_up__isnull", False), ("position__isnull", False), _connector="OR"),
                        name="governmentstanding_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("follow_up__isnull", False),
                                ("reported_on__isnull", False),
                                models.Q(("status", ""), _negated=True),
                                models.Q(("grade", ""), _negated=True),
                            ),
                            models.Q(("follow_up", None), ("grade", ""), ("reported_on", None), ("status", "")),
                            _connector="OR",
                        ),
                        name="governmentstanding_status_has_its_follow_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("position__isnull", False), models.Q(("stance", ""), _negated=True)),
                            models.Q(("position", None), ("stance", "")),
                            _connector="OR",
                        ),
                        name="governmentstanding_stance_has_its_position",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="followup",
            name="recommendation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                to="recommendations.recommendation",
                verbose_name="recommendation",
            ),
        ),
        migrations.AddField(
            model_name="component",
            name="recommendation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="components",
                to="recommendations.recommendation",
                verbose_name="recommendation",
            ),
        ),
        migrations.AddField(
            model_name="citation",
            name="recommendation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="citations",
                to="recommendations.recommendation",
                verbose_name="recommendation",
            ),
        ),
        migrations.AddField(
            model_name="assessment",
            name="recommendation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                to="recommendations.recommendation",
                verbose_name="recommendation",
            ),
        ),
        migrations.CreateModel(
            name="Alignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "confidence",
                    models.CharField(
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        max_length=10,
                        verbose_name="confidence",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("author_name", models.CharField(max_length=100, verbose_name="author")),
                ("dated_on", models.DateField(verbose_name="dated")),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alignments",
                        to="recommendations.frameworkgoal",
                        verbose_name="framework goal",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alignments",
                        to="recommendations.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
            ],
            options={
                "verbose_name": "alignment",
                "verbose_name_plural": "alignments",
                "ordering": ["recommendation", "goal__framework__slug", "goal__ordinal"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recommendation", "goal"),
                        name="goal_is_aligned_once_per_recommendation",
                        violation_error_message="This goal is already aligned.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RecommendationStanding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateTimeField(verbose_name="valid from")),
                ("valid_to", models.DateTimeField(null=True, verbose_name="valid to")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_assessed", "Not assessed"),
                            ("not_started", "Not started"),
                            ("planned", "Planned"),
                            ("under_way", "Under way"),
                            ("largely", "Largely in place"),
                            ("implemented", "Implemented"),
                            ("continuous", "Continuous"),
                            ("closed", "Closed"),
                        ],
                        default="not_assessed",
                        max_length=20,
                    ),
                ),
                ("assessed_on", models.DateField(null=True)),
                ("next_review_on", models.DateField(null=True)),
                ("last_reported_on", models.DateField(null=True)),
                ("last_published_at", models.DateTimeField(null=True)),
                ("num_planning", models.PositiveIntegerField(default=0)),
                ("num_in_progress", models.PositiveIntegerField(default=0)),
                ("num_completed", models.PositiveIntegerField(default=0)),
                ("num_continuous", models.PositiveIntegerField(default=0)),
                ("num_discontinued", models.PositiveIntegerField(default=0)),
                (
                    "assessment",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="recommendations.assessment",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="recommendations.recommendation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="recommendationstanding_interval_has_a_length",
                        violation_error_message="An interval ends after it starts.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("recommendation",),
                        name="recommendationstanding_is_open_once",
                    ),
                    models.UniqueConstraint(
                        fields=("recommendation", "valid_from"), name="recommendationstanding_starts_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDocument",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("slug", models.SlugField(verbose_name="slug")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "language",
                    models.CharField(
                        default="en",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\\Z", "Give a language code such as en, fr, es or ar."
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("reported_summary", "One person's summary, as reported"),
                            ("chair_summary", "Summary by the chair"),
                            ("adopted_text", "Adopted text"),
                            ("report", "Report"),
                        ],
                        max_length=20,
                        verbose_name="nature",
                    ),
                ),
                (
                    "provenance",
                    models.TextField(
                        blank=True,
                        help_text="Where the text comes from, and how it was read.",
                        verbose_name="provenance",
                    ),
                ),
                (
                    "missing_note",
                    models.TextField(
                        blank=True,
                        help_text="What the source does not say or is known to lack; shown to the public.",
                        verbose_name="what is missing",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round_table",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.roundtable",
                        verbose_name="Round Table",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical document",
                "verbose_name_plural": "historical documents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="document",
            name="round_table",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="recommendations.roundtable",
                verbose_name="Round Table",
            ),
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("number", models.CharField(help_text="As printed: 3.1.", max_length=10, verbose_name="number")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "co_chairs",
                    models.ManyToManyField(
                        blank=True,
                        related_name="co_chaired_sessions",
                        to="recommendations.government",
                        verbose_name="co-chairs",
                    ),
                ),
                (
                    "round_table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="recommendations.roundtable",
                        verbose_name="Round Table",
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "ordering": ["round_table", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round_table", "number"),
                        name="session_number_is_unique_in_its_round_table",
                        violation_error_message="This Round Table already has a session so numbered.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="recommendation",
            name="session",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty where it belongs to the Round Table as a whole.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recommendations",
                to="recommendations.session",
                verbose_name="session",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="session",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="passages",
                to="recommendations.session",
                verbose_name="session",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalSession_co_chairs",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "government",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.government",
                    ),
                ),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="recommendations.historicalsession",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.session",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalSession_co_chairs",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="session",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Empty where it belongs to the Round Table as a whole.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="recommendations.session",
                verbose_name="session",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalPassage",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "code",
                    models.CharField(
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Za-z0-9][A-Za-z0-9.-]*\\Z",
                                "Use letters, digits, dots and hyphens only, for example RT3.2-R3.",
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("ordinal", models.PositiveIntegerField(verbose_name="ordinal")),
                ("section", models.CharField(blank=True, max_length=200, verbose_name="section")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("heading", "Heading"),
                            ("narrative", "Narrative"),
                            ("discussion_point", "Discussion point"),
                            ("key_message", "Key message"),
                            ("call", "Call"),
                            ("conclusion", "Conclusion"),
                            ("recommendation", "Recommendation"),
                            ("tribute", "Tribute"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(verbose_name="text")),
                ("paragraph", models.PositiveIntegerField(verbose_name="paragraph")),
                (
                    "list_position",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="list position"),
                ),
                ("printed_number", models.CharField(blank=True, max_length=10, verbose_name="printed number")),
                ("not_tracked_reason", models.TextField(blank=True, verbose_name="why it is not tracked")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.session",
                        verbose_name="session",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical passage",
                "verbose_name_plural": "historical passages",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Stakeholder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="slug")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("governments", "Governments"),
                            ("local_government", "Local government"),
                            ("institution", "Institution"),
                            ("forum", "The forum itself"),
                            ("migrants", "Migrants and diaspora"),
                            ("civil_society", "Civil society"),
                            ("international_organisation", "International organisation"),
                            ("other", "Other"),
                        ],
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("term_starts_on", models.DateField(blank=True, null=True, verbose_name="term starts on")),
                ("term_ends_on", models.DateField(blank=True, null=True, verbose_name="term ends on")),
                (
                    "source",
                    models.TextField(
                        blank=True,
                        help_text="Where this is said: a place in the text, or outside.",
                        verbose_name="source",
                    ),
                ),
                (
                    "government",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stakeholders",
                        to="recommendations.government",
                        verbose_name="government",
                    ),
                ),
            ],
            options={
                "verbose_name": "stakeholder",
                "verbose_name_plural": "stakeholders",
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("term_starts_on__isnull", True),
                            ("term_ends_on__isnull", True),
                            ("term_ends_on__gte", models.F("term_starts_on")),
                            _connector="OR",
                        ),
                        name="stakeholder_term_ends_after_it_starts",
                        violation_error_message="The term ends before it starts: correct one date.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Responsibility",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "Lead"),
                            ("shared", "Shared responsibility"),
                            ("partner", "Partner"),
                            ("participant", "Participant"),
                            ("addressee", "Addressee"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("named", "Named in the text"), ("implied", "Implied by the text")],
                        max_length=10,
                        verbose_name="basis",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="words of the source")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="responsibilities",
                        to="recommendations.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
                (
                    "stakeholder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsibilities",
                        to="recommendations.stakeholder",
                        verbose_name="stakeholder",
                    ),
                ),
            ],
            options={
                "verbose_name": "responsibility",
                "verbose_name_plural": "responsibilities",
                "ordering": ["recommendation", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recommendation", "stakeholder"),
                        name="stakeholder_is_responsible_once_per_recommendation",
                        violation_error_message="This stakeholder is already listed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "named"), models.Q(("words", ""), _negated=True)),
                            models.Q(("basis", "implied"), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="responsibility_gives_its_words_or_its_reason",
                        violation_error_message="Quote the words where the text names the stakeholder; give the reason where the text implies it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalResponsibility",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "Lead"),
                            ("shared", "Shared responsibility"),
                            ("partner", "Partner"),
                            ("participant", "Participant"),
                            ("addressee", "Addressee"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[("named", "Named in the text"), ("implied", "Implied by the text")],
                        max_length=10,
                        verbose_name="basis",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="words of the source")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
                (
                    "stakeholder",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.stakeholder",
                        verbose_name="stakeholder",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical responsibility",
                "verbose_name_plural": "historical responsibilities",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFollowUp",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("uid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="uid")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "Returned"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="en",
                        help_text="The language that the entry is written in: en, fr, es, ar, …",
                        max_length=20,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\\Z", "Give a language code such as en, fr, es or ar."
                            )
                        ],
                        verbose_name="language",
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted at")),
                ("reviewed_at", models.DateTimeField(editable=False, null=True, verbose_name="reviewed at")),
                (
                    "published_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="published at"),
                ),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True, verbose_name="withdrawn at")),
                ("redacted_at", models.DateTimeField(editable=False, null=True, verbose_name="redacted at")),
                ("return_note", models.TextField(blank=True, editable=False, verbose_name="return note")),
                ("withdrawal_reason", models.TextField(blank=True, editable=False, verbose_name="withdrawal reason")),
                ("redaction_reason", models.TextField(blank=True, editable=False, verbose_name="redaction reason")),
                ("self_published", models.BooleanField(default=False, editable=False, verbose_name="self-published")),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("government", "Government"),
                            ("civil_society", "Civil society"),
                            ("international_organisation", "International organisation"),
                        ],
                        default="government",
                        max_length=30,
                        verbose_name="voice",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("by_government", "Reported by the government"),
                            ("recorded_by_secretariat", "Recorded by the secretariat from a public source"),
                        ],
                        max_length=25,
                        verbose_name="channel",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planning", "Planning"),
                            ("in_progress", "In progress"),
                            ("completed", "Completed"),
                            ("continuous", "Continuous"),
                            ("discontinued", "Discontinued"),
                        ],
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True,
                        help_text="Why the action was discontinued.",
                        validators=[django.core.validators.MaxLengthValidator(100000)],
                        verbose_name="reason",
                    ),
                ),
                ("reported_on", models.DateField(verbose_name="reported on")),
                (
                    "summary",
                    models.TextField(
                        validators=[django.core.validators.MaxLengthValidator(100000)], verbose_name="summary"
                    ),
                ),
                (
                    "details",
                    models.TextField(
                        blank=True,
                        validators=[django.core.validators.MaxLengthValidator(100000)],
                        verbose_name="details",
                    ),
                ),
                (
                    "next_step",
                    models.TextField(
                        blank=True,
                        validators=[django.core.validators.MaxLengthValidator(100000)],
                        verbose_name="next step",
                    ),
                ),
                (
                    "country_role",
                    models.CharField(
                        choices=[
                            ("unspecified", "Not specified"),
                            ("origin", "Country of origin"),
                            ("destination", "Country of destination"),
                            ("both", "Both origin and destination"),
                        ],
                        default="unspecified",
                        max_length=15,
                        verbose_name="country role",
                    ),
                ),
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="adopted on")),
                ("in_effect_on", models.DateField(blank=True, null=True, verbose_name="in effect on")),
                ("is_gender_responsive", models.BooleanField(blank=True, null=True, verbose_name="gender-responsive")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.followup",
                        verbose_name="corrects",
                    ),
                ),
                (
                    "government",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.government",
                        verbose_name="government",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "redacted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="redacted by",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reviewed by",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="submitted by",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="withdrawn by",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.recommendation",
                        verbose_name="recommendation",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who speaks, where it is not a government.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.stakeholder",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical follow-up",
                "verbose_name_plural": "historical follow-ups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="followup",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                help_text="Who speaks, where it is not a government.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="follow_ups",
                to="recommendations.stakeholder",
                verbose_name="organisation",
            ),
        ),
        migrations.CreateModel(
            name="Summit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        help_text="0 is the High-Level Dialogue of 2006.", unique=True, verbose_name="number"
                    ),
                ),
                ("roman", models.CharField(blank=True, max_length=10, verbose_name="Roman number")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("host_city", models.CharField(max_length=100, verbose_name="host city")),
                ("host_country", models.CharField(max_length=100, verbose_name="host country")),
                (
                    "chairs",
                    models.CharField(
                        help_text="Not always the host; two chairs are joined by “and”.",
                        max_length=200,
                        verbose_name="chairs",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="starts on")),
                ("ends_on", models.DateField(verbose_name="ends on")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
            ],
            options={
                "verbose_name": "summit",
                "verbose_name_plural": "summits",
                "ordering": ["-number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="summit_ends_after_it_starts",
                        violation_error_message="The summit ends before it starts: correct one date.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="roundtable",
            name="summit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="round_tables",
                to="recommendations.summit",
                verbose_name="summit",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalRoundTable",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "aliases",
                    models.TextField(blank=True, help_text="As texts call it, one a line.", verbose_name="other names"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "summit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.summit",
                        verbose_name="summit",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Round Table",
                "verbose_name_plural": "historical Round Tables",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="themes",
            field=models.ManyToManyField(
                blank=True, related_name="recommendations", to="recommendations.theme", verbose_name="themes"
            ),
        ),
        migrations.CreateModel(
            name="HistoricalRecommendation_themes",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
                (
                    "history",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="recommendations.historicalrecommendation",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.recommendation",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_tablespace="",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "HistoricalRecommendation_themes",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ComponentStanding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateTimeField(verbose_name="valid from")),
                ("valid_to", models.DateTimeField(null=True, verbose_name="valid to")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_assessed", "Not assessed"),
                            ("not_started", "Not started"),
                            ("planned", "Planned"),
                            ("under_way", "Under way"),
                            ("largely", "Largely in place"),
                            ("implemented", "Implemented"),
                            ("continuous", "Continuous"),
                            ("closed", "Closed"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="component_standings",
                        to="recommendations.assessment",
                    ),
                ),
                (
                    "component",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="recommendations.component",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="componentstanding_interval_has_a_length",
                        violation_error_message="An interval ends after it starts.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("component",),
                        name="componentstanding_is_open_once",
                    ),
                    models.UniqueConstraint(fields=("component", "valid_from"), name="componentstanding_starts_once"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="populationgrouplink",
            constraint=models.UniqueConstraint(
                fields=("recommendation", "population_group"),
                name="population_group_is_named_once_per_recommendation",
                violation_error_message="This population group is already listed.",
            ),
        ),
        migrations.AddConstraint(
            model_name="component",
            constraint=models.UniqueConstraint(
                fields=("recommendation", "ordinal"),
                name="component_ordinal_is_unique_in_its_recommendation",
                violation_error_message="This recommendation already has a component there.",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.UniqueConstraint(
                fields=("recommendation", "passage"),
                name="passage_is_cited_once_per_recommendation",
                violation_error_message="This passage is already cited.",
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(fields=["recommendation", "government", "-reported_on"], name="followup_of_pair"),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("government__isnull", False), ("organisation", None), ("voice", "government")),
                    models.Q(models.Q(("voice", "government"), _negated=True), ("organisation__isnull", False)),
                    _connector="OR",
                ),
                name="followup_organisation_is_empty_exactly_for_governments",
                violation_error_message="Name the government where a government speaks, and no organisation; name the organisation where another voice speaks.",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(("voice", "government"), ("channel", "recorded_by_secretariat"), _connector="OR"),
                name="followup_other_voices_are_recorded_by_the_secretariat",
                violation_error_message="What other voices say is recorded by the secretariat: choose that channel.",
            ),
        ),
        migrations.AddConstraint(
            model_name="roundtable",
            constraint=models.UniqueConstraint(
                fields=("summit", "number"),
                name="round_table_number_is_unique_in_its_summit",
                violation_error_message="This summit already has a Round Table of this number.",
            ),
        ),
    ]
