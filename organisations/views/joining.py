"""Asking for a place at a school without an invitation, and answering who asks."""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.pagination import page_of
from core.permissions import require
from organisations import actions
from organisations.forms import JoinConfirmForm, NewColleagueForm, OwnSchoolForm, WorkAddressForm, WorkDomainForm
from organisations.models import JoinRequest, School, WorkDomain, boards_to_see, join_via, schools_to_join
from organisations.permissions import can_decide_join, can_set_up_sign_in, has_right_anywhere, roles_to_give
from organisations.roles import Right
from organisations.tokens import work_address_of
from users.addresses import owner_of


@login_not_required
@require_http_methods(["GET", "POST"])
def work_address_ask(request: HttpRequest) -> HttpResponse:
    """Somebody without an invitation fills in a work address. The answer is the same whether or not it has an
    account."""
    form = WorkAddressForm(request.POST or None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if not ratelimit.consume(request, action="work_address", key=email):
            form.add_error(
                None, _("We hebben al een paar keer een mail gestuurd. Wacht een kwartier en probeer het weer.")
            )
        else:
            actions.ask_work_address(email, form.board)
            context = {"email": email, "board": form.board}
            return render(request, "organisations/work_address_sent.html", context)
    return render(request, "organisations/work_address_ask.html", {"form": form})


@login_not_required
@require_http_methods(["GET", "POST"])
def work_address_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in the mail: make an account or sign in, and choose the school."""
    address = work_address_of(token)
    if address is None:
        raise Http404
    schools = School.objects.open().filter(board=address.board)
    context = {"address": address}
    if not address.is_running or not schools.exists():
        return render(request, "organisations/work_address_confirm.html", context | {"is_over": True}, status=410)
    owner = owner_of(address.email)
    is_theirs = request.user.is_authenticated and owner in (None, request.user)
    if owner is not None and not is_theirs:
        return render(request, "organisations/work_address_confirm.html", context | {"must_sign_in": True})
    form = (
        OwnSchoolForm(request.POST or None, schools=schools)
        if is_theirs
        else NewColleagueForm(request.POST or None, schools=schools, email=address.email)
    )
    if form.is_valid():
        school = form.cleaned_data["school"]
        messages.success(request, _asked(school))
        if is_theirs:
            actions.use_work_address(address, school, by=request.user)
            return redirect("organisations:join_choose")
        user = actions.use_work_address_with_new_account(address, **form.cleaned_data)
        return perform_login(request, user, email_verification="none", redirect_url="/")
    return render(
        request,
        "organisations/work_address_confirm.html",
        context | {"form": form, "is_new_address": is_theirs and owner is None},
    )


@require_http_methods(["GET", "POST"])
def join_choose(request: HttpRequest) -> HttpResponse:
    """Choose a school of the board whose address or sign-in somebody has; and see how earlier requests stand."""
    schools = schools_to_join(request.user)
    form = OwnSchoolForm(request.POST or None, schools=schools)
    if form.is_valid():
        school = form.cleaned_data["school"]
        actions.request_to_join(request.user, school, via=join_via(request.user, school))
        messages.success(request, _asked(school))
        return redirect("organisations:join_choose")
    asked = JoinRequest.objects.of(request.user).select_related("school").order_by("-pk")[:10]
    context = {"form": form, "asked": asked, "can_choose": schools.exists()}
    return render(request, "organisations/join_choose.html", context)


@require_POST
def join_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Who asked takes it back."""
    join_request = get_object_or_404(JoinRequest.objects.of(request.user), pk=pk)
    actions.withdraw_join(join_request, by=request.user)
    messages.success(request, _("Je aanmelding is ingetrokken."))
    return redirect("organisations:join_choose")


@require_GET
def join_list(request: HttpRequest) -> HttpResponse:
    """Who asks for a place at the schools where this user says who works there."""
    require(has_right_anywhere(request.user, Right.MANAGE_STAFF))
    waiting = JoinRequest.objects.visible_to(request.user).waiting().select_related("user", "school__board")
    page = page_of(request, waiting.order_by("created_at", "pk"))
    return render(request, "organisations/join_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def join_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes, this person works here, as this."""
    join_request = _visible_request(request, pk)
    form = JoinConfirmForm(request.POST or None, roles=roles_to_give(request.user, join_request.school))
    if form.is_valid():
        actions.confirm_join(join_request, by=request.user, **form.cleaned_data)
        words = {"name": join_request.user.full_name, "school": join_request.school}
        messages.success(request, _("%(name)s hoort nu bij %(school)s en krijgt een mail.") % words)
        return redirect("organisations:join_list")
    return render(request, "organisations/join_confirm.html", {"join_request": join_request, "form": form})


@require_POST
def join_refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """No, not somebody of ours."""
    join_request = _visible_request(request, pk)
    actions.refuse_join(join_request, by=request.user)
    messages.success(
        request, _("%(name)s krijgt geen plek en leest dat in een mail.") % {"name": join_request.user.full_name}
    )
    return redirect("organisations:join_list")


@require_http_methods(["GET", "POST"])
def work_domain_list(request: HttpRequest, pk: int) -> HttpResponse:
    """With which work addresses people may ask for a place at this board's schools."""
    board = get_object_or_404(boards_to_see(request.user), pk=pk)
    require(can_set_up_sign_in(request.user, board))
    form = WorkDomainForm(request.POST or None, user=request.user)
    if form.is_valid():
        found = actions.add_work_domain(board, form.cleaned_data["domain"], by=request.user)
        messages.success(
            request, _("Wie een adres bij %(domain)s heeft, kan zich nu zelf aanmelden.") % {"domain": found.domain}
        )
        return redirect("organisations:work_domain_list", board.pk)
    context = {"board": board, "form": form, "domains": board.work_domains.all()}
    return render(request, "organisations/work_domain_list.html", context)


@require_POST
def work_domain_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody asks for a place with this domain any more."""
    seen = WorkDomain.objects.filter(board__in=boards_to_see(request.user)).select_related("board")
    work_domain = get_object_or_404(seen, pk=pk)
    require(can_set_up_sign_in(request.user, work_domain.board))
    actions.remove_work_domain(work_domain, by=request.user)
    messages.success(request, _("Met dit domein kan niemand zich meer aanmelden. Wie er al bij hoort, blijft."))
    return redirect("organisations:work_domain_list", work_domain.board_id)


def _visible_request(request: HttpRequest, pk: int) -> JoinRequest:
    found = JoinRequest.objects.visible_to(request.user).select_related("user", "school__board")
    join_request = get_object_or_404(found, pk=pk)
    require(can_decide_join(request.user, join_request))
    return join_request


def _asked(school: School) -> str:
    return _("Gevraagd. Zodra %(school)s zegt dat je er werkt, krijg je een mail en kun je beginnen.") % {
        "school": school
    }
