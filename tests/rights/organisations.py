from datetime import date, timedelta

from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from core.outbox import MailState
from organisations import actions
from organisations.choices import FileKind, JoinVia, SignInKind
from organisations.duo import imports
from organisations.duo.files import NamedFile
from organisations.models import Letter, StudyDay, WorkDomain
from organisations.tokens import invitation_token, work_address_token
from tests.organisations.duo.files import file_of, schools
from tests.organisations.invitations import invite
from tests.organisations.world import World
from tests.rights.table import BOTH, POST, Row


def study_day(world: World) -> dict[str, int]:
    return {"pk": StudyDay.objects.create(school=world.school, day=date(2999, 1, 7)).pk}


def board(world: World) -> dict[str, int]:
    return {"pk": world.board.pk}


def school(world: World) -> dict[str, int]:
    return {"pk": world.school.pk}


def place_of_staff(world: World) -> dict[str, int]:
    return {"pk": world.staff_membership.pk}


def staff_member(world: World) -> dict[str, int]:
    return {"pk": world.staff.pk}


def place_of_director(world: World) -> dict[str, int]:
    return {"pk": world.director.memberships.get().pk}


def invitation(world: World) -> dict[str, int]:
    """Of the own school only, mailed long enough ago to be mailed again."""
    made = invite(world.director, world.school)
    Letter.objects.update(mail_state=MailState.SENT, mailed_at=timezone.now() - timedelta(hours=1))
    return {"pk": made.pk}


def invitation_link(world: World) -> dict[str, str]:
    return {"token": invitation_token(invite(world.director, world.school))}


def identity_provider(world: World) -> dict[str, object]:
    actions.set_up_identity_provider(
        world.board, SignInKind.ENTREE, by=world.board_admin, client_id="expedu", secret="geheim"
    )
    return {"pk": world.board.pk, "kind": "entree"}


def school_link(world: World) -> dict[str, int]:
    return {"pk": SocialAccount.objects.create(user=world.director, provider="99001-entree", uid="marijke").pk}


def staff_import(world: World) -> dict[str, int]:
    """A list of one new colleague, handed in by the director."""
    data = b"voornaam;e-mail\nNina;nina@linde.test\n"
    made = actions.upload_staff_list(
        world.board, by=world.director, file_name="lijst.csv", data=data, school=world.school
    )
    return {"pk": made.pk}


def join_request(world: World) -> dict[str, int]:
    """Somebody of another board asks for a place at the own school."""
    return {"pk": actions.request_to_join(world.foreign_staff, world.school, via=JoinVia.DOMAIN).pk}


def work_address_link(world: World) -> dict[str, str]:
    WorkDomain.objects.create(board=world.board, domain="delinde.test")
    return {"token": work_address_token(actions.ask_work_address("nina@delinde.test", world.board))}


def work_domain(world: World) -> dict[str, int]:
    return {"pk": WorkDomain.objects.create(board=world.board, domain="delinde.test").pk}


# Who sets up how a board signs in. A platform admin helps any board.
SIGN_IN_ADMINS = "board_admin platform_admin"
# Who leads the own school, and the board above it. What is of another school does not exist, also on the same board.
LEADERS = "director deputy board_admin"
INVITERS = f"{LEADERS} sister_director"


def duo_import(world: World) -> dict[str, int]:
    """Read and waiting to be applied."""
    named = NamedFile("scholen.csv", FileKind.SCHOOLS, file_of(schools(2)))
    found = imports.upload([named], by=world.platform_admin)
    imports.read_import(found.pk)
    return {"pk": found.pk}


