from tests.rights.table import BOTH, POST, Row

ROWS = [
    # Everybody has these pages, each about themselves.
    Row("users:account_detail", methods=BOTH, may="everyone"),
    Row(
        "users:appearance_choose",
        methods=POST,
        data={"theme": "dark", "language": "nl"},
        may="everyone anonymous",
        own_status=302,
    ),
    # With a password there is another way to show who you are, and both lead there.
    Row("users:mail_code_confirm", methods=BOTH, may="everyone", own_status=302),
    Row("users:mail_code_send", methods=POST, may="everyone", own_status=302),
    Row("users:personal_data_detail", may="everyone"),
    Row("users:personal_data_download", may="everyone"),
    Row("users:personal_data_erase", methods=BOTH, may="everyone"),
]
