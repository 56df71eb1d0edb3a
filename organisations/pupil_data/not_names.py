"""Capitals that are no person: programmes and methods, schools, places, and words that merely start a sentence."""

import re
from collections.abc import Iterator

# Programmes, methods, systems and books that schools write about. Longer ones first.
_PROGRAMMES = re.compile(
    r"\b(?:rots (?:en|&) water|marietje kessels\w*|(?:de )?vreedzame school|kanjer\w*|(?:kim|maan|roos|ster|zon|raket)-versie\w*"
    r"|veilig(?:,| en)? (?:leren lezen|stap voor stap|leren)|veilig in stapjes|taal (?:actief|in beeld|op maat)|spelling in beeld"
    r"|(?:de )?wereld in getallen|alles telt|pluspunt|getal (?:en|&) ruimte|rekenrijk|reken zeker|semsom|snappet|gynzy\w*"
    r"|prowise|basispoort|parnassys|esis|dotcom|leerling in beeld|cito\w*|iep|dia|leerunie|boom|nieuwsbegrip\w*|blink\w*"
    r"|faqta|naut|meander|brandaan|argus clou|topondernemers|grej of the day|mad science|staal|taaljournaal|lijn 3|actief leren lezen"
    r"|schatkist|kleuterplein|kleuteruniversiteit|onderbouwd|sil op school|uk (?:en|&) puk|puk (?:en|&) ko|ik (?:en|&) ko|peuterplein"
    r"|piramide|kaleidoscoop|startblokken|basisontwikkeling|met sprongen vooruit|bareka|rekentuin|taalzee|maatwerk|estafette|timboektoe"
    r"|karakter|lekker lezen|list|bouw!?|letterster|ralfi|connect lezen|levend leren|stap in|sova|kwink\w*|piet punt|leefstijl"
    r"|goed gedaan|zien!?|zien in de klas|kindbegrip|scol|kijk!|bosos|grippa|kindkans|okido|denken ?\+ ?doen ?= ?durven|plezier op school"
    r"|(?:beertjes|beer) van meichenbaum|meichenbaum\w*|mindset|growth mindset|marzano|hattie|bloom|edi|swpbs|pbs|kiva|taakspel|fides"
    r"|day a week school|dwswijs|teach like a champion|close reading|jip en janneke|pim en pien|raai de kraai|rupsje nooitgenoeg"
    r"|kikker(?: is \w+)?|gouden weken|zilveren weken|week van \w+ \w+|week van \w+|lentekriebels|dalton\w*|jenaplan\w*|montessori\w*|freinet\w*"
    r"|vrije school|engels in the picture|groove me|stepping stones|take it easy|junior|yoleo|momento|sem en soof"
    r"|squla|kurzweil|textaid|sprint plus|ik en mijn (?:adhd|autisme|dyslexie)|brain ?blocks|ho,? tot hier en niet verder|kies|kies-\w+"
    r"|stichting kies|tim en flapoor|stop,? denk,? doe|stop,? hou op|zippy's vrienden|alles kidzzz|vriendenprogramma|rekenkanjers|klasse!?"
    r"|schoolwise|ambrasoft|levelwerk|pittige plustorens|acadin|compacten en verrijken|somplextra|kien|rekentijgers|van dale|wilde weten"
    r"|jongleren|da vinci|alles-in-1|alles in één|jeelo|zo leer je kinderen lezen en spellen|erik moonen|smits (?:en|&) braams|braams"
    r"|sinterklaas|zwarte piet|sint maarten|sint|kerstman|koningsdag|prinsjesdag|anne frank|michiel de ruyter|harry potter|roald dahl"
    r"|annie m\.?g\.? schmidt|dikkie dik|nijntje|paul van loon|dolfje weerwolfje|max velthuijs|carry slee|jacques vriens|willem wever"
    r"|maria montessori|peter petersen|helen parkhurst|célestin freinet|rudolf steiner|lev vygotsk\w+|luc stevens|marcel van herpen"
    r"|kees van overveld|anton horeweg|marcel schmeier|dylan wiliam|stanislas dehaene|john hattie|robert marzano|carol dweck)\b",
    re.I,
)
_SCHOOLS = re.compile(
    r"\b(?:(?:basis)?school|obs|cbs|rkbs|pcbs|rk|sbo|so|vso|ikc|kc|kindcentrum|(?:dalton|montessori|jenaplan)school|stichting"
    r"|scholengroep|schoolbestuur|bestuur|swv|samenwerkingsverband|locatie|opvang|bso|peuterspeelzaal)\s"
    r"(?:(?:de|het|'t|den)\s)?(?:[A-ZÀ-Þ][\w'-]*)(?:\s(?:(?:van|de|der|den|en|op)\s)*[A-ZÀ-Þ][\w'-]*){0,3}"
    r"|\b(?:[A-ZÀ-Þ][\w'.-]*\s(?:(?:van|de|der|den|ten)\s)*){0,3}[A-ZÀ-Þ][\w'-]*(?:school|college|lyceum|schule|straat|laan|weg|plein|kade|gracht)\b"
    r"|\b(?:[Ss]int|[Ss]t\.?)[ -][A-ZÀ-Þ][\w'-]*"
    r"|\b(?i:op|bij|van|met|voor|naar|in|school)\s(?:[Dd]e|[Hh]et|'t)\s[A-ZÀ-Þ][\w'-]*(?:\s[A-ZÀ-Þ][\w'-]*)?"
)
_PLACES = re.compile(
    r"\b(?i:in|uit|te|regio|omgeving|gemeente|provincie|station|wijk|dorp|stad)\s[A-ZÀ-Þ][\w'-]*"
    r"(?:[ -](?:aan|op|en|bij|de|den|der|Noord|Zuid|Oost|West)\b)*(?:\s(?i:en)\s[A-ZÀ-Þ]\w+)?"
)
_ARTICLE = re.compile(r"\b(?i:de|het|'t)\s[A-ZÀ-Þ][\w-]*")
ORDINARY_WORDS = frozenset(
    """
    de het een onze ons wij we ik je jij jou jouw jullie u uw welke welk wie wat hoe waar waarom wanneer voor met zonder
    in op bij door als deze dit dat die er na naar sinds kan kun kunt kunnen is zijn heeft hebben heb had graag ook van
    mijn om uit over aan tijdens veel hij zij ze hem haar hun iemand niemand iedereen alle alles elk elke eén één twee
    drie vier vijf zes zeven acht negen tien beide vorig vorige volgend volgende nu toen dan daar hier daarom dus maar
    want omdat terwijl eerst daarna later vandaag morgen gisteren vanmiddag vanochtend dank dankjewel dankzij bedankt hoi
    hallo hey dag beste lieve geachte goedemorgen goedemiddag groet groeten groetjes hartelijke vriendelijke mvg gr top
    super dossier casus betreft leerlingnaam onderwerp aangemeld vertrouwelijk contactpersoon mailadres bespreking fijn fijne leuk leuke mooie goede nieuwe enorm ontzettend geweldig gaaf wat prima goed mooi ja nee misschien helaas gelukkig sorry vraag vragen hulp help mag mogen moet moeten
    wil willen zou zouden zullen zal wordt worden werd was waren gaat ga gaan komt kom komen zit zitten weet weten zoek
    zoeken zoekt gezocht
    basisschool school kindcentrum stichting bestuur samenwerkingsverband team groep klas leerkracht leerkrachten
    leerling leerlingen kind kinderen jongen jongens meisje meisjes kleuter kleuters ouder ouders moeder moeders vader
    vaders oma opa familie gezin naam geboortedatum geboren geb diagnose bsn contact gegevens telefoon mail email adres
    nederland nederlands nederlandse engels engelse frans franse duits duitse turks turkse arabisch arabische pools poolse
    oekraïens oekraïense syrisch syrische fries friese spaans spaanse europa europese marokkaans marokkaanse tigrinya
    somalisch chinees berbers surinaams surinaamse antilliaans maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    januari februari maart april mei juni juli augustus september oktober november december kerst pasen pinksteren
    ramadan suikerfeest adhd add ass autisme dyslexie dyscalculie tos odd pdd pddnos asperger down tourette epilepsie
    diabetes gilles taal rekenen spelling lezen begrijpend technisch gym muziek muziekles kunst techniek burgerschap
    mdo opp tlv swv ib ib'er iber mt ggd ggz po vo sbo so avg bso vve nt2 ict lb mr gmr hb so pabo fte btw kvk iban
    juf juffrouw meester mevrouw meneer mevr mw dhr dr drs collega directeur intern begeleider logopedist orthopedagoog
    trainer expert onderwijsassistent stagiair stagiaire observatie verslag rapport toets toetsen gesprek gedrag
    instructie studiedag studiedagen herfstvakantie kerstvakantie meivakantie zomervakantie voorjaarsvakantie schooljaar
    nieuw nieuwe noodnummer nummer leuk pauze plein prikkels samen soms steeds vaak vooral vanuit vanaf volgens wegens
    sommige enkele weinig zulke zo'n ervaring begeleiding aanvraag arrangement bel mail app stuur kijk neem zet lukt
    liefst het liefst hopelijk eigenlijk inmiddels momenteel onlangs binnenkort straks net zelf jammer wauw hartelijk tot
    per via tegen tussen onder boven achter naast binnen buiten
    """.split()
)

# The end of a word that names a thing: no family is called so.
_THING = re.compile(
    r"(?:lezen|kaart|plan|aanpak|methode|programma|protocol|toets|training|map|onderwijs|project|week|klas|groep|team|taal|schap|heid|ing|atie|iteit"
    r"|eren|isme|logie|scholen|systeem|lijn|uur|dag|jaar|boek|spel)s?$"
)


def is_word(word: str) -> bool:
    """A capital that says nothing: the first word of a sentence, a day, a language, an abbreviation."""
    if len(word) == 2 and word.endswith("."):
        return False
    return word.lower().rstrip(".") in ORDINARY_WORDS or (word.isupper() and len(word) <= 8) or bool(_THING.search(word))


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
