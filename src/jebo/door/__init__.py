"""The public tip line: it takes words and files, seals them at once, and keeps nothing that it could betray.

Made to run alone on a cheap server behind Tor. It imports :mod:`jebo.sealing` and what answers web requests, and nothing else of jebo.
"""
