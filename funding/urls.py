from django.urls import path

from funding import views

app_name = "funding"

urlpatterns = [
    path("geld/", views.budget_list, name="budget_list"),
    path("geld/nieuw/", views.budget_create, name="budget_create"),
    path("geld/toekenningen/", views.grant_import, name="grant_import"),
    path("geld/<int:pk>/", views.budget_detail, name="budget_detail"),
    path("geld/<int:pk>/aanvullen/", views.budget_grant, name="budget_grant"),
    path("geld/<int:pk>/afsluiten/", views.budget_close, name="budget_close"),
    path("geld/<int:pk>/grootboek.csv", views.budget_export, name="budget_export"),
]
