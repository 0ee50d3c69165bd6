"""Whether a form asks for a passphrase or a code: such a field comes back empty, so no page may say that it is still there."""

from __future__ import annotations

from django import forms, template

register = template.Library()


@register.filter
def asks_a_secret(form: forms.BaseForm) -> bool:
    """Whether a field of it is a password, or a code of one use."""
    widgets = (field.widget for field in form.fields.values())
    return any(
        isinstance(one, forms.PasswordInput) or one.attrs.get("autocomplete") == "one-time-code"
        for one in widgets
    )
