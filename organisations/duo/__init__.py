"""DUO's open data of school locations, read into Region, Network, Board and School.

`text.py` and `tables.py` read files (bytes in, values out), `plan.py` compares with what is known (values in, values
out), `actions.py` writes, in one transaction. The command `import_duo` is the door.

A file is **refused** as a whole, and nothing changes, when it is empty, no text, in another encoding than UTF-8 or
windows-1252 (also seen in mangled accents), without header or required columns (VESTIGINGSCODE, VESTIGINGSNAAM,
BEVOEGD GEZAG NUMMER, POSTCODE, PLAATSNAAM), cut off in its last line, when more than 2% of its rows are wrong or blank
(and more than three), when a column that is always filled is blank on more than 5% of the rows, when a file of 200 rows
or more lacks provinces, when it has less than half the rows of the last one, or when it would close more than 5% of the
open schools (and more than three).

A row is **skipped**, and named with its line, when its code, name, board number, postcode or holiday region is not
right, when its school stood in an earlier row, or when the school or board is not DUO's here. A school named in a
skipped row is never closed by that file; a row that does not say which school it is about keeps every school open.

Each school is counted once: new, reopened, renamed (whatever else changed too), changed, or unchanged. What a file does
not tell, stays as it was. Networks: a choice by hand beats a list per school, a list beats the postcode table.
"""
