from organisations.checks import second_factor_is_asked


def test_an_installation_for_real_is_silent(settings):
    settings.SECOND_FACTOR_ROLES = settings.DEFAULT_SECOND_FACTOR_ROLES
    assert second_factor_is_asked(None) == []


def test_asking_fewer_people_is_said(settings):
    settings.SECOND_FACTOR_ROLES = ["board_admin"]
    (warning,) = second_factor_is_asked(None)
    assert "network_coordinator, platform_admin" in warning.msg
