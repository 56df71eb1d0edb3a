"""Whose name this is, by the words just before and after it."""

import re
from dataclasses import dataclass
from enum import StrEnum

from organisations.pupil_data.passage import Passage, Span
from organisations.pupil_data.words import CHILD_WORDS, ROLE_WORDS, SENSITIVE, TITLES, TOPIC_BEFORE

_REACH_BEFORE, _REACH_AFTER = 60, 70


class Whose(StrEnum):
    CHILD = "child"
    GROWN_UP = "grown_up"
    PARENT = "parent"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reading:
    """`is_said`: the text itself says so ("leerling Sem"), it does not merely follow from what is done."""

    whose: Whose
    is_said: bool = False


_TITLE_BEFORE = re.compile(rf"(?<!alle )\b{TITLES}(?:\s(?:van\s)?groep\s\d\S*)?,?:?\s*$")
_PARENT_BEFORE = re.compile(
    r"\b(?:\w*moeder|\w*vader|mama|papa|oma|opa|ouders?|verzorg(?:er|ster)|voogd|gezin|familie|fam\."
    r"|oppas)(?:\s(?:heet|is)|,|:)?\s*$"
)
_SPOKEN_TO = re.compile(
    r"\s*,\s(?:kun|kan|wil|zou|heb|dank|bedankt|fijn|leuk|wat|hoe|lukt|we|wij|ik|zullen|mag|weet|super|top|ja|nee|goed"
    r"|mooi|dit|jij|je|jouw|jullie|graag|hierbij|morgen|komende)\b"
)
_THANKS = re.compile(
    r"\b(?:hoi|hallo|hey|hai|beste|lieve|geachte|dag|ha|dank ?je ?wel|dank je|bedankt|met dank aan)[,!]?\s*$"
)
_SIGNED = re.compile(r"(?:groet(?:en|jes)?|\bgr\.?|\bmvg|\bliefs|warme groet)[\s,.!-]*(?:namens \w+\s)?$")
_MYSELF = re.compile(r"\b(?:ik ben|ik heet|mijn naam is|je spreekt met|ondergetekende|getekend)\s*$")
_WITH_GROWN_UPS = re.compile(
    r"\b(?:(?:rust|kennis|humor|inzet|komst|bijdrage|energie|ervaring|enthousiasme|expertise|visie|aanwezigheid"
    r"|flexibiliteit) van"
    r"|collega'?s?\s(?:\w+\sen)?|(?:boek|methode|aanpak|model|training|workshop|cursus|lezing|studie(?:dag|middag)"
    r"|presentatie|uitleg"
    r"|inbreng|les|lessen|ondersteuning|advies|adviezen|tips|werk) (?:van|door)|volgens|via|iemand als|een ib'er als"
    r"|een collega als|samen(?:werking)? met|samen met|vraag (?:bij de \w+ )?naar|zou|anders vraag ik|(?:vraag|bel"
    r"|mail|app|spreek) (?:even |gerust |het )?|contact (?:op )?met|overleg met|spreekt|vertelt|presenteert|komt"
    r"|begeleidt"
    r"|verzorgt|geeft|dank aan"
    r"|mijn duo|schooldirecteur|auteur|leden|team:|team,|ontmoet\w*|kennismaken met|afgestemd met|doorgesproken met"
    r"|namens)\s*$"
)
_NAMED_CHILD_BEFORE = re.compile(
    rf"\b{CHILD_WORDS}\b(?:[,:]|\s(?:genaamd|genoemd|heet|met de naam|als|zoals|namelijk|nl|uit groep \d\S*"
    rf"|in groep \d\S*"
    rf"|van \d+(?: jaar)?|van groep \d\S*|\(\S+\)|\S+,|met [^,.;]+,|uit [^,.;]+,|in de klas,))*[,:]?\s*$"
)
_CHILD_CLAUSE_BEFORE = re.compile(
    rf"\b(?:een|het|onze?|de|ons|mijn) (?:\w+ )?{CHILD_WORDS}\b[^,.;:!?\n]{{0,40}}[,:(-]\s*$"
)
_ONE_OF_BEFORE = re.compile(
    r"\b(?:een|één|1|twee) van (?:mijn|onze|de) (?:\w+ )?(?:leerlingen|kinderen|kleuters|jongens|meisjes"
    r"|leerlingetjes)[,:]?\s*$"
)
_NAME_BEFORE = re.compile(
    r"(?:\b(?:heet|genaamd|noem(?:en)? (?:we|wij|ik)|noem ik|(?:zijn|haar) naam is|naam is|hem|haar)|\b(?:naam"
    r"|leerling|voornaam|kind|betreft)"
    r"(?: (?:van )?(?:de |het )?(?:leerling|kind))?\s?[:=-])\s*$"
)
_ABOUT_BEFORE = re.compile(
    r"\b(?:zit(?:ten)? (?:ook |nu |er )*|(?:gaat|ging) (?:(?:hier|vooral|dus|nu|met name|in dit geval) )?(?:om|over)"
    r"|betreft|(?:vraag|vragen|hebben"
    r"|schrijf je|mail je|bel je"
    r"|mdo|gesprek|overleg|zorgen|zorg|bericht|verslag|melding|info|informatie) (?:\w+ )?(?:over|om)"
    r"|\b(?:dossier|casus|leerling|kind|bespreking):?|(?:dossier|verslag|rapport|toets|dyslexieverklaring"
    r"|handelingsplan|opp|klas|diagnose|gedrag|thuissituatie|onderzoek|plan|arrangement"
    r"|leeftijd|verjaardag) (?:\w+ )?(?:van|voor|bij)"
    r"|(?:ouders?|moeder|vader|mama|papa|oma|opa|broer(?:tje)?|zus(?:je)?|tweelingbroer|tweelingzus) van|(?:een kind"
    r"|leerling|kinderen) (?:als|zoals))\s*$"
)
_FOR_BEFORE = re.compile(
    r"\b(?:voor|bij|van|met|aan|rond|om|op|naar|help ik|hielp|dat|zit|zitten|kan|wil|omdat|als|wanneer|sinds|tussen"
    r"|hoe|doet|gaat|ziet|zag|lieten?|dankzij|bleef|werd|was|had|heeft|behalve)\s*$"
)
_CHILD_AFTER = re.compile(
    rf"^(?:'?s)?(?:\s*\(\s*(?:\d{{1,2}}(?:\s*(?:jaar|jr|j\.))?\b|groep|gr\.?\s?\d|jongen|meisje|geb)|,?\s(?:uit|zit in"
    rf"|zat in|zit nu in) (?:groep|gr\.?) ?\d"
    rf"|\swordt (?:dan |straks )?\d{{1,2}}\b|,\s?\d{{1,2}}\s?(?:,|jr|jaar|$)|\s*,?\s*groep\s?\d|,?\s(?:zit|zat"
    rf"|komt)? ?in groep ?\d|,?\s(?:is )?(?:een|onze|het|ons|mijn|de)\s(?:\w+\s)?{CHILD_WORDS}\b(?! van| in (?:ons"
    rf"|het) team)"
    rf"|,?\s*(?:is\s)?(?:\w+\s){{0,3}}geb(?:oren|\.|oorte)|,?\s*\(?\d{{1,2}} jaar|,\s*(?:jongen|meisje|leerling)\b"
    r"|\sis (?:pas |nu |net |al )?(?:\d|1[0-3]|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)(?: jaar)?\b(?! dagen"
    r"| uur)"
    r"|,? \(?\d{1,2}[-/.]\d{1,2}[-/.](?:20)?[0-3]\d)"
)
_IN_GROUP = re.compile(r"\s(?:in|voor|van|bij|uit) (?:groep|gr\.?) ?\d")
RELATIVES_AFTER = re.compile(
    r"^(?:'?s|')?\s(?:moeder|vader|ouders|mama|papa|oma|opa|zusje|broertje|zus|broer|handschrift|gedrag|driftbuien"
    r"|woede\w*|juf|meester|klasgenoten)\b"
)
_ROLE_AFTER = re.compile(
    rf"^(?:,|\s\()?\s?(?:(?:is|was|onze|de|een|mijn|jullie|als|nieuwe|vaste|eigen|hun|zijn|haar|wordt|beiden"
    rf"|allebei)\s)*{ROLE_WORDS}\b"
)
_GROWN_UP_DOES = (
    r"(?:geeft|gaf|geven)(?! (?:aan dat hij|op|steeds|altijd|geen|niet|snel|nooit) ?\b)|gegeven|legde?n? .*uit"
    r"|begeleid(?:t|de|den)|train(?:t|de)|coach(?:t|te)|leidt|leert (?:ons|mij|het team)"
    r"|werkt (?:als|op|bij ons|bij het|al|sinds)|werken (?:samen|met)|weet (?:veel|alles|er|hier)|heeft (?:ons"
    r"|het team|mij|me|alle leerkrachten|ervaring|verstand|tijd|ruimte|de cursus|de training"
    r"|(?:\w+ )?(?:ervaring|verstand|kennis|vanaf|op (?:maandag|dinsdag|woensdag|donderdag|vrijdag)))|help(?:t"
    r"|en) (?:ons|het|alle|andere|met|bij|mij|scholen|collega)|hielp"
    r"|komt? (?!niet meer|bijna|nooit|te laat)(?:\w+ )*(?:kijken|langs|dinsdag|woensdag|maandag|donderdag|vrijdag"
    r"|morgen|helpen)|kwam|neemt|namen?|draait|draaien|staat voor|sta[ao]n? .*voor (?:de klas|groep)"
    r"|vervang(?:t|en)|valt in|invallen|dacht|denkt mee|gaat met pensioen|met verlof|zwanger|sloot (?:goed )?aan"
    r"|bereikbaar|gespecialiseerd|onze? (?:nieuwe )?\w*(?:directeur|specialist)"
    r"|van (?:het |de )?(?:bestuur|samenwerkingsverband|bureau|basisschool|obs|cbs|swv|pabo|school|jullie)|op maandag"
    r"|kan (?:op|ons|mij|vanaf)|wil (?:graag )?(?:kennismaken|leren|ons|meedenken|zich)"
    r"|zei dat|vertelde (?:ons|dat|over)|had (?:alle|veel|alles|een (?:goede?|fijne?|heldere?|duidelijke?)|weinig tijd"
    r"|goed|tijd)|volgt een|volgde|zoekt|wilde weten of|regelt|coördineert|organiseert|verzorgt|verzorgde|ontwikkelde"
    r"|deed de"
    r"|stelde|bleef na|paste? (?:goed |echt )?(?:in|bij) (?:ons|het) team|in ons team|nam|was (?:goed|duidelijk"
    r"|prettig|een fijne|fijn|op tijd|deskundig|enthousiast|flexibel|professioneel|helder|altijd)|reageerde|sprak"
    r"|luisterde|observeerde|maakte|schreef|begon|bracht"
    r"|kan (?:je|jullie|jou)|kun je|kunnen|hebben|zouden|wil jij|lukt (?:het )?(?:je|jou|jullie)|weer kwam|coachen"
    r"|(?:bel|overleg|spreek|mail|app)(?:len|gen|en)? (?:ik|we|wij)|zit in het (?:mt|team|bestuur)|sluit aan"
    r"|schreef het|beheert|doet de|ruilt|overneem\w*|overgenomen|meer met"
)
_CHILD_DOES = (
    r"kan (?:\w+ )?(?:niet|geen|nog|zich|slecht|moeilijk)|kon (?:niet|zich)|wil (?:\w+ )?(?:niet|geen|nooit|alleen"
    r"|steeds)|wilde niet|durft?|durfde|sla[at]{1,2}n?|sloeg|bijt|schopt|spuugt|krabt|gooit|huilt|huilde|krijst"
    r"|schreeuwt"
    r"|loopt (?:\w+ )?(?:steeds|vaak|weg|vast|achter|uit|bij)|wegloopt|rent|luistert|leest|las|rekent|schrijft|spelt"
    r"|speelt|spelen|vecht|vechten|pest|pesten|gepest|boos|driftig|sche?ldt?|schold|verstoort|verliefd|overslaan"
    r"|spreekbeurt|te laat|(?:ging|gaat) (?:onder|lachen|liggen|op de|steeds|weer)|gaf steeds|geeft steeds|gegeten"
    r"|vertrouwen|gecorrigeerd|leren hoe|(?:is|was|wordt) (?:\w+ ){0,5}(?:stil|druk|bang|verdrietig|moe|afwezig"
    r"|onzeker|faalangstig|onrustig|overprikkeld|agressief|brutaal|teruggetrokken|eenzaam|gelukkig\w*|jarig)"
    r"|bleef (?:nog |nog even )?hangen|onder tafel|in de war|stoel|op schoot|zindelijk|verveelt|blokkeert|bevriest"
    r"|leert|snapt|begrijpt|(?:maken?|heeft) (?:\w+ )?ruzie"
    r"|zit (?:\w+ )?(?:nu |in |achterin|naast|op |bij |stil|vast|thuis|niet|weer)|blijft zitten|haalt|scoort"
    r"|hoogbegaafd|(?:haar|zijn) spullen|mag nu|tekening|weggelopen|weglopen|driftbui\w*|aan het werk|werkhouding"
    r"|concentr\w*|nachtmerries|politie|nooit vinden|zindelijk|plast|poept|ziek|wennen|kent (?:nog )?(?:geen|alle)"
    r"|praat|zegt (?:niets|niks|weinig)|stottert|spijbelt"
    r"|gaat (?:\w+ ){0,3}naar (?:groep|de plusklas|het so|het sbo)|overgang naar|(?:heeft|krijgt|had"
    r"|kreeg) (?:\w+ ){0,3}(?:structuur|hulp|moeite|begeleiding|nodig|leestijd|rust|aandacht|medicatie|instructie"
    r"|dyslexie|adhd)|dreigt|verloor|mist |mis(?:t|te) (?:\w+ )?school"
    r"|mag (?:\w+ )?(?:van|niet|een dag|naar)|zijn hand op|blokken|dagdroomt|droomt|friemelt|wiebelt|stoort"
    r"|valt (?:steeds|in slaap|uit)|eet|drinkt niet|slaapt|dankzij jou|rustig in de kring|wordt (?:\w+ )?(?:gepest"
    r"|boos|nagekeken|buitengesloten|uit de|getest|gehaald)|werd (?:\w+ )?(?:uit|gepest|boos)"
    r"|(?:wordt|werd|was) (?:\w+ ){0,3}(?:rustiger|blij|vrolijker|losser|stiller|drukker|weerbaarder|trots|lastig"
    r"|onhandelbaar)"
    r"|doet (?:\w+ )?niet mee|baat gehad|woede\w*|vooruit ?gegaan|vooruitgang|opgebloeid|straft?|nablijven"
    r"|gym overslaan"
    r"|thuis\b|op avi|avi-|lettert?|houdt van|die had het|zoek(?:en)? (?:ik|we|wij)(?! (?:een )?(?:vervang|inval))"
    r"|weigert|liegt|steelt|vertoont|reageert|rekenhulp|leeshulp|begrijpend lezen|automatiser\w+|handschrift"
    r"|sluiten anderen buiten|bovenaan|spreekt (?:nog )?(?:geen|alleen)"
)
_DOES = re.compile(rf"(?P<grown_up>\b(?:{_GROWN_UP_DOES})(?!\w))|(?P<child>\b(?:{_CHILD_DOES})(?!\w))")
# Where somebody else starts to act.
_NEXT_SUBJECT = re.compile(
    r"[,;:]\s(?:en |maar |dus )?(?:ik|wij|we|je|jij|jullie|kun|kan|kunnen|kennen|wie|hoe|welke?|wat|heeft iemand"
    r"|weet)\b"
)
_PRONOUN_NEXT = re.compile(r"^[^.!?\n]{0,90}[.!?,]\s+(?:maar |en |want )?(?:hij|zij|ze|zijn|haar)\b([^.!?\n]{0,80})")


