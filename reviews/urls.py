from django.urls import path

from reviews import views

app_name = "reviews"

urlpatterns = [
    path("beoordelingen/", views.review_list, name="review_list"),
    path("beoordelingen/zo-rekenen-wij/", views.scoring_detail, name="scoring_detail"),
    path("beoordelingen/wie-leest-dit/", views.choice_edit, name="choice_edit"),
    path("beoordelingen/wie-leest-dit/bezwaar/", views.objection_edit, name="objection_edit"),
    path("beoordelingen/meldingen/", views.report_list, name="report_list"),
    path("beoordelingen/meldingen/<int:pk>/", views.report_decide, name="report_decide"),
    path("beoordelingen/verder-gezien/<int:pk>/", views.growth_answer, name="growth_answer"),
    path("beoordelingen/hulp/<int:loan_pk>/", views.review_detail, name="review_detail"),
    path("beoordelingen/hulp/<int:loan_pk>/schrijven/", views.review_edit, name="review_edit"),
    path("beoordelingen/hulp/<int:loan_pk>/bewaren/", views.review_save, name="review_save"),
    path("beoordelingen/hulp/<int:loan_pk>/nakijken/", views.review_check, name="review_check"),
    path("beoordelingen/<int:pk>/terugnemen/", views.review_withdraw, name="review_withdraw"),
    path("beoordelingen/<int:pk>/antwoorden/", views.review_reply, name="review_reply"),
    path("beoordelingen/<int:pk>/vervolg/", views.review_follow_up, name="review_follow_up"),
    path("beoordelingen/meldingen/<int:pk>/bezwaar/", views.report_appeal, name="report_appeal"),
    path("beoordelingen/bezwaren/<int:pk>/", views.appeal_decide, name="appeal_decide"),
    path("beoordelingen/<int:pk>/melden/", views.review_report, name="review_report"),
]
