"""One way to refuse: `require(can_...)` in a view turns a no into a 403."""

from django.core.exceptions import PermissionDenied


def require(allowed: bool) -> None:
    """Raise PermissionDenied (403) unless `allowed`. What someone may not see is a 404 instead, by its QuerySet."""
    if not allowed:
        raise PermissionDenied
