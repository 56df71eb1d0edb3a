import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from notifications import registry
from notifications.choices import Delivery
from notifications.registry import MessageType
from tests.notifications.factories import INVITED, WIDENED


def test_the_same_message_may_register_twice():
    registry.register(INVITED)
    assert registry.get(INVITED.kind) == INVITED


def test_two_messages_of_one_kind_are_an_error():
    with pytest.raises(ValueError, match=INVITED.kind):
        registry.register(MessageType(INVITED.kind, "x", "x", "x"))


def test_what_is_urgent_cannot_wait_for_the_daily_mail():
    assert INVITED.deliveries == [Delivery.NOW, Delivery.NONE]
    assert INVITED.default_delivery == Delivery.NOW


def test_what_is_not_urgent_goes_with_the_daily_mail():
    assert WIDENED.deliveries == [Delivery.NOW, Delivery.DAILY, Delivery.WEEKLY, Delivery.NONE]
    assert WIDENED.default_delivery == Delivery.DAILY


def test_words_for_somebody_else_are_kept_in_dutch():
    with translation.override("en"):
        context = INVITED.clean_context({"school": "De Wilgenhof", "skill": gettext_lazy("beoordeling")})
    assert context["skill"] == "beoordeling"
