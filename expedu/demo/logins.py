"""The people a visitor of the demo can sign in as."""

from dataclasses import dataclass

PASSWORD = "expedu-demo"  # noqa: S105  the demo's one, shown on the screen
DOMAIN = "demo.expedu.example"


@dataclass(frozen=True, slots=True)
class Login:
    """One demo login and what there is to see with it."""

    name: str
    role: str

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@{DOMAIN}"


LOGINS = (
    Login("Tessa", "leraar op De Regenboog, al een jaar te vinden"),
    Login("Daan", "leraar op De Wilgenhof, begint vandaag"),
    Login("Samira", "leraar op De Wilgenhof, komt uit de klas om te helpen"),
    Login("Marijke", "directeur van De Wilgenhof (bestuur De Linde)"),
    Login("Fenna", "directeur van De Regenboog (bestuur Het Veer)"),
    Login("Ilse", "intern begeleider op De Wilgenhof"),
    Login("Joost", "bestuursbeheerder van De Linde"),
    Login("Noor", "bestuursbeheerder van Het Veer"),
    Login("Petra", "coördinator van netwerk De Drie Beken"),
    Login("Kees", "moderator van netwerk De Drie Beken"),
    Login("Beheer", "platformbeheerder"),
)
