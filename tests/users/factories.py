from functools import cache

import factory
from django.contrib.auth.hashers import make_password

from users.models import User

PASSWORD = "geheim-geheim"


@cache
def hashed_password() -> str:
    """One hash for everybody: hashing anew for each person would take most of the suite's time."""
    return make_password(PASSWORD)


class UserFactory(factory.django.DjangoModelFactory):
    """Someone who can sign in with PASSWORD, and belongs nowhere yet."""

    class Meta:
        model = User

    class Params:
        platform_admin = factory.Trait(is_staff=True, is_superuser=True)

    email = factory.Sequence(lambda n: f"persoon{n}@school.test")
    first_name = factory.Sequence(lambda n: f"Voornaam{n}")
    last_name = factory.Sequence(lambda n: f"Achternaam{n}")
    password = factory.LazyFunction(hashed_password)
