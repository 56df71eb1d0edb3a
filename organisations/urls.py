from django.urls import path

from organisations import views

app_name = "organisations"

urlpatterns = [
    path("kijken-voor/", views.viewpoint_choose, name="viewpoint_choose"),
    path("wie-mag-wat/", views.role_list, name="role_list"),
    path("scholen/bijwerken/", views.duo_import_list, name="duo_import_list"),
    path("scholen/bijwerken/nieuw/", views.duo_import_create, name="duo_import_create"),
    path("scholen/bijwerken/<int:pk>/", views.duo_import_detail, name="duo_import_detail"),
    path("scholen/bijwerken/<int:pk>/toepassen/", views.duo_import_apply, name="duo_import_apply"),
    path("scholen/bijwerken/<int:pk>/weggooien/", views.duo_import_discard, name="duo_import_discard"),
    path("besturen/<int:pk>/", views.board_detail, name="board_detail"),
    path("besturen/<int:pk>/mensen/", views.person_list, name="person_list"),
    path("besturen/<int:pk>/afspraken/", views.policy_edit, name="policy_edit"),
    path("besturen/<int:pk>/inloggen/", views.identity_provider_list, name="identity_provider_list"),
    path("besturen/<int:pk>/inloggen/<str:kind>/", views.identity_provider_detail, name="identity_provider_detail"),
    path(
        "besturen/<int:pk>/inloggen/<str:kind>/instellen/", views.identity_provider_edit, name="identity_provider_edit"
    ),
    path(
        "besturen/<int:pk>/inloggen/<str:kind>/schakelen/",
        views.identity_provider_switch,
        name="identity_provider_switch",
    ),
    path("inloggen/school/", views.school_sign_in, name="school_sign_in"),
    path("inloggen/school/bevestigen/", views.school_sign_in_confirm, name="school_sign_in_confirm"),
    path("inloggen/school/code/", views.school_sign_in_code, name="school_sign_in_code"),
    path("inloggen/school/aanmelden/", views.school_sign_in_join, name="school_sign_in_join"),
    path("inloggen/school/koppelen/", views.school_sign_in_link, name="school_sign_in_link"),
    # Boards fill this address in at their provider: it never changes.
    path("inloggen/school/<str:key>/terug/", views.school_sign_in_return, name="school_sign_in_return"),
    path("mijn-account/school/", views.school_link_list, name="school_link_list"),
    path("mijn-account/school/<int:pk>/ontkoppelen/", views.school_link_remove, name="school_link_remove"),
    path("scholen/<int:pk>/mensen/", views.school_detail, name="school_detail"),
    path("besturen/<int:pk>/uitnodigen/", views.invitation_create, name="invitation_create"),
    path("besturen/<int:pk>/uitnodigingen/", views.invitation_list, name="invitation_list"),
    path("besturen/<int:pk>/personeelslijst/", views.staff_import_create, name="staff_import_create"),
    path(
        "besturen/<int:pk>/personeelslijst/voorbeeld.<str:kind>",
        views.staff_import_example,
        name="staff_import_example",
    ),
    path("personeelslijsten/<int:pk>/", views.staff_import_detail, name="staff_import_detail"),
    path("personeelslijsten/<int:pk>/versturen/", views.staff_import_confirm, name="staff_import_confirm"),
    path("personeelslijsten/<int:pk>/weggooien/", views.staff_import_discard, name="staff_import_discard"),
    path("uitnodigingen/<int:pk>/opnieuw/", views.invitation_resend, name="invitation_resend"),
    path("uitnodigingen/<int:pk>/intrekken/", views.invitation_withdraw, name="invitation_withdraw"),
    path("uitnodiging/<str:token>/", views.invitation_answer, name="invitation_answer"),
    path("uitnodiging/<str:token>/nee/", views.invitation_decline, name="invitation_decline"),
    path("meedoen/", views.work_address_ask, name="work_address_ask"),
    path("meedoen/<str:token>/", views.work_address_confirm, name="work_address_confirm"),
    path("mijn-account/school/kiezen/", views.join_choose, name="join_choose"),
    path("aanmeldingen/", views.join_list, name="join_list"),
    path("aanmeldingen/<int:pk>/bevestigen/", views.join_confirm, name="join_confirm"),
    path("aanmeldingen/<int:pk>/weigeren/", views.join_refuse, name="join_refuse"),
    path("aanmeldingen/<int:pk>/intrekken/", views.join_withdraw, name="join_withdraw"),
    path("besturen/<int:pk>/maildomeinen/", views.work_domain_list, name="work_domain_list"),
    path("maildomeinen/<int:pk>/weghalen/", views.work_domain_remove, name="work_domain_remove"),
    path("aanstellingen/<int:pk>/beeindigen/", views.membership_end, name="membership_end"),
    path("aanstellingen/<int:pk>/vervanger/", views.deputy_create, name="deputy_create"),
    path("scholen/<int:pk>/studiedagen/", views.study_day_list, name="study_day_list"),
    path("studiedagen/<int:pk>/weghalen/", views.study_day_remove, name="study_day_remove"),
]
