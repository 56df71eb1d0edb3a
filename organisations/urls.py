from django.urls import path

from organisations import views

app_name = "organisations"

urlpatterns = [
    path("kijken-voor/", views.viewpoint_choose, name="viewpoint_choose"),
]
