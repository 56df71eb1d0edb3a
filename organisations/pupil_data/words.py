"""The words the rules look for. All patterns are read in small letters."""

import re

CHILD_WORDS = (
    r"(?:\w*leerling(?:e|etje)?|\w*kind(?:je)?|knul(?:letje)?|jong(?:en|entje|etje)|meisje|meid(?:je)?|zoon(?:tje)?"
    r"|dochter(?:tje)?|kleuter(?:tje)?|peuter|broer(?:tje)?|zus(?:je)?|\w*tweeling|drieling|nieuwkomer(?:tje)?"
    r"|joch(?:ie)?|ventje|knaap"
    r"|neefje|nichtje|\w*kind|(?<=een )gast|\w*jongen|\w*meisje|scholier|kid)"
)
CHILD = re.compile(rf"\b{CHILD_WORDS}\b(?!-)")
# One child, however it is called; a group of brothers and sisters points at one family just as well.
ONE_CHILD = re.compile(
    rf"\b(?:een|één|1|de|het|'t|ons|onze|mijn|dit|deze|die|dat|zo'n|enige|jongste|oudste|zijn|haar|hun|twee)"
    rf"(?:\s\w+){{0,2}}?\s(?:{CHILD_WORDS}|broer(?:tjes|s)|zus(?:jes|sen))\b(?!-)|\b(?:leerling|jongen|meisje"
    rf"|kleuter)\b(?!-)"
)
CHILDREN = re.compile(
    r"\b(?:\w*kinderen|\w*leerlingen|jongens|meisjes|meiden|kleuters|peuters|jongeren|nieuwkomers|scholieren"
    r"|ieder(?:e)? \w+|elke? \w+)\b"
)
PARENT = re.compile(
    r"\b(?:\w*ouders?|(?:stief|pleeg|schoon)?moeder|(?:stief|pleeg|schoon)?vader|mama|papa|mam|pap|mamma|pappa"
    r"|(?:pleeg|stief)?(?:mam|pap)a|verzorg(?:er|ster)s?|\w*voogd|oma|opa|(?:(?<=zijn )|(?<=haar )|(?<=bij )"
    r"|(?<=via ))(?:pa|ma)|grootouders?|oppas|(?:pleeg)?gezin|familie"
    r"|thuisfront|thuis(?:nummer|adres)|noodnummer|ouderlijk)\b(?!-)"
)
# Words about parents in general, or the school's own parents' bodies: no parent of one child.
PARENTS_IN_GENERAL = re.compile(
    r"\b(?:ouderraad|ouderavond\w*|ouderbetrokkenheid|oudergesprek\w*|ouderportaal|ouderpanel|ouderkamer"
    r"|ouders (?:kunnen|mogen|willen|van onze school|en leerkrachten|meer betrekken))\b"
)

