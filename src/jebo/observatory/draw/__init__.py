"""Drawings of the record as SVG: values in, markup out. Colours are those of the style sheet, so they hold in the dark and in print."""
