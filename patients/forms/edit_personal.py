"""Language, birthplace, belief, schooling and work."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from patients.details import Personal
from patients.enums import MaritalStatus
from patients.forms.edit_base import RecordForm, yes_no
from patients.forms.fields import OptionalRadioField, PatientTextField
from patients.models import PatientPersonal
from patients.record_lines import PERSONAL as LABELS

YES_NO = {"yes": True, "no": False}


class PersonalForm(RecordForm):
    """What else she told us; every question may stay open."""

    marital_status = OptionalRadioField(label=_("Marital status"), choices=MaritalStatus.choices)
    is_born_in_zambia = OptionalRadioField(
        label=_("Born in Zambia?"), choices=[("yes", _("Yes")), ("no", _("No"))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            self.fields[name] = PatientTextField(label=label, initial=self.initial.get(name))

    def personal(self) -> Personal:
        """What the form says, for the act; a question never asked stays so."""
        data = self.cleaned_data
        texts = {
            name: data[name] if data[name] or self.initial.get(name) is not None else None for name in LABELS
        }
        status = data["marital_status"]
        return Personal(
            marital_status=MaritalStatus(status) if status else None,
            is_born_in_zambia=YES_NO.get(data["is_born_in_zambia"]),
            **texts,
        )


def personal_initial(row: PatientPersonal | None) -> dict[str, Any]:
    """What the form shows. Takes: the row, None when nothing was asked yet. Gives: initial values."""
    if row is None:
        return {"version": 0}
    texts = {name: getattr(row, name) for name in LABELS}
    return {
        "version": row.version,
        "marital_status": row.marital_status or "",
        "is_born_in_zambia": yes_no(row.is_born_in_zambia),
        **texts,
    }
