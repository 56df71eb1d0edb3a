"""Keeps pupils out of what people write: text in, a verdict out. Rules of thumb about words, no language model.

Blocks what certainly points at one child: a citizen service number, a pupil's full name with a diagnosis or a birth
date, a parent's phone number or mail address. Holds, until the writer has looked again, what may: a child's first name,
a description that fits one child. Colleagues, programmes, schools and dates of study days pass. Nothing found is kept.

Source of what may never be stored: the AVG (article 9 for health), and for the citizen service number article 46 UAVG.
`manage.py evaluate_guard` measures it.
"""

from organisations.pupil_data.checking import check
from organisations.pupil_data.numbers import passes_eleven_test
from organisations.pupil_data.verdict import Finding, Level, Verdict

__all__ = ["Finding", "Level", "Verdict", "check", "passes_eleven_test"]
