"""Every page of Expedu. Visible paths are Dutch; each app keeps its own list."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from expedu import views

# The admin has no sign-in page of its own: that would pass by the second factor and the limits.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "Expedu"

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
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("beheer/", admin.site.urls),
]
