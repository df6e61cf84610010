"""The person: one aggregate per file."""

from patients.models.addresses import PatientAddress
from patients.models.contacts import PatientContact
from patients.models.core import Patient, PatientQuerySet
from patients.models.drafts import RecentPatient, RegistrationDraft
from patients.models.family import PatientFamily
from patients.models.identifiers import IdentifierRegistry, NupinSerial, PatientIdentifier
from patients.models.owned import PatientOwned
from patients.models.personal import PatientPersonal

__all__ = [
    "IdentifierRegistry",
    "NupinSerial",
    "Patient",
    "PatientAddress",
    "PatientContact",
    "PatientFamily",
    "PatientIdentifier",
    "PatientOwned",
    "PatientPersonal",
    "PatientQuerySet",
    "RecentPatient",
    "RegistrationDraft",
]
