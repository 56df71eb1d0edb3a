"""Refusals that are nobody's fault: the right person at the wrong moment."""


class NotAllowedNow(Exception):
    """The step is not possible now (already decided, already full, already ended).

    Carries one Dutch sentence for the person who tried. Raised by actions; `core.middleware.RefusalAsMessage` shows it.
    """

    def __init__(self, sentence: object) -> None:
        super().__init__(sentence)
        self.sentence = str(sentence)

    def __str__(self) -> str:
        return self.sentence
