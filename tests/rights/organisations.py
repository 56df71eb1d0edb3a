from tests.rights.table import Row

ROWS = [
    Row(
        "organisations:viewpoint_choose",
        methods=("GET", "POST"),
        own_status=200,
        colleague=200,
        sister=200,
        foreign=200,
    ),
]
