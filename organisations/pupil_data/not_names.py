"""Capitals that are no person: programmes and methods, schools, places, and words that merely start a sentence."""

import re
from collections.abc import Iterator

from organisations.pupil_data.lists import read_list

# Programmes, methods, systems and books that schools write about. Longer ones first.
_PROGRAMMES = re.compile(
    r"\b(?:rots (?:en|&) water|marietje kessels\w*|(?:de )?vreedzame school|kanjer\w*|(?:kim|maan"
    r"|roos|ster|zon"
    r"|raket)-versie\w*"
    r"|veilig(?:,| en)? (?:leren lezen|stap voor stap|leren)|veilig in stapjes|taal (?:actief|in beeld|op maat)"
    r"|spelling in beeld"
    r"|(?:de )?wereld in getallen|alles telt|pluspunt|getal (?:en|&) ruimte|rekenrijk|reken zeker|semsom|snappet"
    r"|gynzy\w*"
    r"|prowise|basispoort|parnassys|esis|dotcom|leerling in beeld|cito\w*|iep|dia|leerunie|boom|nieuwsbegrip\w*"
    r"|blink\w*"
    r"|faqta|naut|meander|brandaan|argus clou|topondernemers|grej of the day|mad science|staal|taaljournaal|lijn 3"
    r"|actief leren lezen"
    r"|schatkist|kleuterplein|kleuteruniversiteit|onderbouwd|sil op school|uk (?:en|&) puk|puk (?:en|&) ko|ik (?:en"
    r"|&) ko|peuterplein"
    r"|piramide|kaleidoscoop|startblokken|basisontwikkeling|met sprongen vooruit|bareka|rekentuin|taalzee|maatwerk"
    r"|estafette|timboektoe"
    r"|karakter|lekker lezen|list|bouw!?|letterster|ralfi|connect lezen|levend leren|stap in|sova|kwink\w*|piet punt"
    r"|leefstijl"
    r"|goed gedaan|zien!?|zien in de klas|kindbegrip|scol|kijk!|bosos|grippa|kindkans|okido"
    r"|denken ?\+ ?doen ?= ?durven|plezier op school"
    r"|(?:beertjes|beer) van meichenbaum|meichenbaum\w*|mindset|growth mindset|marzano|hattie|bloom|edi|swpbs|pbs|kiva"
    r"|taakspel|fides"
    r"|day a week school|dwswijs|teach like a champion|close reading|jip en janneke|pim en pien|raai de kraai"
    r"|rupsje nooitgenoeg"
    r"|kikker(?: is \w+)?|gouden weken|zilveren weken|week van \w+ \w+|week van \w+|lentekriebels|dalton\w*"
    r"|jenaplan\w*|montessori\w*|freinet\w*"
    r"|vrije school|engels in the picture|groove me|stepping stones|take it easy|junior|yoleo|momento|sem en soof"
    r"|squla|kurzweil|textaid|sprint plus|ik en mijn (?:adhd|autisme|dyslexie)|brain ?blocks"
    r"|ho,? tot hier en niet verder|kies|kies-\w+"
    r"|stichting kies|tim en flapoor|stop,? denk,? doe|stop,? hou op|zippy's vrienden|alles kidzzz|vriendenprogramma"
    r"|rekenkanjers|klasse!?"
    r"|schoolwise|ambrasoft|levelwerk|pittige plustorens|acadin|compacten en verrijken|somplextra|kien|rekentijgers"
    r"|van dale|wilde weten"
    r"|jongleren|da vinci|alles-in-1|alles in één|jeelo|zo leer je kinderen lezen en spellen|erik moonen|smits (?:en"
    r"|&) braams|braams"
    r"|sinterklaas|zwarte piet|sint maarten|sint|kerstman|koningsdag|prinsjesdag|anne frank|michiel de ruyter"
    r"|harry potter|roald dahl"
    r"|annie m\.?g\.? schmidt|dikkie dik|nijntje|paul van loon|dolfje weerwolfje|max velthuijs|carry slee"
    r"|jacques vriens|willem wever"
    r"|maria montessori|peter petersen|helen parkhurst|célestin freinet|rudolf steiner|lev vygotsk\w+|luc stevens"
    r"|marcel van herpen"
    r"|kees van overveld|anton horeweg|marcel schmeier|dylan wiliam|stanislas dehaene|john hattie|robert marzano"
    r"|carol dweck)\b",
    re.I,
)
_SCHOOLS = re.compile(
    r"\b(?:(?:basis)?school|obs|cbs|rkbs|pcbs|rk|sbo|so|vso|ikc|kc|kindcentrum|(?:dalton|montessori|jenaplan)school"
    r"|stichting"
    r"|scholengroep|schoolbestuur|bestuur|swv|samenwerkingsverband|locatie|opvang|bso|peuterspeelzaal)\s"
    r"(?:(?:de|het|'t|den)\s)?(?:[A-ZÀ-Þ][\w'-]*)(?:\s(?:(?:van|de|der|den|en|op)\s)*[A-ZÀ-Þ][\w'-]*){0,3}"
    r"|\b(?:[A-ZÀ-Þ][\w'.-]*\s(?:(?:van|de|der|den|ten)\s)*){0,3}[A-ZÀ-Þ][\w'-]*(?:school|college|lyceum|schule|straat"
    r"|laan|weg|plein|kade|gracht)\b"
    r"|\b(?:[Ss]int|[Ss]t\.?)[ -][A-ZÀ-Þ][\w'-]*"
    r"|\b(?i:op|bij|van|met|voor|naar|in|school)\s(?:[Dd]e|[Hh]et|'t)\s[A-ZÀ-Þ][\w'-]*(?:\s[A-ZÀ-Þ][\w'-]*)?"
)
_PLACES = re.compile(
    r"\b(?i:in|uit|te|regio|omgeving|gemeente|provincie|station|wijk|dorp|stad)\s[A-ZÀ-Þ][\w'-]*"
    r"(?:[ -](?:aan|op|en|bij|de|den|der|Noord|Zuid|Oost|West)\b)*(?:\s(?i:en)\s[A-ZÀ-Þ]\w+)?"
)
_ARTICLE = re.compile(r"\b(?i:de|het|'t)\s[A-ZÀ-Þ][\w-]*")
ORDINARY_WORDS = read_list("no_names")

# The end of a word that names a thing: no family is called so.
_THING = re.compile(
    r"\w{3}(?:lezen|kaart|plan|aanpak|methode|programma|protocol|toets|training|map|onderwijs|project|week|klas|groep"
    r"|team"
    r"|taal|schap|heid|ing|atie|iteit"
    r"|eren|isme|logie|scholen|systeem|lijn|uur|dag|jaar|boek|spel)s?$"
)


def is_word(word: str) -> bool:
    """A capital that says nothing: the first word of a sentence, a day, a language, an abbreviation."""
    if len(word) == 2 and word.endswith("."):
        return False
    return (
        word.lower().rstrip(".") in ORDINARY_WORDS or (word.isupper() and len(word) <= 8) or bool(_THING.search(word))
    )


def programmes(plain: str) -> Iterator[tuple[int, int]]:
    """Where methods, programmes and known authors stand."""
    for match in _PROGRAMMES.finditer(plain):
        if any(sign.isupper() for sign in match.group()) or " " in match.group() or "-" in match.group():
            yield match.span()


def places(plain: str) -> Iterator[tuple[int, int]]:
    """Where schools, boards, towns and things with an article before them stand."""
    for pattern in (_SCHOOLS, _PLACES, _ARTICLE):
        for match in pattern.finditer(plain):
            yield match.span()
