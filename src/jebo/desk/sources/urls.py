"""The pages of sources."""

from __future__ import annotations

from django.urls import path

from jebo.desk.sources import views, views_destroy, views_go_between, views_identity, views_sharing

urlpatterns = [
    path("", views.sources, name="sources"),
    path("register", views.source_register, name="register"),
    path("when-it-waits", views.when_it_waits, name="when_it_waits"),
    path("destroyed", views_destroy.destroyed, name="destroyed"),
    path("<str:id>", views.source, name="source"),
    path("<str:id>/edit", views.source_edit, name="source_edit"),
    path("<str:id>/status", views.source_status, name="source_status"),
    path("<str:id>/never-print", views.never_print, name="never_print"),
    path("<str:id>/never-print/<str:term>/remove", views.print_again, name="print_again"),
    path("<str:id>/attest", views.attest, name="attest"),
    path("<str:id>/share", views_sharing.share, name="share"),
    path("<str:id>/share/<str:whom>/stop", views_sharing.stop_sharing, name="stop_sharing"),
    path("<str:id>/hand-over", views_sharing.hand_over, name="source_hand_over"),
    path("<str:id>/identity", views_identity.identity_page, name="identity"),
    path("<str:id>/identity/open", views_identity.identity_open, name="identity_open"),
    path("<str:id>/identity/seal", views_identity.identity_seal, name="identity_seal"),
    path("<str:id>/identity/again", views_identity.identity_again, name="identity_again"),
    path("<str:id>/go-betweens/new", views_go_between.go_between_new, name="go_between_new"),
    path("<str:id>/go-betweens/<str:one>", views_go_between.go_between, name="go_between"),
    path("<str:id>/go-betweens/<str:one>/open", views_go_between.go_between_open, name="go_between_open"),
    path("<str:id>/go-betweens/<str:one>/seal", views_go_between.go_between_seal, name="go_between_seal"),
    path(
        "<str:id>/go-betweens/<str:one>/destroy",
        views_go_between.go_between_destroy,
        name="go_between_destroy",
    ),
    path("<str:id>/destroy", views_destroy.destroy, name="destroy"),
    path("<str:id>/keep-statements", views_destroy.keep_statements, name="keep_statements"),
]
