from tests.rights.table import Row

PUBLIC = {"own_status": 200, "colleague": 200, "sister": 200, "foreign": 200, "anonymous": 200}
TO_HOME = {"own_status": 302, "colleague": 302, "sister": 302, "foreign": 302, "anonymous": 200}

ROWS = [
    Row("core:landing", **TO_HOME),
    Row("core:how_it_works", **PUBLIC),
    Row("core:privacy", **PUBLIC),
    Row("core:accessibility", **PUBLIC),
    Row("core:robots", **PUBLIC),
    Row("core:component_list", own="platform_admin", colleague=403, sister=403, foreign=403),
]
