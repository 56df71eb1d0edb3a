"""The part behind the @: what a board may call its own (pure)."""

# Anybody gets an address here, so it says nothing about where somebody works. The usual Dutch ones; a mistake in this
# list lets nobody in, because a director still says who works at the school.
PUBLIC_DOMAINS = frozenset(
    {
        "aol.com",
        "casema.nl",
        "chello.nl",
        "gmail.com",
        "gmx.com",
        "gmx.net",
        "googlemail.com",
        "hetnet.nl",
        "home.nl",
        "hotmail.com",
        "hotmail.nl",
        "icloud.com",
        "kpnmail.nl",
        "kpnplanet.nl",
        "live.com",
        "live.nl",
        "mac.com",
        "mail.com",
        "me.com",
        "msn.com",
        "online.nl",
        "outlook.com",
        "outlook.nl",
        "planet.nl",
        "proton.me",
        "protonmail.com",
        "quicknet.nl",
        "solcon.nl",
        "tele2.nl",
        "telfort.nl",
        "upcmail.nl",
        "xs4all.nl",
        "yahoo.com",
        "ziggo.nl",
        "zonnet.nl",
    }
)


def domain_of(email: str) -> str:
    """What stands behind the @, in small letters; empty when there is no @."""
    return email.rpartition("@")[2].lower() if "@" in email else ""


def is_public(domain: str) -> bool:
    """Does a provider hand addresses at this domain to anybody?"""
    return domain.lower() in PUBLIC_DOMAINS
