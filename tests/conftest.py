from tests.organisations.world import world  # noqa: F401
