from tests.rights.table import Row

ANYBODY = {"own_status": 200, "colleague": 200, "sister": 200, "foreign": 200, "anonymous": 200}

ROWS = [Row("healthz", **ANYBODY), Row("readyz", **ANYBODY)]
