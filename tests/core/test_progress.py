"""Long work as a page shows it."""

from django.template.loader import render_to_string

from core.gallery import ExampleWork
from core.progress import WorkState
from core.templatetags.components import progress


def shown(work: ExampleWork) -> str:
    return render_to_string("components/progress.html", progress(work, "/import/"))


def test_busy_work_asks_again_by_itself_and_has_a_link():
    html = shown(ExampleWork(WorkState.RUNNING, done_so_far=18))
    assert 'hx-trigger="every 2s"' in html
    assert '<a href="/import/">' in html
    assert "18 van 40" in html


def test_finished_work_stands_still():
    html = shown(ExampleWork(WorkState.DONE))
    assert "hx-get" not in html
    assert "<progress" not in html


def test_failed_work_says_why():
    html = shown(ExampleWork(WorkState.FAILED, problem="Het bestand is leeg."))
    assert "Het bestand is leeg." in html
