"""Every page of Expedu. Visible paths are Dutch; each app keeps its own list."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("insights.urls")),
    path("", include("core.urls")),
    path("", include("users.urls")),
    path("", include("organisations.urls")),
    path("", include("notifications.urls")),
    path("", include("funding.urls")),
    path("", include("experts.urls")),
    path("", include("helprequests.urls")),
    path("", include("secondments.urls")),
    path("", include("reviews.urls")),
    path("account/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
]
