from tests.rights.table import Row

PUBLIC = "everyone anonymous"

ROWS = [
    # Who is signed in has a Home of their own.
    Row("core:landing", may="anonymous", also={"everyone": 302}),
    Row("core:how_it_works", may=PUBLIC),
    Row("core:privacy", may=PUBLIC),
    Row("core:accessibility", may=PUBLIC),
    Row("core:robots", may=PUBLIC),
    Row("core:component_list", may="platform_admin", sees="everyone"),
]
