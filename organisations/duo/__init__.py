"""DUO's open data, read into Region, Network, Board and School; a platform admin keeps the whole country right with it.

Reading (bytes in, values out): `text.py` any table, `schools.py` school locations, `references.py` the tables beside
them (networks, names of boards, pupils, places on the map), `files.py` which of these a file is. Thinking (values in,
values out): `plan.py` compares with what is known, `brakes.py` says when that is too strange, `report.py` puts it in
lines. Writing: `memory.py` remembers the tables, `actions.py` carries a plan out in one transaction, `imports.py`
does so at once (the command `import_duo`) or in steps (the pages under /scholen/bijwerken/).

A file is **refused** as a whole, and nothing changes, when it is empty, no text, in another encoding than UTF-8 or
windows-1252 (also seen in mangled accents), without header or required columns (VESTIGINGSCODE, VESTIGINGSNAAM,
BEVOEGD GEZAG NUMMER, POSTCODE, PLAATSNAAM), cut off in its last line, about secondary schools, when more than 2% of
its rows are wrong or blank (and more than three), when a column that is always filled is blank on more than 5% of the
rows, when a file of 200 rows or more lacks provinces, or when it does not say which kind of schools it is about and
most of them are special schools here.

A row is **skipped**, and named with its line, when its code, name, board number, postcode, kind or holiday region is
not right, when its school stood in an earlier row, or when the school or board is not DUO's here. A school that a
skipped row may be about (by its code, or else its BRIN, postcode or name) is never closed by that file; a row that
may be about any school keeps all of them open.

**Missing is closed**, but only within the kinds of schools in the file (BO, SBO, SO, SO/VSO, VSO), and never by a
file that is handed in as a part. Nothing is deleted; what comes back is opened again. The **brake** is on when more
than 5% of the open schools of one kind would close (and more than three), or more than 20% of those in one province
(and more than 25), or more than 25 which all lie in the province where the file ends (it may have been cut off), or
when more than 10% would get another board (and more than three). A platform admin goes past it with a reason, which
is kept.

Each school is counted once: new, reopened, renamed (whatever else changed too), changed, or unchanged. What a file
does not tell, stays as it was; accents, capitals and punctuation of places alone are no change. A school that goes on
under another code of the same BRIN, at the same address or with the same name, is counted as one closed and one new;
its row keeps its people and the old code is left closed.

**Networks**: a choice by hand beats a list per school, a list beats the postcode table, and no network may be a
choice too. By postcode there is none for VSO and for cluster 1 and 2. Tables are remembered, so a school that opens
or moves later finds its network by itself. Pupils of an older year overrule nothing, and a hidden number (<5, *) is
unknown, never nought.

**Nothing widens by itself**: see `organisations.reach` and `organisations.rings.allowed_after_move`.
"""
