"""What the mails of this floor say, and to whom: read at the moment one is made, so a letter itself holds nobody."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from core.outbox import absolute
from organisations.choices import InvitationState
from organisations.models import JoinRequest, Letter, Membership, StaffInvitation, WorkAddress
from organisations.tokens import invitation_token, work_address_token
from users.addresses import owner_of


def is_wanted(letter: Letter) -> bool:
    """What it says still holds: the invitation stands, with this link; the person is still here."""
    if letter.invitation is not None:
        is_open = letter.invitation.state == InvitationState.OPEN
        return is_open and letter.invitation.number == letter.number
    if letter.work_address is not None:
        return letter.work_address.number == letter.number and letter.work_address.used_at is None
    about = letter.membership or letter.join_request
    return about is not None and about.user.is_active


def make(letter: Letter) -> EmailMultiAlternatives:
    """The mail: a few sentences and a link, in text and in HTML."""
    with translation.override(settings.LANGUAGE_CODE):
        to, context = _addressed(letter)
        context["site_host"] = urlsplit(settings.SITE_URL).netloc
        template = f"organisations/emails/{letter.kind}"
        mail = EmailMultiAlternatives(
            subject=" ".join(render_to_string(f"{template}.subject.txt", context).split()),
            body=render_to_string(f"{template}.txt", context),
            to=[to],
            headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
        )
        mail.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return mail


def _addressed(letter: Letter) -> tuple[str, dict[str, Any]]:
    """To whom, and the words in it."""
    if letter.invitation is not None:
        return letter.invitation.email, _invitation_words(letter.invitation)
    if letter.membership is not None:
        return letter.membership.user.email, _membership_words(letter.membership)
    if letter.join_request is not None:
        return letter.join_request.user.email, _join_words(letter.join_request)
    assert letter.work_address is not None  # held by letter_about_one_thing
    return letter.work_address.email, _work_address_words(letter.work_address)


def _invitation_words(invitation: StaffInvitation) -> dict[str, Any]:
    return {
        "first_name": invitation.first_name,
        "board": invitation.board,
        "places": list(invitation.places.to_accept().select_related("school").order_by("pk")),
        "giver": invitation.invited_by.full_name if invitation.invited_by else "",
        "until": timezone.localdate(invitation.expires_at),
        "link": absolute(reverse("organisations:invitation_answer", args=[invitation_token(invitation)])),
    }


def _membership_words(membership: Membership) -> dict[str, Any]:
    return {
        "first_name": membership.user.first_name,
        "membership": membership,
        "place": membership.organisation,
        "link": absolute("/"),
        "data_link": absolute(reverse("users:personal_data_detail")),
    }


def _join_words(join_request: JoinRequest) -> dict[str, Any]:
    return {
        "first_name": join_request.user.first_name,
        "school": join_request.school,
        "link": absolute(reverse("organisations:join_choose")),
        "home": absolute("/"),
    }


def _work_address_words(address: WorkAddress) -> dict[str, Any]:
    """Who has an account already is sent to sign in; only who reads this mailbox learns which of the two it is."""
    owner = owner_of(address.email)
    page = reverse("organisations:work_address_confirm", args=[work_address_token(address)])
    return {
        "first_name": owner.first_name if owner else "",
        "has_account": owner is not None,
        "board": address.board,
        "until": address.expires_at,
        "link": absolute(page),
    }
