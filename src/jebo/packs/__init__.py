"""What is known of a country: a folder of plain tables, read into the frozen values of the engine."""

from jebo.packs.faults import Fault, faults
from jebo.packs.folder import BrokenPack, UnknownPack, available, load, load_folder
from jebo.packs.places import gazetteer
from jebo.packs.subject import guess

__all__ = [
    "BrokenPack",
    "Fault",
    "UnknownPack",
    "available",
    "faults",
    "gazetteer",
    "guess",
    "load",
    "load_folder",
]
