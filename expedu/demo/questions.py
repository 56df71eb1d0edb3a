"""What the schools of the demo ask for, and what they say afterwards: made-up, in the words of busy people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    title: str
    text: str
    skills: tuple[str, ...]
    form: str
    target_groups: tuple[str, ...]
    half_day_count: int = 2


QUESTIONS = (
    Question(
        "Rust op het plein in de pauze",
        "In de grote pauze is er elke dag ruzie op het plein. We willen spelregels die iedereen kent en iemand die het "
        "een paar keer voordoet.",
        ("buitenspel", "ruzie-oplossen"),
        "voordoen",
        ("groep-5-6", "team"),
        4,
    ),
    Question(
        "Onze rekenresultaten zakken",
        "De uitslagen van groep 6 en 7 vallen al twee jaar tegen. Wie zoekt met ons uit waar het zit en helpt ons een "
        "plan te maken?",
        ("rekenverbetering", "resultaten-lezen"),
        "coaching",
        ("team",),
        4,
    ),
    Question(
        "Twee kinderen die net in Nederland zijn",
        "Er zijn twee kinderen ingestroomd die nog geen woord Nederlands spreken. Wie laat onze leraar zien hoe je de "
        "eerste weken aanpakt?",
        ("nieuwkomers", "nt2"),
        "meekijken",
        ("leraar",),
    ),
    Question(
        "Een drukke groep 7",
        "Groep 7 is onrustig en de sfeer is negatief. We zoeken iemand die komt kijken en samen met de leraar een "
        "aanpak kiest.",
        ("moeilijke-groep", "groepsvorming"),
        "meekijken",
        ("groep-7-8", "leraar"),
        3,
    ),
    Question(
        "Studiedag over begrijpend lezen",
        "We willen anders werken met teksten. Wie verzorgt een studiedag voor ons hele team?",
        ("begrijpend-lezen",),
        "studiedag",
        ("team",),
        1,
    ),
    Question(
        "Startende leraar in groep 4",
        "Onze nieuwe collega wil graag dat iemand een paar keer meekijkt en met haar meedenkt. Ze doet het goed, maar "
        "ze is nog zoekend.",
        ("starters", "klassenmanagement"),
        "coaching",
        ("leraar",),
        4,
    ),
    Question(
        "Hoe zetten we een plusklas op?",
        "We hebben slimme kinderen die zich vervelen. We willen weten hoe een andere school dat heeft geregeld.",
        ("plusklas", "hoogbegaafdheid"),
        "op-bezoek",
        ("team",),
        1,
    ),
    Question(
        "Pesten in groep 8 via de telefoon",
        "Het gebeurt in de groepsapp en komt de klas in. Wie helpt ons met lessen en met een gesprek met ouders?",
        ("online-pesten", "pesten"),
        "lesgeven",
        ("groep-7-8", "ouders"),
        2,
    ),
    Question(
        "Spelend leren in groep 3",
        "De overgang van groep 2 naar groep 3 is te groot. We willen meer spel in groep 3 en zoeken iemand die dat al "
        "doet.",
        ("overgang-2-3", "spelend-leren"),
        "voordoen",
        ("groep-3-4",),
        3,
    ),
    Question(
        "Sociale veiligheid: waar beginnen we?",
        "Uit onze vragenlijst blijkt dat kinderen zich niet overal veilig voelen. We willen een plan voor de hele "
        "school.",
        ("sociale-veiligheid",),
        "traject",
        ("team", "directie"),
        6,
    ),
    Question(
        "Muziek in elke groep",
        "Onze muziekleraar is weg. Wie geeft een tijdje les en leert ons hoe we het zelf kunnen?",
        ("muziek",),
        "lesgeven",
        ("groep-1-2", "groep-3-4"),
        4,
    ),
    Question(
        "Moeilijke gesprekken met ouders",
        "Het team ziet op tegen lastige gesprekken. Een workshop met oefenen zou helpen.",
        ("moeilijke-gesprekken",),
        "workshop",
        ("team",),
        1,
    ),
    Question(
        "Zieke leerling weer naar school",
        "We zoeken iemand die weet hoe je onderwijs regelt voor een kind dat lang ziek is geweest.",
        ("ziek-kind",),
        "meedenken",
        ("ib",),
        1,
    ),
    Question(
        "Een goed leesplan",
        "Lezen moet beter en leuker. Wie denkt mee over een plan dat in alle groepen werkt?",
        ("taalplan", "leesplezier"),
        "meedenken",
        ("team",),
        2,
    ),
    Question(
        "AI op school",
        "Leraren gebruiken het al, maar we hebben geen afspraken. Wie heeft dit op school geregeld?",
        ("ai",),
        "workshop",
        ("team",),
        1,
    ),
    Question(
        "Les in een combinatiegroep",
        "We gaan volgend jaar met combinatiegroepen werken. We willen zien hoe een dag loopt.",
        ("combinatiegroep",),
        "op-bezoek",
        ("leraar",),
        1,
    ),
    Question(
        "Kinderen die niet durven te rekenen",
        "Een paar kinderen slaan dicht bij rekenen. Wie werkt een tijdje met een klein groepje?",
        ("dyscalculie", "angst"),
        "groepje",
        ("groep-5-6",),
        6,
    ),
    Question(
        "Formatief werken in de bovenbouw",
        "We willen beter zien wat kinderen al kunnen. Wie doet het voor in groep 6 en 7?",
        ("formatief-handelen",),
        "voordoen",
        ("groep-5-6", "groep-7-8"),
        2,
    ),
    Question(
        "Kleuters die veel boos zijn",
        "In de kleutergroep wordt veel geslagen en gehuild. Wie kijkt mee en geeft tips?",
        ("gedrag-kleuters", "emoties"),
        "meekijken",
        ("groep-1-2",),
        2,
    ),
    Question(
        "Taken eerlijk verdelen",
        "De werkdruk is hoog en de taken zijn scheef verdeeld. Hoe doen andere scholen dat?",
        ("werkdruk",),
        "meedenken",
        ("directie", "team"),
        1,
    ),
)

WORKED = (
    "Het begon met goed kijken. Pas daarna kwamen de ideeën, en die pasten bij onze kinderen.",
    "De leraar durfde het na twee keer zelf. Precies waar we op hoopten.",
    "Duidelijke uitleg, met voorbeelden uit de eigen klas. Het team was meteen enthousiast.",
    "De afspraken hangen nu op en iedereen houdt zich eraan. Dat scheelt elke dag.",
    "Fijn dat er tijd was om samen na te praten. Daar leerden we het meest van.",
    "Rustig en praktisch. We kregen een plan dat we zelf kunnen uitvoeren.",
)
DIFFERENT = (
    "We planden te weinig tijd om het met het hele team te bespreken.",
    "De volgende keer laten we ook de onderwijsassistenten meedoen.",
    "Een rustiger week kiezen, niet vlak voor de rapporten.",
    "Vooraf duidelijker zeggen wat we al geprobeerd hebben.",
)
RECEIVED = (
    "Ik werd hartelijk ontvangen en alles stond klaar. De leraar deed actief mee.",
    "Goed voorbereid, en er was een vaste persoon bij wie ik terechtkon.",
    "Prettige school. Het rooster wisselde wel een keer op het laatste moment.",
)
REPLIES = (
    "Dank je wel. Bij een volgende school plan ik meteen een halfuur in met het hele team.",
    "Mooi om te lezen. Ik kom graag nog een keer kijken hoe het gaat.",
)
HEADLINES = (
    "Een plein waar iedereen weet wat er kan, geeft rust in de klas.",
    "Ik laat graag zien hoe klein je kunt beginnen.",
    "Samen een les maken is leuker dan alleen.",
    "Elk kind kan meer dan het zelf denkt.",
    "Rekenen mag je met je handen doen.",
    "",
    "",
    "",
)