_DISORDERS = (
    r"adhd|add|ass|autis\w*|pdd[- ]?nos|mcdd|asperger\w*|d[iy]sle(?:x|[ck][st]|[ck]t)i\w*|dyscalcul\w*|tos\b"
    r"|taal-?ontwikkelingsstoornis\w*|odd|\w*gedragsstoornis\w*|cd-stoornis|nld|fas|fasd|dcd|ocd|ptss"
    r"|(?:gilles de la )?tourette|selectief mutis\w*|mutisme|\w*hechtingsstoornis\w*|\w*hechtingsproblem\w*"
    r"|\w*angststoornis\w*|eetstoornis\w*|anorexia|boulimia|depressi\w+|burn-?out|psychose\w*|suïcid\w+|zelfmoord\w*"
    r"|automutil\w*|zelfbeschadig\w*|snijdt zich\w*|dys(?:prax|graf|fas)\w*|\w*(?:plegie|dystrofie|opathie|paralyse"
    r"|psychose|fibrose)|snijdt? (?:\w+ )?zich\w*|zichzelf \w* ?snijdt|hard ?horend\w*|slachtoffer\w*"
    r"|\w*trauma(?!sens)\w*"
    r"|getraumatiseerd\w*|verstandelijke? beperk\w*|zmlk|lvb|iq|moeilijk lerend\w*"
    r"|ontwikkelingsachterstand|\w*stoornis(?:sen)?|(?:eet|gedrags|slaap|hechtings|angst|drank|spraak"
    r"|gewichts)problem?\w*|eetprobleem|stotter\w*|dwang\w*|tics?\b|psychotisch|suïcidaal\w*|dood wil\w*|\w*fobie"
    r"|paniekaanval\w*|zwakbegaafd\w*|motorisch\w* (?:achterstand|problem)\w*|borderline|hoogsensitief|bipolair"
    r"|\w*(?<!taal)achterstand in ontwikkeling|eed\b|disharmonisch\w*|\w*spectrum\w*"
)
_RARE = (
    r"epilep\w+|diabet\w+|suikerziekte|doof|dove|slechthorend\w*|gehoorappara\w*|ci\b|blind\w*|slechtziend\w*"
    r"|rolstoel\w*"
    r"|(?:syndroom van \w+|\w*down-?(?:syndroom)?)\b|\w*syndroom|spasti\w+|cp\b|spierziekte|duchenne|stoma|sonde\w*"
    r"|katheter|brandwonden|helm|prothese|\w*handicap\w*|gehandicapt\w*|lichamelijke? beperk\w*|kanker|leukemie|tumor"
    r"|chemo\w*|hartafwijking|taaislijmziekte|reuma|astma\w*|\w+allergie|transgender\w*|non-binair\w*|intersekse"
    r"|coeliakie|hemofilie|spina bifida|migraine|\w*hersen(?:letsel|schudding|vlies\w*|bloeding|tumor)|nah\b|nf1"
    r"|meervoudig\w*"
    r"|cystic fibrosis|schisis"
    r"|hazenlip|scoliose|obesitas|overgewicht|bedplassen|broekpoepen|encopresis|sikkelcel\w*|fragiele x|rett\b"
    r"|angelman|prader\w*|klinefelter"
    r"|noonan|marfan|williams-?beuren|\w*reuma|\w+itis|kunst(?:been|arm|hand|oog)|met één (?:arm|been|hand|oog|oor)"
    r"|(?:arm|been) geamputeerd"
    r"|terminaal|ongeneeslijk|uitbehandeld|hart(?:kwaal|probleem\w*|patiënt\w*)|\w*ziekte|\w*aandoening\w*"
    r"|\w+intolerantie|slaapapneu"
    r"|littekens?|eczeem|hoofdletsel|coma|dialyse|transplantatie|longontsteking|narcolepsie|bril met dikke|hazelip"
    r"|open rug|groeistoornis"
    r"|albin\w+|nierpatiënt\w*|hiv|lilliputter|dwerggroei|niet zindelijk|incontinent\w*|luier\w*"
)
_ABUSE = r"mishandel\w+|misbruik\w*|verwaarlo\w+|verkracht\w*|aangerand|(?:thuis |wordt |worden )geslagen"
_CARE = (
    r"ritalin|concerta|methylfenidaat|medikinet|medicatie|medicijn\w*|pillen|antidepress\w+|\w*psychiat\w*"
    r"|kliniek|jeugdzorg|jeugdbescherming|jeugdhulp|ggz|veilig thuis|meldcode|ondertoezichtstelling|ots\b|tlv"
    r"|uithuisplaats\w*|uit huis geplaatst\w*|pleeg(?:gezin|kind|zorg|ouders?)|"
    rf"{_ABUSE}|gediagnosticeerd\w*|diagnose|geconstateerd|onder behandeling|behandeld voor|in behandeling"
    rf"|huiselijk geweld|therapie|speltherap\w*|onder toezicht|psycholoog|vermoeden van|dyslexieverklaring"
)
_HOME = (
    r"gevangenis|detentie|bajes|omgekomen|omkwam|zit(?:ten)? vast|drugs\w*|adoptie\w*|geadopteerd\w*"
    r"|brand (?:heeft )?overleefd"
    r"|alcohol|gedetineerd\w*|overl(?:e|ij)d\w*|verdronken|verongelukt\w*|(?:moeder|vader|ouder|zusje"
    r"|broertje) (?:\w+ )?(?:is |net )?verloren"
    r"|verslaafd\w*|alcoholist\w*|vechtscheiding|gescheiden|scheiding van (?:zijn|haar|de) ouders|asielzoek\w*|azc"
    r"|woonwagen\w*|schuldsanering|dakloos|blijf-van-mijn-lijf\w*|uitgezet|illegaal|burgemeester|dominee"
    r"|\w*gevlucht|vlucht\b|zelf ook (?:laaggeletterd|ziek)"
)
_EVENTS = (
    r"geschorst|in de krant|die brand|weggelopen|geslikt|(?:met een )?mes\b|verwijderd van school|opgenomen|geopereerd"
    r"|aangereden|gebeten|zwanger"
    r"|gearresteerd|politie|vechten met|wapen|verhuiz\w+"
)
DISORDER = re.compile(rf"\b(?:{_DISORDERS})\b")
RARE = re.compile(rf"\b(?:{_RARE})\b")
HOME = re.compile(rf"\b(?:{_HOME})\b")
EVENT = re.compile(rf"\b(?:{_EVENTS})\b")
# Everything of a child's health, care or home that must never stand beside a full name.
SENSITIVE = re.compile(rf"\b(?:{_DISORDERS}|{_RARE}|{_CARE}|{_HOME})\b")
CARE = re.compile(rf"\b(?:{_CARE})\b")
ABUSE = re.compile(rf"\b(?:{_ABUSE})\b")
PRESENT = re.compile(
    r"\b(?:(?:we|wij) (?:hebben|kregen|krijgen)|er (?:is|zit|komt)|bij ons|in (?:mijn|onze) (?:klas|groep)|hier)\b"
)

