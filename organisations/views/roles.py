"""Who may do what."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from organisations.choices import BOARD_ROLES, NETWORK_ROLES, SCHOOL_ROLES
from organisations.roles import GIVEN_BY, ROLE_RIGHTS, Right


@require_GET
def role_list(request: HttpRequest) -> HttpResponse:
    """The table of roles, for everyone who is signed in; their own roles stand out."""
    mine = {membership.role for membership in request.viewpoint.memberships}
    roles = [
        {"role": role, "given_by": GIVEN_BY[role], "is_mine": role in mine}
        for role in (*SCHOOL_ROLES, *BOARD_ROLES, *NETWORK_ROLES)
    ]
    rows = [{"right": right, "cells": [right in ROLE_RIGHTS[each["role"]] for each in roles]} for right in Right]
    return render(request, "organisations/role_list.html", {"roles": roles, "rows": rows})
