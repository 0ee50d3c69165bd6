"""Pages of the exposure history."""
from django.http import HttpRequest, HttpResponse
from jebo.desk.gate import page

@page("exposure.see")
def exposure(request: HttpRequest, id: str) -> HttpResponse:
    """x"""
@page("exposure.see")
def what_if(request: HttpRequest, id: str) -> HttpResponse:
    """x"""
