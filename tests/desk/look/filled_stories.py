"""A story with something of everything in it: two editions, revisions, comments, drafts, a photo, a gloss, grounds. Invented."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw

from jebo.desk.events.models import Event, Standing
from jebo.desk.events.rests import recompute
from jebo.desk.people.models import Member
from jebo.desk.publication.models import Release
from jebo.desk.readers.models import Letter
from jebo.desk.rights import Role
from jebo.desk.stories.comments import reply, say
from jebo.desk.stories.models import Edition, Photo, RestsOn, StandingText, Story
from jebo.desk.stories.putting import content
from jebo.desk.stories.saving import add, begin, keep_draft, save
from jebo.desk.translation.models import GlossaryTerm

KOREAN = """남한에서 만든 상품이 함경북도 시장들에 퍼지자 당국이 수색과 체포, 공개투쟁회의로 대응하고 있는 것으로 물마루통신 취재 결과 알려졌다.

함경북도 소식통은 13일 물마루통신에 “7월 첫째 주 사흘 동안 청진과 김책 등 여러 도시에서 검열원들이 집집을 뒤졌다”고 전했다.

## 매대마다 같은 물건

소식통에 따르면 김책시에서는 검열 성원 20명이 같은 시각에 여러 집의 문을 두드렸다. 도매상 4명이 체포됐다.

::photo {photo}

> 내일 가서 몰랐다고 하지 말라.

::gloss {gloss}

물건은 무역일꾼들의 손을 거쳐 배로 들어온 것으로 추정된다. 장마당은 오래전부터 나라 살림을 떠받쳐 왔다.

::standing {standing}"""
ENGLISH = """Goods made in South Korea have spread through the markets of North Hamgyong Province, Mulmaru Wire has learned.

For three days in the first week of July inspectors searched homes in Chongjin and Kimchaek, a source in the province told the Wire on Thursday.

## On most stalls

In Kimchaek 20 inspectors knocked at several doors at the same moment, he said.

::photo {photo}

> Nobody shall say tomorrow that he did not know.

::gloss {gloss}

::photo gone

::standing {standing}"""
CREDITS = [
    {"role": "reporting", "name": "물마루통신 취재팀"}, {"role": "writing", "name": "한보라"},
    {"role": "translation", "name": "Ruth Calloway"}, {"role": "editing", "name": "두리"},
]  # fmt: skip


def fill(day: date, mina: Member, event: Event) -> dict[str, str]:
    """A story of Mina's, with which Duri helps. The opaque id of one row of each model."""
    duri = Member.objects.create_user("Duri", "a long enough password", [Role.EDITOR])
    korean = begin(
        "남한 상품과 공개투쟁회의: 여러 시의 장마당에서 오전 단속이 늘고 기름값이 먼저 오른 일",
        "ko",
        day,
        mina,
    )
    english = add(korean.story, "en", day, mina)
    photo = _photo(korean.story)
    named = {"photo": photo.pk, **{text.sort: text.pk for text in _standing_texts(day)}}
    korean = _written(korean, KOREAN.format(**named), "남한 상품 퍼지자 공개투쟁회의", day, mina)
    english = _written(
        english, ENGLISH.format(**named), "Public struggle session over goods from the South", day, mina
    )
    again = {
        "text": korean.text.replace("도매상 4명", "도매상 여러 명"),
        "standfirst": "당국이 수색과 체포로 대응하고 있다.",
    }
    korean = save(korean.pk, again, korean.version, day, duri, "숫자를 뺐다")
    _beside(korean, day, mina, duri, event)
    Story.objects.create(label="한 시에서 숙박검열", begun=day, changed=day, laid_aside=True)
    letter = Letter.objects.create(day=day, words="그 장마당은 어느 도에 있습니까?", story=korean.story)
    return {
        "Story": korean.story_id,
        "Edition": korean.pk,
        "Revision": "2",
        "Photo": photo.pk,
        "Letter": letter.pk,
        "StandingText": named["gloss"],
        "Release": _with_a_broken_receipt(korean, day).pk,
        "GlossaryTerm": GlossaryTerm.objects.create(korean="상점", english="state shop; shop", since=1990).pk,
    }


def _written(edition: Edition, text: str, headline: str, day: date, by: Member) -> Edition:
    words = {
        "headline": headline, "text": text, "dateline": "서울" if edition.language == "ko" else "SEOUL", "credits": CREDITS,
        "slug": f"goods-{edition.language}", "tags": ["장마당", "검열"], "share": "함경북도 시장에 퍼진 남한 상품",
    }  # fmt: skip
    return save(edition.pk, words, edition.version, day, by, "처음 쓴 글")


def _beside(edition: Edition, day: date, mina: Member, duri: Member, event: Event) -> None:
    """Comments open, cut and resolved; drafts of both; and what sentences rest on."""
    first, second, *others = edition.marked()
    asked = say(edition, second.id, "날짜를 그대로 둘까? 그날 통화한 사람은 한 사람뿐이다.", day, duri)
    reply(asked, "“최근”으로 바꾸겠다.", day, mina)
    done = say(edition, first.id, "‘퍼지자’가 맞는지 확인", day, duri)
    done.resolved_by = mina
    done.save()
    cut = say(edition, others[0].id, "이 문장은 빼자.", day, duri)
    cut.sentence = "gone"
    cut.save()
    say(edition, "", "제목이 너무 길다.", day, duri)
    for who in (mina, duri):
        keep_draft(edition, {"text": edition.text.replace("집집을", "집을")}, edition.version, day, who)
    recompute([event.pk])
    for standing, sentence in zip(
        Standing.objects.filter(event=event)[:3], (second, second, others[0]), strict=False
    ):
        RestsOn.objects.create(edition=edition, sentence=sentence.id, standing=standing)


def _with_a_broken_receipt(edition: Edition, day: date) -> Release:
    """A row that was written past the release check: it is shown as what it is."""
    return Release.objects.create(
        edition=edition, number=1, day=day, content=content(edition).plain(), document=b"-", signature="-"
    )


def _photo(story: Story) -> Photo:
    image, out = Image.new("RGB", (960, 600), (196, 190, 176)), BytesIO()
    pen = ImageDraw.Draw(image)
    for n in range(12):
        pen.rectangle((n * 80 + 8, 300 - n % 4 * 30, n * 80 + 70, 560), fill=(90 + n * 8, 100, 92))
    image.save(out, "JPEG")
    return Photo.objects.create(
        story=story, data=out.getvalue(), kind="image/jpeg", name="market-in-winter.jpg", file_photo=True, credit="물마루통신",
        korean_caption="겨울 장마당의 매대. 본문 내용과 관계없음", english_caption="Market stalls in winter", korean_alt="매대가 늘어선 장마당",
        english_alt="A row of market stalls",
    )  # fmt: skip


def _standing_texts(day: date) -> list[StandingText]:
    return [
        StandingText.objects.create(
            sort="gloss", korean_term="공개투쟁회의", english_term="Public struggle session", since=day,
            korean="주민들을 모아 놓고 죄를 물어 본보기로 삼는 자리.", english="People are accused before their neighbours.",
        ),
        StandingText.objects.create(
            sort="standing", korean="이 기사는 북한 안의 소식통이 전한 말을 바탕으로 썼다. 따로 확인하지 못한 것도 있다.",
            english="This article rests on what people inside North Korea told us. Not all of it could be confirmed.",
        ),
    ]  # fmt: skip
