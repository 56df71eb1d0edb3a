"""Days and numbers as a British reader writes them; plain "en" would be American."""

from django.conf.locale.en_GB.formats import *  # noqa: F403
