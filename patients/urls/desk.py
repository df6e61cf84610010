"""Finding and registering."""

from django.urls import URLPattern, path

from patients.views import drafts, register, register_review, search

urlpatterns: list[URLPattern] = [
    path("", search.search, name="search"),
    path("register/", register.register, name="register"),
    path("register/<uuid:draft>/review/", register_review.register_review, name="register_review"),
    path("register/<uuid:draft>/discard/", drafts.discard, name="discard"),
    path("register/<uuid:draft>/<slug:step>/", register.register_step, name="register_step"),
    path("drafts/", drafts.drafts, name="drafts"),
]
