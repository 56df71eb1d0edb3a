"""How things are called when it is not the expert who reads them."""

from django.utils.translation import gettext_lazy as _

from experts.choices import TimeMode

# The labels of TimeMode are what the expert says ("Uit mijn lestijd").
TIME_MODE_WORDS = {
    TimeMode.TEACHING: _("Uit de lestijd: er gaat iemand uit de klas"),
    TimeMode.TASK: _("Uit de taakuren"),
    TimeMode.EXTENSION: _("Extra uren, tijdelijk erbij"),
    TimeMode.OWN: _("In eigen tijd"),
}
