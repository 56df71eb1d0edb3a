"""The app for help requests must not shadow the HTTP library that single sign-on imports."""

import requests
from allauth.socialaccount.adapter import get_adapter

from expedu.services.users import PROJECT


def test_requests_is_the_http_library() -> None:
    assert not requests.__file__.startswith(f"{PROJECT}/requests")
    assert isinstance(get_adapter().get_requests_session(), requests.Session)


def test_no_package_of_ours_has_that_name() -> None:
    assert not (PROJECT / "requests").exists()
