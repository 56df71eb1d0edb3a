"""Words about signing in: {% load sign_in %}."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# In this order: a browser also names those it descends from.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "FxiOS": "Firefox",
    "SamsungBrowser": "Samsung",
    "CriOS": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
DEVICES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "Chromebook",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


@register.filter
def browser_name(user_agent: str) -> str:
    """What someone recognises: "Firefox op Windows"."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    device = next((name for mark, name in DEVICES.items() if mark in user_agent), "")
    if browser and device:
        return _("%(browser)s op %(device)s") % {"browser": browser, "device": device}
    return browser or device or _("Onbekende browser")
