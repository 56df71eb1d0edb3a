import logging

from users import personal_data, tasks


class Part:
    def retain(self, today):
        return 3


def test_the_night_lets_go_of_what_was_kept_too_long_and_says_so(monkeypatch, caplog):
    monkeypatch.setattr(personal_data, "_sources", {"experts": Part()})
    with caplog.at_level(logging.INFO, logger="users.tasks"):
        tasks.retain_personal_data()
    assert [record.getMessage() for record in caplog.records] == ["retention: 3 rows of experts"]
