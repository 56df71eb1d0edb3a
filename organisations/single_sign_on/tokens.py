"""Is it really the provider that says this, to us, now, in answer to our own question?

allauth checks issuer, audience and expiry, but trusts the connection instead of the signature, sends no nonce, and
takes what the userinfo page says without comparing who it is about. All of that is checked here.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
LONGEST_NAME = 191  # what allauth keeps of it
LEEWAY = 60  # seconds two clocks may differ
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


class NotGenuineError(OAuth2Error):  # type: ignore[misc]  # allauth is untyped
    """This does not come from the provider, or not for us."""


def check_discovery(document: Any, issuer: str) -> dict[str, Any]:
    """The provider's own description, when it is about this issuer and its addresses are safe."""
    if not isinstance(document, dict) or document.get("issuer") != issuer:
        raise NotGenuineError("the discovery document is of another issuer")
    for name in (*ENDPOINTS, "userinfo_endpoint"):
        address = document.get(name)
        if address is None and name not in ENDPOINTS:
            continue
        if not isinstance(address, str) or not _is_safe(address, issuer):
            raise NotGenuineError(f"{name} is missing or not https")
    return document


def _is_safe(address: str, issuer: str) -> bool:
    """https; or plain on this machine, when the issuer is there too (a trial, a test)."""
    parts = urlsplit(address)
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and parts.hostname in THIS_MACHINE and parts.hostname == urlsplit(issuer).hostname


def check_id_token(token: Any, *, keys: Mapping[str, Any], issuer: str, client_id: str, nonce: str) -> dict[str, Any]:
    """The claims in `token`. Raises NotGenuineError unless signed by one of `keys`, by this issuer, for this client,
    not expired, and made for this very attempt to sign in."""
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise NotGenuineError("signed in a way we do not take")
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key_for(header, keys),
            algorithms=[header["alg"]],
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, TypeError, ValueError, KeyError) as error:
        raise NotGenuineError("the id token is not in order") from error
    if not 0 < len(str(claims["sub"])) <= LONGEST_NAME:
        raise NotGenuineError("nobody is called like that")
    if claims.get("nonce") != nonce:
        raise NotGenuineError("the id token answers another question")
    if claims.get("azp", client_id) != client_id or (isinstance(claims["aud"], list) and len(claims["aud"]) > 1):
        raise NotGenuineError("the id token is meant for somebody else too")
    return claims


def _key_for(header: Mapping[str, Any], keys: Mapping[str, Any]) -> jwt.PyJWK:
    """The key the token says it was signed with; a provider with one key need not say so."""
    signing = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if key.public_key_use in (None, "sig")]
    wanted = [key for key in signing if key.key_id == header.get("kid")] if "kid" in header else signing
    if len(wanted) != 1:
        raise NotGenuineError("signed with an unknown key")
    return wanted[0]


def with_userinfo(claims: Mapping[str, Any], userinfo: Any) -> dict[str, Any]:
    """Both together; the signed token wins. Raises NotGenuineError when they are about two people."""
    if not isinstance(userinfo, dict) or userinfo.get("sub") != claims["sub"]:
        raise NotGenuineError("the userinfo page is about somebody else")
    return {**userinfo, **claims}
