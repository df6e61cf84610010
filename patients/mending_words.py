"""The kinds of values to mend, in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Words:
    """What pages say of a kind: its `name` in the list, the `title` of one value, and the button `none`, "" when there is none."""

    name: str | Promise
    title: str | Promise
    none: str | Promise = ""


KINDS: dict[str, Words] = {
    "phone": Words(_("Phone numbers"), _("Mend a phone number"), _("She has none")),
    "email": Words(_("E-mail addresses"), _("Mend an e-mail address"), _("She has none")),
    "nrc": Words(_("NRC numbers"), _("Mend an NRC"), _("She has none")),
    "nupin": Words(_("NUPINs"), _("Mend a NUPIN"), _("She has none: give a new NUPIN")),
    "art-number": Words(_("ART numbers"), _("Mend an ART number"), _("She has none")),
    "napsa": Words(_("NAPSA numbers"), _("Mend a NAPSA number"), _("She has none")),
    "under-five-card": Words(_("Under-five cards"), _("Mend an under-five card number"), _("She has none")),
    "passport": Words(_("Passports"), _("Mend a passport number"), _("She has none")),
    "sex": Words(_("Sex not understood"), _("Mend the sex")),
    "birth": Words(_("Birth dates that can’t be true"), _("Mend a birth date")),
    "marital": Words(_("Marital status not understood"), _("Mend the marital status")),
    "relative-nrc": Words(
        _("NRC numbers of relatives"), _("Mend the NRC of a relative"), _("The relative has none")
    ),
    "nrc-shared": Words(
        _("NRC numbers of several people"), _("Several people have this NRC"), _("Not hers: take it away")
    ),
    "nupin-shared": Words(
        _("NUPINs of several people"), _("Several people have this NUPIN"), _("Not hers: give a new NUPIN")
    ),
    "facility": Words(_("Facilities not known"), _("Is this a record of your facility?")),
}
