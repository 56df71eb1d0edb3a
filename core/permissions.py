"""One way to refuse: `require(can_...)` in a view turns a no into a 403."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied


def require(allowed: bool) -> None:
    """Raise PermissionDenied (403) unless `allowed`. What someone may not see is a 404 instead, by its QuerySet."""
    if not allowed:
        raise PermissionDenied


def can_see_gallery(user: AbstractBaseUser | AnonymousUser) -> bool:
    """The gallery of components is for who builds and looks after Expedu: platform admins."""
    return bool(user.is_active and getattr(user, "is_staff", False))
