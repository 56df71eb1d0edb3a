from django.urls import path

from users import views

app_name = "users"

urlpatterns = [
    path("mijn-gegevens/", views.personal_data, name="personal_data"),
]
