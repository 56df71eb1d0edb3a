from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.notifications.factories import NotificationFactory
from tests.users.factories import UserFactory

pytestmark = pytest.mark.django_db

URL = reverse("notifications:notification_list")


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


def test_unread_comes_first(client, person):
    read = NotificationFactory(recipient=person, read_at=timezone.now())
    old, new = NotificationFactory.create_batch(2, recipient=person)
    page = client.get(URL).context["page"]
    assert list(page) == [new, old, read]


def test_the_newest_of_the_read_comes_first_however_late_the_old_one_was_read(client, person):
    now = timezone.now()
    old = NotificationFactory(recipient=person, read_at=now - timedelta(days=3))
    new = NotificationFactory(recipient=person, read_at=now)
    assert list(client.get(URL).context["page"]) == [new, old]


def test_what_somebody_else_was_told_is_not_there(client, person):
    NotificationFactory(context={"school": "Geheime School", "skill": "x"})
    response = client.get(URL)
    assert "Geheime School" not in response.text
    assert "Nog geen meldingen" in response.text


def test_a_line_of_a_type_that_is_gone_does_not_break_the_page(client, person):
    NotificationFactory(recipient=person, kind="tests.gone")
    assert "Deze melding kunnen we niet meer laten zien." in client.get(URL).text


def test_the_header_counts_what_is_unread(client, person):
    NotificationFactory.create_batch(2, recipient=person)
    NotificationFactory(recipient=person, read_at=timezone.now())
    assert '<span class="tag tag-sun-soft">2<span class="vh"> ongelezen</span></span>' in client.get(URL).text


def test_queries_do_not_grow(client, person, django_assert_num_queries):
    counts = []
    for _ in range(2):
        NotificationFactory(recipient=person)
        client.get(URL)
        with django_assert_num_queries(counts[0] if counts else 9, exact=False) as queries:
            client.get(URL)
        counts.append(len(queries))
        NotificationFactory(recipient=person)
    assert counts[0] == counts[1]
