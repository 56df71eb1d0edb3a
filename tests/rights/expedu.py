from tests.rights.table import Row

ROWS = [Row("healthz", may="everyone anonymous"), Row("readyz", may="everyone anonymous")]
