"""What a check found, in words: one wording for the command and for the desk, in the reader's language.

Knows the engine's values and the packs; neither prints nor serves anything. The language comes from
:func:`jebo.told.messages.spoken`, or from the environment where nobody said which.
"""
