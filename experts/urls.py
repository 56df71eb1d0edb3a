from django.urls import path

from experts import views

app_name = "experts"

urlpatterns = [
    path("mijn-aanbod/", views.expert_me, name="expert_me"),
    path("mijn-aanbod/wat/", views.onboarding_skills, name="onboarding_skills"),
    path("mijn-aanbod/wanneer/", views.onboarding_half_days, name="onboarding_half_days"),
    path("mijn-aanbod/hoe-ver/", views.onboarding_reach, name="onboarding_reach"),
    path("mijn-aanbod/verder-gezien/", views.reach_answer, name="reach_answer"),
    path("mijn-aanbod/dagdelen/", views.own_calendar, name="own_calendar"),
    path("mijn-aanbod/pauze/", views.expert_pause, name="expert_pause"),
    path("mijn-aanbod/weer-zichtbaar/", views.expert_resume, name="expert_resume"),
    path("mijn-aanbod/verbergen/", views.expert_hide, name="expert_hide"),
    path("mijn-aanbod/nieuwe-plek/", views.expert_answer_move, name="expert_answer_move"),
    path("mijn-aanbod/klopt-nog/", views.expert_confirm, name="expert_confirm"),
    path("collegas/", views.expert_list, name="expert_list"),
    path("collegas/vergelijk/", views.expert_compare, name="expert_compare"),
    path("collegas/<int:pk>/", views.expert_detail, name="expert_detail"),
    path("mijn-mensen/", views.position_list, name="position_list"),
    path("mijn-mensen/<int:pk>/vrijgave/", views.position_release, name="position_release"),
    path("mijn-mensen/<int:pk>/vrijgave-stoppen/", views.position_withdraw, name="position_withdraw"),
]
