from django.urls import path

from notifications import views

app_name = "notifications"

urlpatterns = [
    path("meldingen/", views.notification_list, name="notification_list"),
    path("meldingen/aantal/", views.notification_count, name="notification_count"),
    path("meldingen/alles-gelezen/", views.notification_read_all, name="notification_read_all"),
    path("meldingen/<int:pk>/", views.notification_open, name="notification_open"),
    path("meldingen/<int:pk>/gelezen/", views.notification_read, name="notification_read"),
    path("meldingen/mail/", views.preference_edit, name="preference_edit"),
    path("meldingen/mail/proef/", views.trial_send, name="trial_send"),
    path("meldingen/mail/opnieuw/", views.address_retry, name="address_retry"),
    path("mail-stoppen/<str:token>/", views.mail_unsubscribe, name="mail_unsubscribe"),
]
