"""Made-up names of networks, boards, schools and people."""

REGIONS = (("demo-oost", "Oosterland"), ("demo-west", "Westerland"))

# network code, name, region index, centre in kilometres, and its boards with their number of schools
NETWORKS = (
    (
        "DEMO01",
        "De Drie Beken",
        0,
        (220.0, 470.0),
        (("De Linde", 8), ("Het Veer", 7), ("Kleine Kring", 5), ("De Vlieger", 1)),
    ),
    (
        "DEMO02",
        "Tussen Dijk en Duin",
        0,
        (245.0, 490.0),
        (("Zandpad", 7), ("De Bakens", 6), ("Lichtspoor", 5), ("Het Hofje", 1)),
    ),
    (
        "DEMO03",
        "Het Hoge Veld",
        1,
        (120.0, 430.0),
        (("Morgenrood", 7), ("De Singel", 6), ("Vier Winden", 6), ("De Eenling", 1)),
    ),
)

SCHOOLS = (
    # De Linde
    "De Wilgenhof", "De Notenkraker", "Het Kompas", "De Tuimelaar", "De Zonnebloem", "De Springplank", "Het Palet",
    "De Waterlelie",
    # Het Veer
    "De Regenboog", "De Kameleon", "Aan de Vliet", "De Vuurtoren", "Het Anker", "De Rietkraag", "De Loopplank",
    # Kleine Kring
    "De Ommezwaai", "De Kleine Wereld", "Het Talent", "De Bloesem", "De Kring",
    # De Vlieger
    "De Vlieger",
    # Zandpad
    "De Duinroos", "Het Zandkasteel", "De Schelp", "De Zandloper", "De Strandjutter", "Het Helm", "De Meeuw",
    # De Bakens
    "Het Baken", "De Boei", "De Sluis", "De Dijk", "De Stuurman", "Het Logboek",
    # Lichtspoor
    "De Lantaarn", "Het Lichtpunt", "De Vonk", "De Morgenster", "Het Prisma",
    # Het Hofje
    "Het Hofje",
    # Morgenrood
    "De Dageraad", "De Leeuwerik", "Het Veldboeket", "De Akker", "De Korenaar", "De Klaproos", "De Boomgaard",
    # De Singel
    "De Gracht", "De Brug", "Het Bolwerk", "De Poort", "De Toren", "Het Plein",
    # Vier Winden
    "De Windroos", "De Wervelwind", "De Molen", "De Zeilen", "Het Luchtschip", "De Weerhaan",
    # De Eenling
    "De Eenling",
)  # fmt: skip

CITIES = {
    "DEMO01": ("Beekwolde", "Drielo", "Oostbeke", "Veldhem"),
    "DEMO02": ("Duindorp aan Zee", "Noorderdijk", "Zandwerd", "Westkaap"),
    "DEMO03": ("Hoogveld", "Molenrade", "Singelstede", "Akkerhuizen"),
}

FIRST_NAMES = (
    "Aaltje", "Abel", "Ahmed", "Aisha", "Anneke", "Arjan", "Aylin", "Bas", "Bram", "Brigitte", "Carlijn", "Chantal",
    "Cor", "Daniëlle", "Denise", "Dilara", "Dirk", "Ebru", "Eline", "Els", "Emre", "Esther", "Eva", "Fatima", "Femke",
    "Floor", "Frank", "Geert", "Gerda", "Hajar", "Hans", "Hanneke", "Hilde", "Ibrahim", "Imke", "Inge", "Iris", "Jan",
    "Janneke", "Jasper", "Jeroen", "Joke", "Jolanda", "Jonas", "Joris", "Judith", "Karim", "Karin", "Katja", "Kim",
    "Koen", "Lars", "Laura", "Leila", "Lieke", "Linda", "Lotte", "Luuk", "Maaike", "Maarten", "Marit", "Marloes",
    "Martijn", "Mehmet", "Merel", "Mieke", "Mirjam", "Mo", "Monique", "Myrthe", "Nadia", "Nienke", "Niels", "Nina",
    "Olga", "Olivier", "Otto", "Paul", "Peter", "Pim", "Quinten", "Rachida", "Ria", "Rik", "Robin", "Roos", "Ruben",
    "Ruud", "Sanne", "Sara", "Selma", "Sjoerd", "Sofie", "Stefan", "Suzan", "Sven", "Teun", "Thijs", "Tineke", "Tom",
    "Truus", "Vera", "Vincent", "Wendy", "Wessel", "Willem", "Wout", "Yara", "Yasmina", "Youssef", "Yvonne", "Zoë",
)  # fmt: skip

LAST_NAMES = (
    "Aalbers", "Achterhof", "van den Akker", "Amrani", "Baan", "Bakermans", "van Beek", "Benali", "van den Berg",
    "Bloemhof", "de Boer", "Bosman", "Bouali", "Brinkman", "van den Brug", "Çelik", "Dekker", "Demir", "van Dijk",
    "Doornbos", "van Duin", "Eikelboom", "El Idrissi", "Elzinga", "van Es", "Faber", "Feenstra", "Geerts", "de Graaf",
    "Groeneveld", "Haarsma", "de Haas", "Hagenaar", "Hartog", "van der Heide", "Heuvelink", "Hoekstra", "Hofstede",
    "Huisman", "Jaspers", "de Jong", "Kamphuis", "Kaya", "Kempenaar", "Klaassens", "Kloosterman", "Kooistra",
    "Koster", "Kuipers", "van der Laan", "Lammers", "van Leeuwen", "Linders", "Lubbers", "Maas", "van der Meer",
    "Meijers", "Mertens", "Mulderij", "Nieuwenhof", "Nijland", "Oosterveld", "Oudendijk", "Özdemir", "Peeters",
    "Postma", "Prins", "Ramdin", "Reinders", "van Rijn", "Roelofs", "Rozema", "Ruiter", "Schaap", "Scholten",
    "Schuurman", "Sital", "Smeets", "Snijders", "Spaan", "Steenstra", "Tahiri", "Terpstra", "Timmer", "van Tol",
    "Uittenbogaard", "van Veen", "Verbeek", "Verhoef", "Visscher", "Vlasblom", "Voogd", "Vreeman", "de Waal",
    "Wagenaar", "Westerhof", "Wiersma", "Willemsen", "van der Wal", "Wolters", "Yilmaz", "Zandstra", "Zijlstra",
)  # fmt: skip
