from tests.rights.table import Row

# Everybody has these pages, each about themselves.
OWN = {"own_status": 200, "colleague": 200, "sister": 200, "foreign": 200}
OWN_POST = {"own_status": 302, "colleague": 302, "sister": 302, "foreign": 302}

ROWS = [
    Row("users:account_detail", methods=("GET", "POST"), **OWN),
    Row(
        "users:appearance_choose",
        methods=("POST",),
        data={"theme": "dark", "language": "nl"},
        anonymous=302,
        **OWN_POST,
    ),
    # With a password there is another way to show who you are, and both lead there.
    Row("users:mail_code_confirm", methods=("GET", "POST"), **OWN_POST),
    Row("users:mail_code_send", methods=("POST",), **OWN_POST),
    Row("users:personal_data_detail", **OWN),
    Row("users:personal_data_download", **OWN),
    Row("users:personal_data_erase", methods=("GET", "POST"), **OWN),
]
