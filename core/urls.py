from django.urls import path

from core import views

app_name = "core"

urlpatterns = [
    path("welkom/", views.landing, name="landing"),
    path("hoe-werkt-het/", views.how_it_works, name="how_it_works"),
    path("privacy/", views.privacy, name="privacy"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("huisstijl/", views.component_list, name="component_list"),
    path("robots.txt", views.robots, name="robots"),
]
