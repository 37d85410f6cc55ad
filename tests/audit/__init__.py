import os

import django

# The helpers of the browser tests, used here as well, import Django's models.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gfmd_tracker.settings")
django.setup()
