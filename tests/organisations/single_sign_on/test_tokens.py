"""A token that is not signed by this provider, for us, now, in answer to our question, is worth nothing."""

import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from organisations.single_sign_on.tokens import NotGenuineError, check_discovery, check_id_token, with_userinfo

ISSUER, CLIENT, NONCE = "https://inlog.test", "expedu", "vandaag"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def as_jwk(key, kid="een"):
    return {**jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": kid, "use": "sig"}


KEYS = {"keys": [as_jwk(KEY)]}


def token(key=KEY, algorithm="RS256", kid="een", without=(), **changes):
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": CLIENT, "sub": "aylin", "iat": now, "exp": now + 300, "nonce": NONCE, **changes}
    claims = {name: value for name, value in claims.items() if name not in without}
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid} if kid else None)


def check(text, keys=KEYS):
    return check_id_token(text, keys=keys, issuer=ISSUER, client_id=CLIENT, nonce=NONCE)


def test_a_genuine_token_says_who_it_is():
    assert check(token())["sub"] == "aylin"


def test_one_key_needs_no_name():
    assert check(token(kid=None))["sub"] == "aylin"


def test_a_clock_may_be_a_little_off():
    assert check(token(exp=int(time.time()) - 20, iat=int(time.time()) + 20))["sub"] == "aylin"


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param({"key": OTHER}, id="signed by another"),
        pytest.param({"kid": "twee"}, id="an unknown key"),
        pytest.param({"iss": "https://elders.test"}, id="of another issuer"),
        pytest.param({"iss": ISSUER + "/"}, id="of almost this issuer"),
        pytest.param({"aud": "een-ander"}, id="for another"),
        pytest.param({"aud": [CLIENT, "een-ander"]}, id="for another too"),
        pytest.param({"azp": "een-ander"}, id="handed to another"),
        pytest.param({"exp": int(time.time()) - 120}, id="expired"),
        pytest.param({"iat": int(time.time()) + 24 * 60 * 60}, id="from tomorrow"),
        pytest.param({"nonce": "gisteren"}, id="an answer to another question"),
        pytest.param({"sub": "x" * 200}, id="a name without end"),
        *(
            pytest.param({"without": (name,)}, id=f"without {name}")
            for name in ("iss", "aud", "sub", "exp", "iat", "nonce")
        ),
    ],
)
def test_anything_else_is_refused(forged):
    with pytest.raises(NotGenuineError):
        check(token(**forged))


def test_not_signed_at_all_is_refused():
    with pytest.raises(NotGenuineError):
        check(token(key=None, algorithm="none"))


def test_the_public_key_is_no_password():
    """Signed with what everybody can read, in a way that takes it for a shared secret."""
    with pytest.raises(NotGenuineError):
        check(token(key="x" * 64, algorithm="HS256"))


@pytest.mark.parametrize("text", [None, "", "a.b.c", 7])
def test_no_token_is_refused(text):
    with pytest.raises(NotGenuineError):
        check(text)


@pytest.mark.parametrize("keys", [{"keys": []}, {}, {"keys": [as_jwk(OTHER)]}])
def test_without_its_key_nothing_is_believed(keys):
    with pytest.raises(NotGenuineError):
        check(token(), keys)


def test_what_is_signed_wins_over_the_userinfo_page():
    assert with_userinfo({"sub": "a", "hd": "echt"}, {"sub": "a", "hd": "anders", "mail": "m"}) == {
        "sub": "a",
        "hd": "echt",
        "mail": "m",
    }


@pytest.mark.parametrize("userinfo", [{"sub": "b"}, {}, [], None])
def test_a_userinfo_page_about_somebody_else_is_refused(userinfo):
    with pytest.raises(NotGenuineError):
        with_userinfo({"sub": "a"}, userinfo)


DOCUMENT = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/a",
    "token_endpoint": f"{ISSUER}/t",
    "jwks_uri": f"{ISSUER}/k",
}


def test_its_own_description_is_believed():
    assert check_discovery(DOCUMENT, ISSUER) == DOCUMENT


@pytest.mark.parametrize(
    "wrong",
    [
        {"issuer": "https://elders.test"},
        {"token_endpoint": "http://inlog.test/t"},
        {"token_endpoint": "http://127.0.0.1/t"},
        {"jwks_uri": None},
        {"userinfo_endpoint": "ftp://inlog.test"},
        {"authorization_endpoint": "javascript:alert(1)"},
    ],
)
def test_a_description_that_is_not_safe_is_refused(wrong):
    with pytest.raises(NotGenuineError):
        check_discovery({**DOCUMENT, **wrong}, ISSUER)


def test_no_description_is_refused():
    with pytest.raises(NotGenuineError):
        check_discovery("<html>", ISSUER)
