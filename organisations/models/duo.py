"""What came from DUO: the history of schools and boards, imports with their files and lines, and remembered tables."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import TimeStamped
from core.progress import LongWork
from organisations.choices import FileKind, ImportStep, SchoolKind
from organisations.models.base import Board, School

if TYPE_CHECKING:
    from users.models import User


class SchoolBoardPeriod(models.Model):
    """Which board a school was on, from a day to a day; the last period of a school has no end."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="board_periods")
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="school_periods")
    starts_on = models.DateField(_("vanaf"))
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        verbose_name = _("bestuur van een school")
        verbose_name_plural = _("besturen van een school")
        constraints = [
            models.UniqueConstraint(
                fields=["school"], condition=Q(ends_on__isnull=True), name="school_board_period_one_open"
            ),
            models.CheckConstraint(
                name="school_board_period_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.board}"


class DuoImportQuerySet(models.QuerySet["DuoImport"]):
    def visible_to(self, user: "User") -> Self:
        """Imports are about every school in the country: platform admins only."""
        return self if user.is_active and user.is_staff and user.is_superuser else self.none()


class DuoImport(LongWork):
    """Files of DUO that were read in together: first read and compared, then applied or thrown away."""

    step = models.CharField(_("stap"), max_length=9, choices=ImportStep, default=ImportStep.READING, editable=False)
    # Empty when it came from the command line.
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("door"),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("toegepast door"),
    )
    imported_at = models.DateTimeField(_("toegepast"), null=True, blank=True, editable=False)
    file_name = models.CharField(_("bestand"), max_length=255)
    is_partial = models.BooleanField(_("een deel van het land"), default=False)
    kind = models.CharField(
        _("soort scholen, als het bestand het niet zegt"), max_length=6, choices=SchoolKind, blank=True
    )
    # Of the differences that were shown; applying makes the same ones or none.
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    # Why this should not simply be applied; who goes on anyway says why.
    brake = models.CharField(_("rem"), max_length=300, blank=True, editable=False)
    override_reason = models.CharField(_("waarom toch"), max_length=500, blank=True, editable=False)
    # What happened since, for who comes back to it.
    notice = models.CharField(max_length=300, blank=True, editable=False)
    notes = ArrayField(models.TextField(), default=list, editable=False)
    row_count = models.PositiveIntegerField(_("regels"), default=0)
    new_count = models.PositiveIntegerField(_("nieuw"), default=0)
    changed_count = models.PositiveIntegerField(_("veranderd"), default=0)
    renamed_count = models.PositiveIntegerField(_("hernoemd"), default=0)
    closed_count = models.PositiveIntegerField(_("gesloten"), default=0)
    reopened_count = models.PositiveIntegerField(_("heropend"), default=0)
    unchanged_count = models.PositiveIntegerField(_("gelijk gebleven"), default=0)
    error_count = models.PositiveIntegerField(_("fouten"), default=0)

    objects: ClassVar[models.Manager["DuoImport"]] = DuoImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import van DUO")
        verbose_name_plural = _("imports van DUO")
        get_latest_by = "created_at"
        constraints = [
            models.CheckConstraint(
                name="duo_import_applied_at_a_moment",
                condition=Q(step=ImportStep.APPLIED, imported_at__isnull=False)
                | ~Q(step=ImportStep.APPLIED) & Q(imported_at__isnull=True),
            ),
            models.CheckConstraint(
                name="duo_import_past_the_brake_with_a_reason",
                condition=~Q(step__in=[ImportStep.APPLYING, ImportStep.APPLIED]) | Q(brake="") | ~Q(override_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def counts(self) -> list[tuple[str, int]]:
        """What it does, each school once, and the rows that take no part; without what is nought."""
        counts = [
            (_("nieuw"), self.new_count),
            (_("gesloten"), self.closed_count),
            (_("heropend"), self.reopened_count),
            (_("hernoemd"), self.renamed_count),
            (_("anders veranderd"), self.changed_count),
            (_("gelijk gebleven"), self.unchanged_count),
            (_("regels overgeslagen"), self.error_count),
        ]
        return [(str(word), count) for word, count in counts if count]

    def line_counts(self) -> dict[str, int]:
        """Section -> how many differences."""
        return dict(self.lines.values_list("section").annotate(Count("pk")).order_by("section"))

    def get_absolute_url(self) -> str:
        return reverse("organisations:duo_import_detail", args=[self.pk])


class DuoFile(models.Model):
    """One file of an import. Its bytes are here, and not on a disk, because any worker may have to read them; they are
    gone as soon as the import has been applied or thrown away."""

    duo_import = models.ForeignKey(DuoImport, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(_("naam"), max_length=255)
    kind = models.CharField(_("soort"), max_length=8, choices=FileKind)
    size = models.PositiveIntegerField(_("bytes"))
    data = models.BinaryField(null=True)

    class Meta:
        verbose_name = _("bestand van DUO")
        verbose_name_plural = _("bestanden van DUO")

    def __str__(self) -> str:
        return self.name


class DuoImportLine(models.Model):
    """One difference an import makes, as it was shown (organisations.duo.report.Line)."""

    duo_import = models.ForeignKey(DuoImport, on_delete=models.CASCADE, related_name="lines")
    section = models.CharField(max_length=13)
    code = models.CharField(max_length=6, blank=True)
    name = models.TextField(blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    school = models.ForeignKey(School, on_delete=models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    line = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["duo_import", "section", "id"], name="duo_import_line_section")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()


class DuoTable(TimeStamped):
    """What a table beside the schools said, remembered for the schools of later months: key -> value, by the name of a
    field of organisations.duo.references.Tables."""

    name = models.CharField(max_length=20, unique=True)
    entries = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name
