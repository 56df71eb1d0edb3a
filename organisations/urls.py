from django.urls import path

from organisations import views

app_name = "organisations"

urlpatterns = [
    path("kijken-voor/", views.viewpoint_choose, name="viewpoint_choose"),
    path("wie-mag-wat/", views.role_list, name="role_list"),
    path("besturen/<int:pk>/", views.board_detail, name="board_detail"),
    path("besturen/<int:pk>/afspraken/", views.policy_edit, name="policy_edit"),
    path("scholen/<int:pk>/mensen/", views.school_detail, name="school_detail"),
    path("besturen/<int:pk>/uitnodigen/", views.invitation_create, name="invitation_create"),
    path("besturen/<int:pk>/uitnodigingen/", views.invitation_list, name="invitation_list"),
    path("uitnodigingen/<int:pk>/opnieuw/", views.invitation_resend, name="invitation_resend"),
    path("uitnodigingen/<int:pk>/intrekken/", views.invitation_withdraw, name="invitation_withdraw"),
    path("uitnodiging/<str:token>/", views.invitation_answer, name="invitation_answer"),
    path("uitnodiging/<str:token>/nee/", views.invitation_decline, name="invitation_decline"),
    path("aanstellingen/<int:pk>/beeindigen/", views.membership_end, name="membership_end"),
    path("scholen/<int:pk>/studiedagen/", views.study_day_list, name="study_day_list"),
    path("studiedagen/<int:pk>/weghalen/", views.study_day_remove, name="study_day_remove"),
]
