from tests.rights.table import Row

ROWS = [
    # The signed-out see the front page.
    Row("insights:home", may="everyone", also={"anonymous": 302}),
]
