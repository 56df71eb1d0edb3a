from django.urls import path

from secondments import views

app_name = "secondments"

urlpatterns = [
    path("inzet/", views.secondment_list, name="secondment_list"),
    path("inzet/nieuw/", views.secondment_create, name="secondment_create"),
    path("inzet/<int:pk>/", views.secondment_detail, name="secondment_detail"),
    path("inzet/<int:pk>/wijzigen/", views.secondment_change, name="secondment_change"),
    path("inzet/<int:pk>/intrekken/", views.secondment_withdraw, name="secondment_withdraw"),
    path("inzet/<int:pk>/afzeggen/", views.secondment_cancel, name="secondment_cancel"),
    path("inzet/<int:pk>/prijs/", views.price_edit, name="price_edit"),
    path("inzet/uitlening/<int:pk>/overeenkomst.pdf", views.agreement_pdf, name="agreement_pdf"),
    path("inzet/uitlening/<int:pk>/getekend/", views.agreement_sign, name="agreement_sign"),
    path("inzet/<int:pk>/dagdelen/", views.outcome_edit, name="outcome_edit"),
    path("inzet/<int:pk>/terughalen/", views.secondment_recall, name="secondment_recall"),
    path("inzet/ruilen/", views.barter_ledger, name="barter_ledger"),
    path("inzet/agenda/", views.calendar_feed, name="calendar_feed"),
    path("inzet/agenda/stoppen/", views.calendar_close, name="calendar_close"),
    path("agenda/<str:token>.ics", views.calendar_read, name="calendar_read"),
    path("inzet/afrekening/", views.settlement, name="settlement"),
    path("inzet/afrekening.csv", views.settlement_export, {"kind": "csv"}, name="settlement_csv"),
    path("inzet/afrekening.xlsx", views.settlement_export, {"kind": "xlsx"}, name="settlement_xlsx"),
    path("inzet/<int:pk>/vervanging/", views.replacement_edit, name="replacement_edit"),
    path("inzet/<int:pk>/zonder-vervanging/", views.replacement_override, name="replacement_override"),
    path("inzet/akkoord/<int:pk>/", views.approval_decide, name="approval_decide"),
    path("inzet/akkoord/<int:pk>/betalen/", views.replacement_fund, name="replacement_fund"),
]
