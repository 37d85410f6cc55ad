"""Rules about a single value, shared by models, forms and imports."""

from django.core.validators import MaxLengthValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

REFERENCE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9.-]*\Z"
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z"

# Some forty pages: a report in full belongs into evidence, not into an entry.
validate_length = MaxLengthValidator(100_000)
validate_reference = RegexValidator(
    REFERENCE_PATTERN,
    _("Use letters, digits, dots and hyphens only, for example RT3.2-R3."),
)
validate_language = RegexValidator(
    LANGUAGE_PATTERN,
    _("Give a language code such as en, fr, es or ar."),
)
