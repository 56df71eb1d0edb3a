from django.urls import reverse

URL = reverse("users:appearance_choose")


def test_this_browser_remembers_dark(client, db):
    client.post(URL, {"theme": "dark", "language": "nl"})
    assert 'data-theme="dark"' in client.get(reverse("core:privacy")).content.decode()


def test_as_my_device_forgets_the_choice(client, db):
    client.cookies["theme"] = "dark"
    client.post(URL, {"theme": "system", "language": "nl"})
    assert "data-theme" not in client.get(reverse("core:privacy")).content.decode()


def test_this_browser_remembers_english(client, db):
    client.post(URL, {"theme": "system", "language": "en"})
    assert '<html lang="en">' in client.get(reverse("core:privacy")).content.decode()


def test_an_unknown_theme_is_not_kept(client, db):
    response = client.post(URL, {"theme": "roze", "language": "nl"})
    assert "theme" not in response.cookies


def test_it_leads_back_to_where_i_was(client, db):
    response = client.post(
        URL, {"theme": "dark", "language": "nl"}, headers={"referer": "http://testserver" + reverse("core:privacy")}
    )
    assert response["Location"] == "http://testserver" + reverse("core:privacy")
