from django.urls import URLPattern

app_name = "helprequests"

urlpatterns: list[URLPattern] = []
