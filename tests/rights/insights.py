from tests.rights.table import Row

ROWS = [
    Row("insights:home", colleague=200, sister=200, foreign=200),
]
