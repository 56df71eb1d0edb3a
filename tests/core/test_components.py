import pytest
from django.template import Context, RequestContext, Template
from django.test import RequestFactory

from core.templatetags.components import bars, euros, give_take, share_bar, week


@pytest.mark.parametrize(
    ("cents", "shown"),
    [(125000, "€ 1.250"), (125050, "€ 1.250,50"), (5, "€ 0,05"), (0, "€ 0"), (-4250, "-€ 42,50"), (None, "")],
)
def test_money(cents, shown):
    assert euros(cents) == shown


def test_the_week_colours_each_half_day_once():
    shown = week(1 << 3 | 1 << 9)
    assert [[part["is_on"] for part in day["parts"]] for day in shown["days"]] == [
        [0, 0],
        [0, 1],
        [0, 0],
        [0, 0],
        [0, 1],
    ]
    assert shown["words"] == "Dinsdagmiddag en vrijdagmiddag"


def test_a_week_without_half_days_says_so():
    html = Template("{% week 0 %}").render(Context())
    assert "Geen vast dagdeel" in html
    assert 'class="on"' not in html


def test_the_longest_bar_fills_the_width():
    shown = bars([{"label": "a", "value": 10, "shown": "10"}, {"label": "b", "value": 5, "shown": "5"}], "Uren")
    assert [row["width"] for row in shown["rows"]] == [270, 135]


def test_no_bars_is_no_error():
    assert bars([], "Uren")["rows"] == []
    assert bars([{"label": "a", "value": 0, "shown": "0"}], "Uren")["rows"][0]["width"] == 0


def test_giving_grows_to_the_left_of_the_axis():
    row = give_take([{"label": "De Regenboog", "given": 10, "taken": 20}], "", "uur")["rows"][0]
    assert (row["given_x"] + row["given_width"], row["given_width"], row["taken_width"]) == (180, 55, 110)
    assert row["given_shown"] == "10 uur"


def test_a_share_keeps_inside_its_bar():
    shown = share_bar(4, 7, 10)
    assert 0 < shown["now_width"] < shown["after_width"] < shown["limit_x"] < 360


def test_another_page_keeps_the_question():
    request = RequestFactory().get("/zoeken/?q=ruzie&dag=1&dag=2&page=3")
    html = Template("{% page_link 4 %}").render(RequestContext(request))
    assert html == "?q=ruzie&amp;dag=1&amp;dag=2&amp;page=4"


def test_a_small_share_looks_small():
    shown = share_bar(0.0, 0.94)
    assert shown["after_width"] == 34
    assert (shown["now_shown"], shown["after_shown"]) == ("nu 0%", "straks 0,9%")
