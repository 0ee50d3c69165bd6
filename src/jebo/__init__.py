"""jebo: from a source's word to a published report, without the source in it."""

__version__ = "0.1.0"