# About the subject, not about somebody: "een training over autisme", "kinderen met ADHD", "kennis van dyslexie".
TOPIC_BEFORE = re.compile(
    r"\b(?:over(?! (?:zijn|haar|hem)\b)|rond(?:om)?|training|cursus|workshop|studiedag|lezing|boek|specialist"
    r"|specialisatie|expert\w*|beleid"
    r"|protocol|kennis van|ervaring met|ervaren met|verstand van|weet \w+ (?:van|over)|weten (?:meer )?(?:van|over)"
    r"|gespecialiseerd in"
    r"|omgaan met|om te gaan met|werken met|lesgeven aan|gebied van|thema|hulp bij|hulp voor|vergoede|zorg bij"
    r"|kinderen|leerlingen|klasgenoot|groepje|anti|(?:een|elk|ieder) (?:kind|leerling|kleuter)\w* met)\b[^.;]{0,30}$"
)
TOPIC_COMPOUND = re.compile(
    r"\w(?:protocol\w*|specialist\w*|coach\w*|beleid\w*|training\w*|cursus\w*|begeleid\w*|onderwijs|behandelaar\w*"
    r"|hulp|zorg)$"
)
TOPIC_AFTER = re.compile(
    r"^(?:-?(?:specialist|coach|protocol|beleid|training|onderzoek|behandelaar|zorg|vriendelijk|expert|begeleid)\w*"
    r"|\s(?:in de klas|op school|in het onderwijs))"
)

BORN = re.compile(
    r"\b(?:geboren|geb(?:oorte)?\.?\s?(?:dat(?:um)?|dag|d\.)?\b|gebdat\w*|verjaardag|jarig|verjaart|g\.?d\.?:)"
)
GROUP = re.compile(r"\bgroep(?:en)? ?[1-8]\b|\bkleine klas\b|\bgr\.? ?[1-8]\b")
AGE = re.compile(
    r"\b(?:\d{1,2}[- ]?jarig\w*|(?:van|is) (?:\d|1[0-3]|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
    r"|dertien)(?: jaar)?\b(?! (?:tot|t/m|en|uur|euro|dag|week|weken|lessen|procent))"
    r"|(?:\d|1[0-3]|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien) jaar(?: oud)?\b)"
)
UNIQUE = re.compile(
    r"\b(?:(?:de|een|onze|die) \w*(?:tweeling|drieling)|enige|enigste|als enige|(?:maar|slechts|precies) (?:een|één|1)"
    r"|één (?:leerling|kind|jongen|meisje))\b"
)
ORIGIN = re.compile(
    r"\b(?:uit|afkomstig uit|gevlucht uit) (?:syrië|oekraïne|eritrea|afghanistan|somalië|irak|iran|turkije|marokko"
    r"|polen"
    r"|bulgarije|roemenië|china|india|venezuela|colombia|suriname|ghana|nigeria|jemen|palestina|gaza|rusland|soedan"
    r"|ethiopië|vietnam|thailand|brazilië|curaçao|aruba|bonaire|de antillen|hongarije|servië|kosovo|albanië|pakistan"
    r"|egypte|tunesië|algerije|libië|congo|mali|guinee|kameroen)\b|\b(?:roma|sinti)\b"
)
RELATIVE_OF = re.compile(
    r"\b(?:zoon(?:tje)?|dochter(?:tje)?|kind(?:je)?|jongste|oudste) van (?:de|het|een|onze|ons) "
    r"(?:conciërge|directeur|burgemeester|dominee|huisarts|bakker|slager|juf|meester|collega|gezin|wethouder|voorzitter"
    r"|imam|pastoor|familie|leerkracht|buurvrouw|buurman|voetballer)\b"
)

ROLE_WORDS = (
    r"(?:(?:vak|groeps|gym|muziek|invaldags?|inval)?(?:leerkracht|leraar|lerares|docent)\w*|juf(?:frouw)?|meester"
    r"|directeur"
    r"|directrice|adjunct|schoolleider|teamleider|bouwcoördinator|\w*coördinator|\w*specialist|\w*begeleider|ib'?er"
    r"|ib-er"
    r"|kwaliteitscoördinator|remedial teacher|rt'?er|\w*pedagoog|logopedist\w*|\w*psycholoog|\w*leider|\w*deskundige"
    r"|\w*verpleegkundige|\w*medewerker|\w*ambtenaar|\w*therapeut|trainer|(?:gast)?spreker"
    r"|\w*coach|adviseur|consulent|expert|conciërge|stagiaire?s?|lio|onderwijsassistent\w*|assistent\w*|collega'?s?"
    r"|duo(?:-?partner|-?collega)?|invaller|vervanger|zij-instromer|starter|bestuurder|bovenschools|secretaresse"
    r"|administratie|gymleraar|gymjuf|gymmeester|intern begeleider|opleider|buddy|tolk|kinderburgemeester|auteur"
    r"|schrijver"
    r"|professor|prof|wethouder|inspecteur|contactpersoon|aanspreekpunt|projectleider|onderzoeker|teamlid|\w* ?werker"
    r"|schoolarts|huisarts|kinderarts|jeugdverpleegkundige|wijkagent)"
)
ROLE = re.compile(rf"\b{ROLE_WORDS}\b")
TITLES = rf"(?:{ROLE_WORDS}|mevrouw|mevr\.?|mw\.?|meneer|mijnheer|dhr\.?|de heer|heer|dr\.?|drs\.?|tante)"
