from django.urls import path

from helprequests import views

app_name = "helprequests"

urlpatterns = [
    path("hulpvragen/", views.helprequest_list, name="helprequest_list"),
    path("hulpvragen/nieuw/", views.helprequest_create, name="helprequest_create"),
    path("hulpvragen/voorstel/", views.helprequest_suggest, name="helprequest_suggest"),
    path("hulpvragen/nakijken/", views.helprequest_check, name="helprequest_check"),
    path("hulpvragen/<int:pk>/", views.helprequest_detail, name="helprequest_detail"),
    path("hulpvragen/<int:pk>/bewerken/", views.helprequest_edit, name="helprequest_edit"),
    path("hulpvragen/<int:pk>/uitzetten/", views.helprequest_publish, name="helprequest_publish"),
    path("hulpvragen/<int:pk>/verder/", views.helprequest_widen, name="helprequest_widen"),
    path("hulpvragen/<int:pk>/nieuwe-plek/", views.helprequest_answer_move, name="helprequest_answer_move"),
    path("hulpvragen/<int:pk>/vasthouden/", views.helprequest_hold, name="helprequest_hold"),
    path("hulpvragen/<int:pk>/loslaten/", views.helprequest_resume, name="helprequest_resume"),
    path("hulpvragen/<int:pk>/sluiten/", views.helprequest_close, name="helprequest_close"),
    path("hulpvragen/<int:pk>/aanbieden/", views.helprequest_offer, name="helprequest_offer"),
    path("uitnodigingen/<int:pk>/antwoord/", views.invitation_answer, name="invitation_answer"),
    path("uitnodigingen/<int:pk>/kiezen/", views.invitation_choose, name="invitation_choose"),
    path("gesprekken/", views.conversation_list, name="conversation_list"),
    path("gesprekken/<int:pk>/", views.conversation_detail, name="conversation_detail"),
    path("gesprekken/<int:pk>/nakijken/", views.conversation_check, name="conversation_check"),
    path("gesprekken/<int:pk>/afsluiten/", views.contact_close, name="contact_close"),
    path("gesprekken/<int:pk>/openen/", views.contact_reopen, name="contact_reopen"),
    path("bijlagen/<int:pk>/", views.attachment_detail, name="attachment_detail"),
    path("berichten/<int:pk>/melden/", views.message_report, name="message_report"),
    path("gemelde-berichten/<int:pk>/", views.message_report_decide, name="message_report_decide"),
    path("contact/<int:pk>/", views.contact_create, name="contact_create"),
    path("contact/<int:pk>/nakijken/", views.contact_check, name="contact_check"),
]
