"""A board's provider in allauth: state, PKCE and the exchange of codes are allauth's, what may be believed is ours."""

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.socialaccount.internal.statekit import STATE_ID_LENGTH
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base import AuthError, AuthProcess, ProviderException
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from requests import RequestException

from core.errors import NotAllowedNow
from core.secrets import CannotUnlockError
from organisations.choices import SignInKind
from organisations.models import IdentityProvider
from organisations.single_sign_on import pending
from organisations.single_sign_on.claims import RefusedError, Rules, person_from
from organisations.single_sign_on.schools import ask_for_place, schools_of
from organisations.single_sign_on.tokens import check_discovery, check_id_token, with_userinfo

logger = logging.getLogger(__name__)

SWITCHED_OFF = _("Inloggen via je school staat uit. Log in met een code per mail, of vraag het je bestuur.")
NOT_NOW = _("De inlog van je bestuur is nu niet te bereiken. Probeer het later, of log in met een code per mail.")
CANCELLED = _("Je bent gestopt met inloggen via je school.")
EXPIRED = _("Deze poging om in te loggen geldt niet meer. Begin opnieuw.")
NOT_IN_ORDER = _("Het antwoord van de inlog van je bestuur klopt niet. Vraag de ICT-beheerder om dat na te kijken.")


class RefusedByRulesError(ProviderException):
    """RefusedError, in the shape that allauth's callback catches."""

    def __init__(self, sentence: str | Promise) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class BoardOAuth2Adapter(OpenIDConnectOAuth2Adapter):
    """One conversation with the provider of a board."""

    def __init__(self, request: HttpRequest, row: IdentityProvider) -> None:
        super().__init__(request, row.key)
        self.row = row
        self.provider = BoardProvider(request, row)

    def get_provider(self) -> "BoardProvider":
        return self.provider

    @property
    def openid_config(self) -> dict[str, Any]:
        if not hasattr(self, "_openid_config"):
            found = fetch(f"{self.row.issuer}/.well-known/openid-configuration")
            self._openid_config = check_discovery(found, self.row.issuer)
        return self._openid_config

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return request.build_absolute_uri(reverse("organisations:school_sign_in_return", args=[self.row.key]))

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        try:
            return super().get_access_token_data(*args, **kwargs)
        except (KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("the token endpoint does not make sense") from error

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        claims = check_id_token(
            kwargs["response"].get("id_token"),
            keys=fetch(self.openid_config["jwks_uri"]),
            issuer=self.row.issuer,
            client_id=app.client_id,
            nonce=nonce_for(request.GET["state"]),
        )
        if address := self.openid_config.get("userinfo_endpoint"):
            claims = with_userinfo(claims, fetch(address, headers={"Authorization": f"Bearer {token.token}"}))
        try:
            person = person_from(claims, rules_of(self.row))
            schools = schools_of(self.row.board, person.school_code)
        except RefusedError as refusal:
            raise RefusedByRulesError(refusal.sentence) from refusal
        # Of all that was said, allauth is told who it is and nothing more: it would keep the rest.
        login = self.provider.sociallogin_from_response(request, {"sub": person.uid})
        login.person, login.schools, login.row = person, schools, self.row
        return login


class BoardProvider(OpenIDConnectProvider):
    """The settings of a board, as allauth reads them."""

    pkce_enabled_default = True

    def __init__(self, request: HttpRequest, row: IdentityProvider) -> None:
        self.row = row
        super().__init__(request, app=app_of(row))

    def get_oauth2_adapter(self, request: HttpRequest) -> BoardOAuth2Adapter:
        return BoardOAuth2Adapter(request, self.row)

    def address(self, request: HttpRequest, next_url: str | None) -> str:
        """Where to send this person. Their way back only opens in this session, once, and within ten minutes."""
        state_id = get_random_string(STATE_ID_LENGTH * 2)
        response = self.redirect(
            request,
            AuthProcess.LOGIN,
            next_url,
            state_id=state_id,
            auth_params={"nonce": nonce_for(state_id), **_own_params(self.row)},
        )
        return str(response["Location"])


class SocialAdapter(DefaultSocialAccountAdapter):
    """What happens when a provider answers."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:
        """Providers are rows of ours, and only reached through our own pages."""
        return []

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Who came in this way before, goes on. Who is new is asked to confirm an address first: an account is never
        found by what a provider says alone."""
        if sociallogin.is_existing:
            ask_for_place(sociallogin.user, sociallogin.row.board, sociallogin.schools)
            return
        pending.keep(request, sociallogin.row, sociallogin.person, sociallogin.schools)
        raise ImmediateHttpResponse(redirect("organisations:school_sign_in_confirm"))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        if isinstance(exception, OAuth2Error):
            logger.warning("sign-in of %s: %s", provider.row.key, exception.__class__.__name__)
        raise ImmediateHttpResponse(refusal(request, *sentence_for(exception, error)))


def sentence_for(exception: Exception | None, error: Any = None) -> tuple[str | Promise, int]:
    """What to say, and the status that goes with it."""
    if isinstance(exception, RefusedByRulesError):
        return exception.sentence, 403
    if isinstance(exception, RequestException):
        return NOT_NOW, 503
    if exception is not None:
        return NOT_IN_ORDER, 403
    return (CANCELLED, 403) if error == AuthError.CANCELLED else (EXPIRED, 403)


def refusal(request: HttpRequest, sentence: str | Promise, status: int) -> HttpResponse:
    return render(request, "organisations/school_sign_in_refused.html", {"sentence": sentence}, status=status)


def nonce_for(state_id: str) -> str:
    """Tied to the state, which is kept in the session and works once; so there is nothing more to keep."""
    return salted_hmac("organisations.single_sign_on.nonce", state_id, algorithm="sha256").hexdigest()


def rules_of(row: IdentityProvider) -> Rules:
    return Rules(SignInKind(row.kind), row.tenant, frozenset(row.affiliations))


def app_of(row: IdentityProvider) -> SocialApp:
    """The row as allauth's own kind of settings; never saved. Raises NotAllowedNow when its secret is lost."""
    try:
        secret = row.secret
    except CannotUnlockError:
        raise NotAllowedNow(_("Het client secret is niet meer te lezen. Vul het opnieuw in.")) from None
    return SocialApp(
        provider=OpenIDConnectProvider.id,
        provider_id=row.key,
        name=str(row.board)[:40],
        client_id=row.client_id,
        secret=secret,
        settings={"server_url": row.issuer},
    )


def _own_params(row: IdentityProvider) -> dict[str, str]:
    """On the computer in the staff room a colleague may still be signed in there: let people choose."""
    if row.kind == SignInKind.GOOGLE:
        return {"prompt": "select_account", "hd": row.tenant}
    return {"prompt": "select_account"} if row.kind == SignInKind.ENTRA else {}


def fetch(address: str, **options: Any) -> Any:
    """JSON from a provider. Raises RequestException when it does not answer or answers something else."""
    with get_social_adapter().get_requests_session() as session:
        answer = session.get(address, allow_redirects=False, **options)
        answer.raise_for_status()
        return answer.json()
