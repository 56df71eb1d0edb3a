"""A real OpenID provider, in a process of its own, and somebody who walks through it."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organisations import actions
from organisations.choices import SignInKind
from organisations.models import IdentityProvider, provider_key

TENANT = "1b2c3d4e-0000-4000-8000-00000000aaaa"
DOMAIN = "delinde.test"
START_WITHIN = 90  # seconds, on a busy machine
RETURN = "organisations:school_sign_in_return"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(*options: str) -> tuple[subprocess.Popen[bytes], str]:
    """The provider of the package, listening on this machine only; returns it and its address."""
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline:
        port = _free_port()
        command = [sys.executable, "-m", "oidc_provider_mock", "--host", "127.0.0.1", "--port", str(port), *options]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        address = f"http://127.0.0.1:{port}"
        while process.poll() is None and time.monotonic() < deadline:  # it ends when somebody took the port meanwhile
            try:
                requests.get(f"{address}/jwks", timeout=5)
            except requests.RequestException:
                time.sleep(0.1)
            else:
                return process, address
        process.kill()
    raise RuntimeError("the OpenID provider did not start")


@pytest.fixture(scope="session")
def provider_address() -> Iterator[str]:
    """One that wants to know its clients and insists on a nonce."""
    process, address = start("--require-registration", "true", "--require-nonce", "true")
    yield address
    process.terminate()
    process.wait(timeout=10)


@dataclass
class Provider:
    """What a test says to the provider, and what a person does there."""

    address: str
    clients: dict[str, tuple[str, str]] = field(default_factory=dict)

    def knows(self, uid: str, **claims: object) -> str:
        """This person has an account there."""
        requests.put(f"{self.address}/users/{uid}", json=claims, timeout=5).raise_for_status()
        return uid

    def client_for(self, *redirects: str) -> tuple[str, str]:
        body = {"redirect_uris": redirects, "token_endpoint_auth_method": "client_secret_post"}
        answer = requests.post(f"{self.address}/oauth2/clients", json=body, timeout=5).json()
        return answer["client_id"], answer["client_secret"]

    def sign_in(self, address: str, uid: str) -> str:
        """What the browser does at the provider; returns where it is sent back to."""
        answer = requests.post(address, data={"sub": uid}, allow_redirects=False, timeout=5)
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def refuse(self, address: str) -> str:
        """The person says no there. This provider forgets the state then; a real one sends it back (RFC 6749 4.1.2)."""
        answer = requests.post(address, data={"action": "deny"}, allow_redirects=False, timeout=5)
        return f"{answer.headers['Location']}&state={state_of(address)}"


@pytest.fixture
def provider(provider_address: str, settings) -> Provider:
    """The provider is all three kinds at once: what makes the difference is what it says about people."""
    settings.SIGN_IN_ISSUERS = dict.fromkeys(SignInKind.values, provider_address)
    return Provider(provider_address)


@pytest.fixture
def set_up(provider, world):
    """`set_up(kind, board)`: this board signs in there."""

    def make(kind=SignInKind.ENTREE, board=None, **changes) -> IdentityProvider:
        board = board or world.board
        address = "http://testserver" + reverse(RETURN, args=[provider_key(board, kind)])
        client_id, secret = provider.client_for(address)
        tenant = {SignInKind.ENTRA: TENANT, SignInKind.GOOGLE: DOMAIN}.get(kind, "")
        changes = {"tenant": tenant, "keeps_pupils_out": True, "client_id": client_id, "secret": secret, **changes}
        row = actions.set_up_identity_provider(board, kind, by=world.board_admin, **changes)
        return actions.switch_identity_provider(row, by=world.board_admin, is_on=True)

    return make


@pytest.fixture
def entree(set_up) -> IdentityProvider:
    return set_up()


def claims_of(kind: SignInKind, school_code: str, **changes: object) -> dict[str, object]:
    """What each kind really says about a member of staff."""
    claims: dict[SignInKind, dict[str, object]] = {
        SignInKind.ENTREE: {
            "givenName": "Aylin",
            "sn": "Demir",
            "email": "aylin@delinde.test",
            "eduPersonAffiliation": "employee",
            "nlEduPersonHomeOrganizationId": school_code,
        },
        SignInKind.ENTRA: {
            "given_name": "Aylin",
            "family_name": "Demir",
            "email": "aylin@delinde.test",
            "tid": TENANT,
            "acct": 0,
            "roles": ["employee"],
        },
        SignInKind.GOOGLE: {
            "given_name": "Aylin",
            "family_name": "Demir",
            "email": "aylin@delinde.test",
            "email_verified": True,
            "hd": DOMAIN,
        },
    }
    return {**claims[kind], **changes}


def leave(client: Client, row: IdentityProvider, **data: str) -> str:
    """The address at the provider that our page leads to."""
    answer = client.post(reverse("organisations:school_sign_in"), {"provider": row.pk, **data})
    assert answer.status_code == 200, answer.content.decode()
    return unescape(re.search(r'class="btn btn-main" href="([^"]+)"', answer.content.decode())[1])


def come_back(client: Client, address: str) -> HttpResponse:
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def walk(client: Client, provider: Provider, row: IdentityProvider, uid: str) -> HttpResponse:
    """From our page through the provider and back."""
    return come_back(client, provider.sign_in(leave(client, row), uid))


def ask_for_code(client: Client, **data: str) -> str:
    client.post(reverse("organisations:school_sign_in_confirm"), data)
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.M)[0]


def type_code(client: Client, code: str) -> HttpResponse:
    return client.post(reverse("organisations:school_sign_in_code"), {"code": code})


def state_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["state"][0]
