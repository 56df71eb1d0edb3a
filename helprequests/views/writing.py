"""Writing a help request: own words first, then skills that follow from them, then the rest."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from core.permissions import require
from experts.lexicon import suggest_skills
from experts.models import Category, Skill
from helprequests import actions
from helprequests.forms import (
    HelpRequestForm,
    WordsForm,
    fresh_initial,
    initial_from_search,
    initial_of,
)
from helprequests.models import HelpRequest
from helprequests.permissions import can_edit, can_manage
from organisations.guard import names_at
from organisations.models import School
from organisations.permissions import can_ask

EXAMPLES = (
    gettext_lazy("We willen dat de pauzes rustiger worden en dat pleinwachten weten wat ze doen bij ruzie."),
    gettext_lazy("We krijgen drie nieuwkomers en willen weten hoe je hen snel laat meedoen in de klas."),
    gettext_lazy("Ons team wil beter worden in rekenen met materialen in groep 3 en 4."),
)


@require_http_methods(["GET", "POST"])
def helprequest_create(request: HttpRequest) -> HttpResponse:
    """Step one asks for the words; step two (the same address) for the rest. Comes prefilled from search or a copy."""
    school = request.viewpoint.school
    require(school is not None and can_ask(request.user, school))
    names = names_at(school)
    if request.method == "GET" and request.GET:
        initial = _initial_from_address(request)
        return _whole_form(request, HelpRequestForm(initial=initial, school=school, names=names), school)
    if request.method == "GET":
        return render(request, "helprequests/helprequest_words.html", _words_context(school, WordsForm(names=names)))
    if request.POST.get("step") == "words":
        words = WordsForm(request.POST, names=names)
        if not words.is_valid():
            return render(request, "helprequests/helprequest_words.html", _words_context(school, words))
        initial = fresh_initial(words.cleaned_data["text"], timezone.localdate())
        form = HelpRequestForm(initial=initial, school=school, names=names)
        form.take_along(words)
        return _whole_form(request, form, school)
    form = HelpRequestForm(request.POST, school=school, names=names)
    if form.is_valid():
        help_request = actions.write_help_request(
            school, by=request.user, content=form.content(), is_confirmed=form.is_confirmed
        )
        return _after_writing(request, help_request)
    return _whole_form(request, form, school)


@require_http_methods(["GET", "POST"])
def helprequest_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    help_request = get_object_or_404(
        HelpRequest.objects.visible_to(request.user).select_related("school__board"), pk=pk
    )
    require(can_manage(request.user, help_request))
    if not can_edit(request.user, help_request):
        messages.info(request, _("Deze vraag staat al uit en kan niet meer veranderen."))
        return redirect(help_request)
    school = help_request.school
    form = HelpRequestForm(
        request.POST or None, initial=initial_of(help_request), school=school, names=names_at(school)
    )
    if form.is_valid():
        help_request = actions.write_help_request(
            school,
            by=request.user,
            content=form.content(),
            help_request=help_request,
            is_confirmed=form.is_confirmed,
        )
        return _after_writing(request, help_request)
    return _whole_form(request, form, school, help_request)


@require_POST
def helprequest_suggest(request: HttpRequest) -> HttpResponse:
    """The skills these words lead to, as chips; what was ticked stays. For htmx, while someone writes."""
    school = request.viewpoint.school
    require(school is not None and can_ask(request.user, school))
    chosen = [int(value) for value in request.POST.getlist("skills") if value.isascii() and value.isdigit()]
    context = _skill_choices(request.POST.get("text", "")[:2000], chosen)
    return render(request, "helprequests/_skills.html", context)


@require_POST
def helprequest_check(request: HttpRequest) -> HttpResponse:
    """What the pupil-data guard says of a request somebody is writing. For htmx; saving says the same."""
    school = request.viewpoint.school
    require(school is not None and can_ask(request.user, school))
    form = HelpRequestForm(request.POST, school=school, names=names_at(school))
    return render(request, "components/guard_remarks.html", {"remarks": form.remarks()})


def _initial_from_address(request: HttpRequest) -> dict[str, Any]:
    """From `?copy=12` an old request of an own school, with new days; else what someone searched for."""
    today = timezone.localdate()
    copy = request.GET.get("copy", "")
    if copy.isascii() and copy.isdigit():
        old = get_object_or_404(HelpRequest.objects.managed_by(request.user), pk=int(copy))
        fresh = fresh_initial(old.text, today)
        return initial_of(old) | {"starts_on": fresh["starts_on"], "ends_on": fresh["ends_on"]}
    return initial_from_search(request.GET, today)


def _after_writing(request: HttpRequest, help_request: HelpRequest) -> HttpResponse:
    """One of two buttons was pressed: put it out, or keep it for later."""
    if "publish" in request.POST:
        actions.publish_help_request(help_request, by=request.user)
        messages.success(
            request, _("Je vraag staat uit. We zoeken nu mensen die passen; je hoort het zodra iemand ja zegt.")
        )
    else:
        messages.success(request, _("Je klad is bewaard. Alleen jullie school ziet het."))
    return redirect(help_request)


def _whole_form(
    request: HttpRequest, form: HelpRequestForm, school: School, help_request: HelpRequest | None = None
) -> HttpResponse:
    chosen = [int(pk) for pk in form["skills"].value() or [] if str(pk).isdigit()]
    context = _skill_choices(form["text"].value() or "", chosen)
    context |= {"form": form, "school": school, "help_request": help_request}
    status = 422 if form.is_bound else 200
    return render(request, "helprequests/helprequest_form.html", context, status=status)


def _words_context(school: School, form: WordsForm) -> dict[str, Any]:
    return {"form": form, "school": school, "examples": EXAMPLES}


def _skill_choices(text: str, chosen: Sequence[int]) -> dict[str, Any]:
    """Proposed skills with the words that led there, chosen ones first, and every other skill by category."""
    suggestions = suggest_skills(text) if text else []
    found = {suggestion.skill_id for suggestion in suggestions}
    also = Skill.objects.filter(pk__in=set(chosen) - found, is_active=True)
    proposed = [
        {"pk": s.skill_id, "label": s.label, "words": ", ".join(s.words), "is_on": s.skill_id in chosen}
        for s in suggestions
    ]
    proposed += [{"pk": skill.pk, "label": str(skill), "words": "", "is_on": True} for skill in also]
    shown = {skill["pk"] for skill in proposed}
    categories = Category.objects.prefetch_related("skills")
    return {
        "proposed": proposed,
        "categories": [
            {"label": str(category), "skills": [s for s in category.skills.all() if s.is_active and s.pk not in shown]}
            for category in categories
        ],
    }
