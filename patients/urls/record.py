"""One record, and the values to mend."""

from django.urls import URLPattern, path

from patients.views import edit_address, edit_contact, edit_family, edit_identity, mend, record

urlpatterns: list[URLPattern] = [
    path("mend/", mend.overview, name="mend"),
    path("mend/<slug:kind>/", mend.queue, name="mend_kind"),
    path("mend/<slug:kind>/<uuid:row>/", mend.one, name="mend_one"),
    path("<uuid:patient>/", record.record, name="record"),
    path("<uuid:patient>/print/", record.print_record, name="print"),
    path("<uuid:patient>/as-of/", record.as_of, name="as_of"),
    path("<uuid:patient>/identity/", edit_identity.edit_identity, name="edit_identity"),
    path("<uuid:patient>/personal/", edit_identity.edit_personal, name="edit_personal"),
    path("<uuid:patient>/contacts/add/", edit_contact.add_contact, name="add_contact"),
    path("<uuid:patient>/contacts/<uuid:row>/", edit_contact.edit_contact, name="edit_contact"),
    path("<uuid:patient>/contacts/<uuid:row>/end/", edit_contact.end_contact, name="end_contact"),
    path("<uuid:patient>/addresses/add/", edit_address.add_address, name="add_address"),
    path("<uuid:patient>/addresses/<uuid:row>/", edit_address.edit_address, name="edit_address"),
    path("<uuid:patient>/addresses/<uuid:row>/end/", edit_address.end_address, name="end_address"),
    path("<uuid:patient>/family/add/", edit_family.add_relative, name="add_relative"),
    path("<uuid:patient>/family/<uuid:row>/", edit_family.edit_relative, name="edit_relative"),
    path("<uuid:patient>/family/<uuid:row>/remove/", edit_family.remove_relative, name="remove_relative"),
]