def whose_by_words(passage: Passage, place: Span, *, reach: int = _REACH_AFTER) -> Reading:
    """A child, a parent or a grown-up at school, by what stands around the name; the surest sign first."""
    sentence = passage.sentences[passage.sentence_at(place.start)]
    low = passage.low
    before = low[max(sentence.start, place.start - _REACH_BEFORE) : place.start]
    after = low[place.end : min(sentence.end, place.end + reach)]
    is_own_line = not low[low.rfind("\n", 0, place.start) + 1 : place.start].strip()
    is_own_line = is_own_line and bool(re.match(r"\s*(?:,|$|\n)", low[place.end : place.end + 20]))
    if (
        _TITLE_BEFORE.search(before)
        or _MYSELF.search(before)
        or _SIGNED.search(low[max(0, place.start - 40) : place.start])
    ):
        return Reading(Whose.GROWN_UP, is_said=True)
    if _PARENT_BEFORE.search(before):
        return Reading(Whose.PARENT, is_said=True)
    if _ROLE_AFTER.match(after):
        return Reading(Whose.GROWN_UP, is_said=True)
    if any(sign.search(before) for sign in (_NAMED_CHILD_BEFORE, _CHILD_CLAUSE_BEFORE, _ONE_OF_BEFORE, _NAME_BEFORE)):
        return Reading(Whose.CHILD, is_said=True)
    if _CHILD_AFTER.match(after) or RELATIVES_AFTER.match(after):
        return Reading(Whose.CHILD, is_said=True)
    if _THANKS.search(before) or (not before.strip() and _SPOKEN_TO.match(after)):
        return Reading(Whose.GROWN_UP, is_said=True)
    if is_own_line and place.end > len(low) * 0.7 and low.count("\n") and not SENSITIVE.search(low[place.end :]):
        return Reading(Whose.GROWN_UP)
    return _by_deeds(passage, place, before, after)


