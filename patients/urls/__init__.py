"""Pages about patients. No address holds a name or number: searches are POSTs, patients and drafts are opaque keys."""

from patients.urls import desk, record

app_name = "patients"
urlpatterns = [*desk.urlpatterns, *record.urlpatterns]
