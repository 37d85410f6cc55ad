"""Mail that the site sends by itself: what has gone out, and who wants none."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .choices import ReminderKind


class SentReminder(models.Model):
    """One letter to one person. `subject` says what about: a government and its last report, or nothing in a digest.

    Written before the letter leaves, so that no two runs send the same one on the same day.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sent_reminders")
    kind = models.CharField(_("kind"), max_length=20, choices=ReminderKind)
    subject = models.CharField(_("subject"), max_length=60, blank=True)
    sent_on = models.DateField(_("sent on"))

    class Meta:
        ordering = ["-sent_on", "id"]
        verbose_name = _("sent reminder")
        verbose_name_plural = _("sent reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "subject", "sent_on"],
                name="reminder_is_sent_once_a_day",
                violation_error_message=_("This reminder was sent on that day already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.sent_on}: {self.get_kind_display()}"


class ReminderOptOut(models.Model):
    """A person who wants no reminders; no row means that they may be sent."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reminder_opt_out")
    since = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("person without reminders")
        verbose_name_plural = _("people without reminders")

    def __str__(self) -> str:
        return str(self.user)
