import pytest
from django.test import RequestFactory

from core.pagination import page_of


@pytest.mark.parametrize(("asked", "given"), [("2", 2), ("99", 3), ("niets", 1), ("", 1)])
def test_a_page_that_does_not_exist_becomes_one_that_does(asked, given):
    request = RequestFactory().get("/", {"page": asked})
    assert page_of(request, range(41)).number == given