ROWS = [
    Row(
        "organisations:viewpoint_choose",
        methods=BOTH,
        data=lambda world: {"school": world.school.pk},
        may="everyone",
        # Nobody chooses a school that is not theirs.
        posts={"own_school board_admin": 302, "sister_school network neighbours foreigners nobodies": 404},
    ),
    Row("organisations:role_list", may="everyone"),
    Row("organisations:board_detail", thing=board, may="board_admin", sees="own_board"),
    Row("organisations:policy_edit", thing=board, methods=BOTH, may="board_admin", sees="own_board"),
    Row("organisations:identity_provider_list", thing=board, may=SIGN_IN_ADMINS, sees="own_board"),
    Row(
        "organisations:identity_provider_detail",
        thing=identity_provider,
        methods=BOTH,
        may=SIGN_IN_ADMINS,
        sees="own_board",
    ),
    Row(
        "organisations:identity_provider_edit",
        thing=lambda world: {"pk": world.board.pk, "kind": "entra"},
        methods=BOTH,
        may=SIGN_IN_ADMINS,
        sees="own_board",
    ),
    Row(
        "organisations:identity_provider_switch",
        thing=identity_provider,
        methods=POST,
        data={"is_on": "0"},
        may=SIGN_IN_ADMINS,
        sees="own_board",
        own_status=302,
    ),
    # Open to everybody; without somebody on the way in they lead back to the beginning.
    Row("organisations:school_sign_in", methods=BOTH, may="everyone anonymous"),
    Row(
        "organisations:school_sign_in_return",
        thing=lambda world: {"key": "99001-entree"},
        may="everyone anonymous",
        own_status=403,
    ),
    Row("organisations:school_sign_in_confirm", methods=BOTH, may="everyone anonymous", own_status=302),
    Row("organisations:school_sign_in_code", methods=BOTH, may="everyone anonymous", own_status=302),
    Row("organisations:school_sign_in_join", methods=BOTH, may="everyone anonymous", own_status=302),
    Row("organisations:school_sign_in_link", methods=BOTH, may="everyone", own_status=302),
    Row("organisations:school_link_list", may="everyone"),
    Row("organisations:school_link_remove", thing=school_link, methods=POST, may="director", own_status=302),
    Row("organisations:school_detail", thing=school, may=LEADERS, sees="own_school"),
    # Every school of the country is the platform admin's; whoever else guesses a number finds nothing.
    Row("organisations:duo_import_list", own="platform_admin", sister=403, foreign=403),
    Row("organisations:duo_import_create", own="platform_admin", methods=("GET", "POST"), sister=403, foreign=403),
    Row("organisations:duo_import_detail", own="platform_admin", thing=duo_import, colleague=404),
    Row(
        "organisations:duo_import_apply",
        own="platform_admin",
        thing=duo_import,
        methods=("POST",),
        own_status=302,
        colleague=404,
    ),
    Row(
        "organisations:duo_import_discard",
        own="platform_admin",
        thing=duo_import,
        methods=("POST",),
        own_status=302,
        colleague=404,
    ),
    # The director of a sister school invites too, to the own school; which schools are offered follows from who asks.
    Row("organisations:invitation_create", thing=board, methods=BOTH, may=INVITERS, sees="own_board"),
    Row("organisations:invitation_list", thing=board, may=INVITERS, sees="own_board"),
    Row("organisations:staff_import_create", thing=board, methods=BOTH, may=INVITERS, sees="own_board"),
    Row(
        "organisations:staff_import_example",
        thing=lambda world: board(world) | {"kind": "csv"},
        may=INVITERS,
        sees="own_board",
    ),
    # Who handed the list in, and nobody else: it holds people who do not know of it yet.
    Row("organisations:staff_import_detail", thing=staff_import, may="director"),
    Row("organisations:staff_import_confirm", thing=staff_import, methods=POST, may="director", own_status=302),
    Row("organisations:staff_import_discard", thing=staff_import, methods=POST, may="director", own_status=302),
    Row("organisations:invitation_resend", thing=invitation, methods=POST, may=LEADERS, own_status=302),
    Row("organisations:invitation_withdraw", thing=invitation, methods=POST, may=LEADERS, own_status=302),
    # Whoever holds the link: the rights are in the link, and a false one does not exist.
    Row("organisations:invitation_answer", thing=invitation_link, methods=BOTH, may="everyone anonymous"),
    Row(
        "organisations:invitation_decline",
        thing=invitation_link,
        methods=POST,
        may="everyone anonymous",
        own_status=302,
    ),
    Row("organisations:work_address_ask", methods=BOTH, may="everyone anonymous"),
    # Whoever holds the link, as with an invitation.
    Row("organisations:work_address_confirm", thing=work_address_link, methods=BOTH, may="everyone anonymous"),
    Row("organisations:join_choose", methods=BOTH, may="everyone"),
    Row("organisations:join_list", may="directors board_admins", sees="everyone"),
    Row(
        "organisations:join_confirm",
        thing=join_request,
        methods=BOTH,
        may=LEADERS,
    ),
    Row("organisations:join_refuse", thing=join_request, methods=POST, may=LEADERS, own_status=302),
    Row("organisations:join_withdraw", thing=join_request, methods=POST, may="foreign_staff", own_status=302),
    Row("organisations:work_domain_list", thing=board, methods=BOTH, may=SIGN_IN_ADMINS, sees="own_board"),
    Row(
        "organisations:work_domain_remove",
        thing=work_domain,
        methods=POST,
        may=SIGN_IN_ADMINS,
        sees="own_board",
        own_status=302,
    ),
    Row("organisations:membership_end", thing=place_of_staff, methods=BOTH, may=LEADERS, sees="own_school"),
    Row("organisations:board_history", thing=board, may="board_admin", sees="own_board"),
    Row("organisations:school_history", thing=school, may=LEADERS, sees="own_school"),
    Row("organisations:person_history", thing=staff_member, may=LEADERS),
    Row("organisations:own_history", may="everyone"),
    Row("organisations:person_list", thing=board, may="board_admin", sees="own_board"),
    # The director names their own deputy; the board names one for them. A deputy names nobody.
    Row(
        "organisations:deputy_create",
        thing=place_of_director,
        methods=BOTH,
        may="director board_admin",
        sees="own_school",
    ),
    Row("organisations:study_day_list", thing=school, methods=BOTH, may=LEADERS, sees="own_school"),
    Row(
        "organisations:study_day_remove", thing=study_day, methods=POST, may=LEADERS, sees="own_school", own_status=302
    ),
]
