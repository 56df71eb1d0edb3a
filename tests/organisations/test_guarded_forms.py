from django import forms
from django.http import QueryDict

from organisations.guarded_forms import GuardedForm

DOUBT = "Leerling Sem is vaak boos."
OTHER_DOUBT = "Leerling Noor is vaak boos."
BLOCK = "Leerling Sem de Boer heeft ADHD."


class NoteForm(GuardedForm):
    guarded = ("text", "title")

    title = forms.CharField(label="Titel", required=False)
    text = forms.CharField(label="Tekst")


def sent(**data: str) -> NoteForm:
    return NoteForm(QueryDict(mutable=True) | data, names=["Tessa Bloem", "Tessa"])


def ticked(form: NoteForm, **data: str) -> NoteForm:
    """The same form once more with the tick it asked for."""
    return sent(confirmed="on", doubt=str(form["doubt"].value()), **data)


def test_harmless_words_pass_without_a_tick() -> None:
    form = sent(text="Wie helpt ons met Rots en Water?")
    assert form.is_valid()
    assert "confirmed" not in form.fields


def test_a_doubt_holds_until_it_is_confirmed() -> None:
    form = sent(text=DOUBT)
    assert not form.is_valid()
    assert "“Sem”" in form.errors["text"][0]

    again = ticked(form, text=DOUBT)
    assert again.is_valid()
    assert again.is_confirmed


def test_another_doubt_than_the_one_confirmed_is_held_again_and_unticked() -> None:
    form = ticked(sent_and_held(DOUBT), text=f"{DOUBT} {OTHER_DOUBT}")
    assert not form.is_valid()
    assert not form["confirmed"].value()
    assert ticked(form, text=f"{DOUBT} {OTHER_DOUBT}").is_valid()


def test_taking_a_doubt_away_needs_no_new_tick() -> None:
    form = sent_and_held(f"{DOUBT} {OTHER_DOUBT}")
    assert ticked(form, text=DOUBT).is_valid()


def test_a_block_is_never_confirmed_and_every_field_says_how_to_rewrite() -> None:
    form = sent(text=BLOCK, title="Nummer 111222333", confirmed="on")
    assert not form.is_valid()
    assert "Schrijf: ‘een kind met ...’, zonder naam." in form.errors["text"][0]
    assert "burgerservicenummer" in form.errors["title"][0]
    assert form["text"].value() == BLOCK


def test_who_is_known_may_be_named() -> None:
    assert sent(text="Tessa Bloem kwam kijken bij de kinderen met autisme.").is_valid()


def test_a_draft_is_kept_with_a_doubt_but_not_with_a_block() -> None:
    drafts = [sent(text=DOUBT), sent(text=BLOCK)]
    for draft in drafts:
        draft.holds_doubt = False
    assert [draft.is_valid() for draft in drafts] == [True, False]


def test_a_next_step_keeps_what_was_confirmed() -> None:
    first = ticked(sent_and_held(DOUBT), text=DOUBT)
    assert first.is_valid()
    second = NoteForm(initial={"text": DOUBT})
    second.take_along(first)
    assert second["confirmed"].value() is True
    assert second["doubt"].value() == first["doubt"].value()


def test_remarks_are_about_what_stands_there_now() -> None:
    remarks = sent(text=BLOCK, title=DOUBT).remarks()
    assert [(remark.label, remark.is_block) for remark in remarks] == [("Tekst", True), ("Titel", False)]


def test_showing_an_empty_form_asks_for_no_names() -> None:
    def names():
        raise AssertionError
        yield

    assert "Tekst" in str(NoteForm(names=names()))


def sent_and_held(text: str) -> NoteForm:
    form = sent(text=text)
    assert not form.is_valid()
    return form
