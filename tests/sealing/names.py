"""Names of parts for property tests: any that are allowed."""

import unicodedata

from hypothesis import strategies as st

from jebo.sealing import SealingError, check_name


def names() -> st.SearchStrategy[str]:
    letters = st.text(
        st.sampled_from("abcXYZ019 ._-쌀값김사진éß漢字") | st.characters(), min_size=1, max_size=30
    )
    return letters.map(lambda name: unicodedata.normalize("NFC", name)).filter(_allowed)


def _allowed(name: str) -> bool:
    try:
        check_name(name)
    except SealingError:
        return False
    return True
