"""The agreement about one loan: the PDF, and writing down that it was signed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.permissions import require
from secondments import actions, permissions
from secondments.agreement import agreement_pdf as pdf_of
from secondments.agreement import has_agreement, reference_of
from secondments.forms import SigningForm
from secondments.models import Loan, Secondment
from secondments.views.finding import GET_AND_POST, visible


@require_safe
def agreement_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The agreement of one loan, as it stands now."""
    loan = _loan(request, pk)
    require(permissions.can_read_agreement(request.user, loan))
    name = f"overeenkomst-{loan.secondment_id}-v{loan.secondment.terms_version}-{slugify(str(loan.expert))}.pdf"
    response = HttpResponse(pdf_of(loan), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(GET_AND_POST)
def agreement_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Signed on paper or elsewhere: when, and who wrote that down."""
    loan = _loan(request, pk)
    require(permissions.can_record_signing(request.user, loan))
    form = SigningForm(request.POST or None)
    if form.is_valid():
        actions.record_signing(loan, by=request.user, signed_on=form.cleaned_data["signed_on"])
        messages.success(request, _("Bewaard: de afspraak is getekend."))
        return redirect(loan.secondment)
    context = {"loan": loan, "secondment": loan.secondment, "form": form, "reference": reference_of(loan)}
    return render(request, "secondments/agreement_sign.html", context)


def _loan(request: HttpRequest, pk: int) -> Loan:
    """A loan of a secondment this user sees, that has an agreement."""
    seen = Secondment.objects.visible_to(request.user)
    loan = get_object_or_404(Loan.objects.with_people().filter(secondment__in=seen.values("pk")), pk=pk)
    loan.secondment = visible(request, loan.secondment_id)
    if not has_agreement(loan):
        raise Http404
    return loan
