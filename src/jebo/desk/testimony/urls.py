"""The pages of testimony and statements."""

from __future__ import annotations

from django.urls import path

from jebo.desk.testimony import calls, checking, importing, papers, statements, views

urlpatterns = [
    path("", views.testimonies, name="testimonies"),
    # Statements.
    path("statements", statements.statements, name="statements"),
    path("statements/groups", statements.groups, name="statement_groups"),
    path("statements/<str:id>", statements.statement, name="statement"),
    path("statements/<str:id>/change", statements.change, name="change_statement"),
    path("statements/<str:id>/keep", statements.keep, name="keep_statement"),
    path("statements/<str:id>/drop", statements.drop, name="drop_statement"),
    path("statements/<str:id>/told-on", statements.told_on, name="statement_told_on"),
    path("<str:id>/statements", statements.of_testimony, name="testimony_statements"),
    path("<str:id>/statements/new", statements.new, name="new_statement"),
    path("<str:id>/statements/split", statements.split, name="split_testimony"),
    # Calls.
    path("note", calls.calls, name="calls"),
    path("note/<str:source>", calls.note, name="note"),
    path("questions/<str:source>", calls.questions, name="questions"),
    path("questions/<str:source>/sheet", calls.call_sheet, name="call_sheet"),
    path("question/<str:id>", calls.question, name="question"),
    path("contacts/<str:source>", calls.contacts, name="contacts"),
    path("contact/<str:id>", calls.contact, name="contact"),
    path("checking/<str:source>", checking.outgoing, name="outgoing"),
    path("checking/line/<str:id>", checking.unsaid, name="unsaid"),
    # What came with it.
    path("attachment/<str:id>", papers.picture, name="picture"),
    path("attachment/<str:id>/sealed", papers.sealed, name="sealed_original"),
    path("attachment/<str:id>/remove", papers.take_away, name="take_away"),
    # Testimony.
    path("new/<str:source>", views.new, name="new_testimony"),
    path("import/<str:source>", importing.bring_in, name="import_testimony"),
    path("<str:id>", views.testimony, name="testimony"),
    path("<str:id>/edit", views.edit, name="edit_testimony"),
    path("<str:id>/read", views.read, name="read_testimony"),
    path("<str:id>/remove", views.remove, name="remove_testimony"),
    path("<str:id>/attach", papers.attach, name="attach"),
]
