"""Who works at a school, and as what."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core.permissions import require
from organisations import actions
from organisations.forms import MembershipEndForm
from organisations.models import Membership, School
from organisations.permissions import (
    can_end_membership,
    can_manage_staff,
    roles_to_give,
)


@require_GET
def school_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Our people: who works at this school, and as what."""
    school = get_object_or_404(School.objects.visible_to(request.user).select_related("board"), pk=pk)
    require(can_manage_staff(request.user, school))
    roles = roles_to_give(request.user, school)
    memberships = school.memberships.not_ended().select_related("user").order_by("user__first_name", "user__last_name")
    rows = [
        {"membership": membership, "can_end": membership.role in roles and membership.user_id != request.user.pk}
        for membership in memberships
    ]
    return render(request, "organisations/school_detail.html", {"school": school, "rows": rows})


@require_http_methods(["GET", "POST"])
def membership_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End someone's place at a school."""
    own = School.objects.visible_to(request.user)
    memberships = Membership.objects.not_ended().filter(school__in=own).select_related("school__board", "user")
    membership = get_object_or_404(memberships, pk=pk)
    require(can_end_membership(request.user, membership))
    form = MembershipEndForm(request.POST or None, membership=membership)
    if form.is_valid():
        actions.end_membership(membership, by=request.user, last_day=form.cleaned_data["last_day"])
        messages.success(request, _("De plek van %(name)s is beëindigd.") % {"name": membership.user.full_name})
        return redirect("organisations:school_detail", membership.school_id)
    return render(request, "organisations/membership_end.html", {"membership": membership, "form": form})
