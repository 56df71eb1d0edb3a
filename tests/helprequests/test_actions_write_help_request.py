import pytest

from core.errors import NotAllowedNow
from helprequests import actions
from helprequests.models import HelpRequest
from tests.helprequests.factories import content
from tests.organisations.world import World

DOUBT = "Leerling Sem slaat andere kinderen."
BLOCK = "Leerling Sem de Boer heeft ADHD."


@pytest.mark.parametrize("field", ["title", "text", "goal"])
@pytest.mark.parametrize(("words", "is_confirmed"), [(DOUBT, False), (BLOCK, False), (BLOCK, True)])
def test_pupil_data_is_refused_whoever_asks(world: World, field: str, words: str, is_confirmed: bool) -> None:
    new = content(**{field: words})
    with pytest.raises(NotAllowedNow):
        actions.write_help_request(world.school, by=world.director, content=new, is_confirmed=is_confirmed)
    assert not HelpRequest.objects.exists()


def test_a_confirmed_doubt_is_kept(world: World) -> None:
    kept = actions.write_help_request(world.school, by=world.director, content=content(text=DOUBT), is_confirmed=True)
    assert kept.text == DOUBT
