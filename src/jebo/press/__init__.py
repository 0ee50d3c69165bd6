"""The press: released editions in, a static site in two languages out, whose every page a reader can prove to be the newsroom's.

It takes plain dataclasses. What has no valid receipt over exactly its bytes is not written, and nothing else is either.
"""
