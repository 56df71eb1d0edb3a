"""Trying a board's provider before its people do: does it answer, is it who it should be, does it take our secret?"""

from dataclasses import dataclass

from allauth.socialaccount.adapter import get_adapter
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from requests import RequestException

from core.errors import NotAllowedNow
from organisations.models import IdentityProvider
from organisations.single_sign_on.provider import app_of, fetch
from organisations.single_sign_on.tokens import NotGenuineError, check_discovery

NO_SUCH_CODE = "expedu-trial"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried."""

    is_good: bool
    sentence: str | Promise


def try_connection(row: IdentityProvider, return_address: str) -> list[Finding]:
    """What works and what does not, in order; stops at the first thing that does not."""
    try:
        document = check_discovery(fetch(f"{row.issuer}/.well-known/openid-configuration"), row.issuer)
    except RequestException:
        return [Finding(False, _("De inlogdienst geeft geen antwoord. Klopt wat je invulde, en is er geen storing?"))]
    except NotGenuineError:
        return [Finding(False, _("De inlogdienst zegt dat hij een andere is. Kijk de gegevens na."))]
    found = [Finding(True, _("De inlogdienst geeft antwoord en is wie hij moet zijn."))]
    try:
        keys = fetch(document["jwks_uri"])
        found.append(Finding(bool(keys.get("keys")), _("De sleutels waarmee hij tekent zijn op te halen.")))
        found.append(_try_secret(row, document["token_endpoint"], return_address))
    except (RequestException, AttributeError):
        found.append(Finding(False, _("Een van zijn adressen geeft geen antwoord.")))
    except NotAllowedNow as refusal:
        found.append(Finding(False, refusal.sentence))
    return found


def _try_secret(row: IdentityProvider, address: str, return_address: str) -> Finding:
    """Hand in a code that does not exist: who knows us complains about the code, who does not about us."""
    app = app_of(row)
    form = {
        "grant_type": "authorization_code",
        "code": NO_SUCH_CODE,
        "redirect_uri": return_address,
        "client_id": app.client_id,
        "client_secret": app.secret,
        "code_verifier": NO_SUCH_CODE * 4,
    }
    with get_adapter().get_requests_session() as session:
        answer = session.post(address, data=form, allow_redirects=False)
    try:
        error = answer.json().get("error", "")
    except (ValueError, AttributeError):
        error = ""
    if error == "invalid_grant":
        return Finding(True, _("De inlogdienst kent ons client-id en secret."))
    if error in ("invalid_client", "unauthorized_client"):
        return Finding(
            False, _("De inlogdienst kent ons client-id of secret niet. Maak een nieuw secret en vul dat in.")
        )
    return Finding(False, _("De inlogdienst wil de gegevens niet. Staat het terugkeeradres goed?"))
