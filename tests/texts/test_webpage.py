import pytest

from jebo.texts import decode
from jebo.texts.unreadable import BinaryFile, NoText


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Rice\n  is <b>dear</b>.</p><p>Salt.", "Rice is dear.\n\nSalt."),
        ("<h1>Head</h1>Body", "Head\n\nBody"),
        ("a<br>b<br/>\n<br>c", "a\nb\n\nc"),
        ("<ul><li>a<li>b</ul>c", "a\n\nb\n\nc"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb"),
        ("<div>a<div>b</div>c</div>", "a\n\nb\n\nc"),
        ("a<script>if (x < 1) '<p>no</p>'</script><style>p {}</style>b", "ab"),
        ("<head><title>Title</title><style>x</style><body><p>a", "a"),
        ("<html><head><title>Title</title><article>a</article>", "a"),
        ("<head><p>a<p>b", "a\n\nb"),
        ("a<!-- no --><template>no</template><svg><title>no</title><text>no</text></svg>b", "ab"),
        ("<noscript><p>shown</p></noscript>", "shown"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("She said <q>no</q>.", "She said “no”."),
        ("<b><i>a</b>b</i><script>no</script>c</div><p>d", "abc\n\nd"),
        ("<ruby>字<rp>(</rp><rt>reading</rt></ruby>", "字"),
        ("a&nbsp;b &amp; &lt;c&gt; &#44032; &bogus;", "a\xa0b & <c> 가 &bogus;"),
        ("<p>장마당<wbr>에</p>", "장마당에"),
        ("<custom-block>a</custom-block>", "a"),
    ],
)
def test_a_page_is_read_as_it_is_shown(page: str, text: str) -> None:
    assert decode(page.encode(), "html").text == text


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ('<meta charset="euc-kr">', "euc_kr"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=ks_c_5601-1987'>", "cp949"),
        ('<meta charset="EUC-KR">', "cp949"),
        ('<?xml version="1.0" encoding="euc-kr"?>', "euc_kr"),
        ('<meta charset="iso-2022-kr">', "iso2022_kr"),
        ("<meta charset='johab'>", "johab"),
        ('<meta charset="iso-8859-1">', "cp949"),
        ('<meta charset="euc-kr">', "utf-8"),
        ('<meta charset="utf-16">', "utf-8"),
        ('<meta charset="no-such-set">', "cp949"),
        ('<meta charset="hex">', "utf-8"),
        ("", "cp949"),
        ("", "utf-16"),
    ],
)
def test_the_characters_of_a_page_are_right_whatever_it_declares(head: str, codec: str) -> None:
    page = f"{head}<p>소식통은 장마당에 쌀이 없다고 말했다</p>"
    assert decode(page.encode(codec), "html").text == "소식통은 장마당에 쌀이 없다고 말했다"


def test_a_declared_encoding_that_cannot_be_guessed_is_believed() -> None:
    page = "<meta charset='koi8-r'><p>На рынке нет риса</p>"
    assert decode(page.encode("koi8_r"), "html").text == "На рынке нет риса"


def test_nothing_of_a_deep_or_long_page_is_lost() -> None:
    deep = f"{'<div>' * 5_000}deep{'</div>' * 5_000}<p>after"
    assert decode(deep.encode(), "html").text == "deep\n\nafter"
    long = f"<p>{'rice ' * 2_400_000}</p><p>after"
    assert decode(long.encode(), "html").text.endswith("rice\n\nafter")


@pytest.mark.parametrize("page", ["<script>rice</script>", "<!-- rice -->", "<p>&nbsp;</p>"])
def test_a_page_that_shows_nothing_is_refused(page: str) -> None:
    with pytest.raises(NoText):
        decode(page.encode(), "html")


def test_a_picture_under_the_name_of_a_page_is_refused() -> None:
    with pytest.raises(BinaryFile):
        decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "html")
