from django.urls import path

from users import views

app_name = "users"

urlpatterns = [
    path("mijn-account/", views.account_detail, name="account_detail"),
    path("mijn-account/weergave/", views.appearance_choose, name="appearance_choose"),
    path("mijn-account/controle/", views.mail_code_confirm, name="mail_code_confirm"),
    path("mijn-account/controle/mail/", views.mail_code_send, name="mail_code_send"),
    path("mijn-gegevens/", views.personal_data_detail, name="personal_data_detail"),
    path("mijn-gegevens/ophalen/", views.personal_data_download, name="personal_data_download"),
    path("mijn-gegevens/wissen/", views.personal_data_erase, name="personal_data_erase"),
]