def is_topic(passage: Passage, place: Span) -> bool:
    """`Klokkijken in groep 5`: what is taught there, unless the sentence goes on with what a child does."""
    in_group = _IN_GROUP.match(passage.low, place.end)
    if in_group is None:
        return False
    rest = passage.low[in_group.end() : passage.sentences[passage.sentence_at(place.start)].end]
    deed = _DOES.search(rest)
    return not (SENSITIVE.search(rest) or (deed and deed["child"]))


def _by_deeds(passage: Passage, place: Span, before: str, after: str) -> Reading:
    if _ABOUT_BEFORE.search(before):
        return Reading(Whose.CHILD)
    if _WITH_GROWN_UPS.search(before):
        return Reading(Whose.GROWN_UP)
    turn = _NEXT_SUBJECT.search(after)
    after = after[: turn.start()] if turn else after
    deed = _DOES.search(after)
    sensitive = SENSITIVE.search(after)
    if (
        sensitive
        and not TOPIC_BEFORE.search(after[: sensitive.start()])
        and not (deed and deed["grown_up"] and deed.start() < sensitive.start())
    ):
        return Reading(Whose.CHILD)
    if deed:
        return Reading(Whose.CHILD if deed["child"] else Whose.GROWN_UP)
    later = _PRONOUN_NEXT.match(passage.low[place.end :])
    if later:
        deed = _DOES.search(later[1]) or re.search(
            r"(?P<grown_up>$^)|(?P<child>\b(?:zit|blokkeert|groep \d))", later[1]
        )
        if deed:
            return Reading(Whose.CHILD if deed["child"] else Whose.GROWN_UP)
    if _FOR_BEFORE.search(before) and _CHILDLIKE.search(before + " " + after):
        return Reading(Whose.CHILD)
    return Reading(Whose.UNKNOWN)


_CHILDLIKE = re.compile(
    r"\b(?:leest|lezen|toets\w*|gedrag|klas|kring|boos|ruzie|groep \d|rekenen|spelling|letters|thuis|klas|les|school"
    r"|training|opa|toets|ouders|moeder|vader|weggestuurd|gepest|woede\w*|driftbui\w*|huilt|nodig)\b"
)
