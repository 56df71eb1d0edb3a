from tests.rights.table import Row

ROWS = [
    Row("organisations:viewpoint_choose", methods=("POST",), own_status=302, colleague=302, sister=302, foreign=302),
]
