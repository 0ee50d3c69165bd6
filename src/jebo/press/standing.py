"""The words of the site's own pages where a newsroom gives none: what anonymity is for, how it works, what readers may ask.

They promise nothing about safety. A newsroom changes them in ``press.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "about": {
        "en": "{name} reports from places where reporting is punished. It is written from what people tell who live there, checked"
        " against what others tell, and published in more than one language.",
        "ko": "{name}은(는) 취재가 처벌받는 곳의 소식을 전합니다. 그곳에 사는 사람들이 들려준 말을 다른 이들의 말과 맞추어 확인한 뒤,"
        " 두 언어로 내보냅니다.",
    },
    "how": {
        "en": "Our reporters are in touch with people inside. They are not named here, and neither is the day on which they spoke, the"
        " way, or anything by which they could be told from others who know the same.\n\n"
        "Before a story goes out it is asked, sentence by sentence, what it rests on. What one person alone told is said to be the"
        " word of one. What is contested is said to be contested.\n\n"
        "Then it is measured how many other people could have said the same. Where they are too few, a place becomes a province, a"
        " number becomes “several”, a day becomes a month. We make things vaguer; we never make them false. So a story here may"
        " know more than it says.\n\n"
        "Stories go out on a day that is drawn by lot. When one appears tells nothing of when it was told.\n\n"
        "An editor who did not write a story signs it. What goes out has a receipt over exactly its words and pictures, and this"
        " site is made of nothing else.",
        "ko": "우리 기자들은 안에 있는 사람들과 연락합니다. 그들의 이름은 물론, 말한 날과 방법, 같은 일을 아는 다른 이들과 구별될 수 있는 것은"
        " 아무것도 싣지 않습니다.\n\n"
        "기사가 나가기 전에 문장마다 무엇에 바탕을 두었는지 묻습니다. 한 사람만 말한 것은 한 사람의 말이라고 쓰고, 엇갈리는 것은 엇갈린다고"
        " 씁니다.\n\n"
        "그다음 같은 말을 할 수 있는 사람이 몇이나 되는지 헤아립니다. 너무 적으면 장소는 도로, 숫자는 ‘여럿’으로, 날짜는 달로 넓힙니다."
        " 흐리게 할 뿐 거짓으로 바꾸지 않습니다. 그래서 기사는 아는 것보다 적게 말하기도 합니다.\n\n"
        "기사는 제비로 뽑은 날에 나갑니다. 언제 실렸는지는 언제 들었는지를 알려 주지 않습니다.\n\n"
        "기사를 쓰지 않은 편집자가 서명합니다. 나가는 기사에는 글과 사진 그대로에 대한 확인서가 있고, 이 사이트는 그런 기사로만"
        " 이루어집니다.",
    },
    "faq": {
        "en": "Why are your sources not named?\nBecause they could be jailed, and their families with them. We know who tells us"
        " something, or how it reached us; readers do not have to.\n\n"
        "How can I believe what nobody signs?\nLook at how a story says that something is known: seen, heard from somebody who saw"
        " it, common talk. Look whether it rests on one voice or on several. We say so.\n\n"
        "Why is a story so vague about where and when?\nBecause those who search for a source read it too.\n\n"
        "Do you correct mistakes?\nYes, on the story itself and on the page of corrections, with the day.\n\n"
        "May I copy this site?\nYes. Where a copy carries our signature, the page on how to reach us tells how to check it.",
        "ko": "취재원의 이름을 왜 밝히지 않습니까?\n본인이 갇힐 수 있고 가족도 함께 당할 수 있기 때문입니다. 누가 말했는지, 어떻게 전해졌는지는"
        " 우리가 압니다. 독자가 알아야 할 까닭은 없습니다.\n\n"
        "이름 없는 말을 어떻게 믿습니까?\n기사가 어떻게 알게 된 일이라고 쓰는지 보십시오. 직접 보았는지, 본 사람에게 들었는지, 널리 도는 말인지"
        " 씁니다. 한 사람의 말인지 여럿의 말인지도 씁니다.\n\n"
        "장소와 때가 왜 이렇게 흐립니까?\n취재원을 찾는 이들도 읽기 때문입니다.\n\n"
        "틀린 것을 고칩니까?\n고칩니다. 기사 안과 ‘바로잡음’에 날짜와 함께 적습니다.\n\n"
        "이 사이트를 베껴 가도 됩니까?\n됩니다. 우리 서명이 있는 사본이라면 확인하는 법이 ‘안전하게 연락하는 법’에 있습니다.",
    },
    "reach": {
        "en": "Think first of who sees you. A telephone that is registered to you, a network at work and a borrowed device all"
        " remember. If somebody watches you, do nothing from your own telephone.\n\n"
        "What we can do is to keep nothing that we do not need. What we cannot do is to protect you from somebody who looks over your"
        " shoulder or holds your device.",
        "ko": "먼저 누가 당신을 보고 있는지 생각하십시오. 당신 이름으로 된 전화, 직장의 회선, 빌린 기기는 모두 기억합니다. 감시받고 있다면 자기"
        " 전화로는 아무것도 하지 마십시오.\n\n"
        "우리가 할 수 있는 것은 필요 없는 것을 남기지 않는 일입니다. 어깨너머로 보거나 기기를 손에 쥔 사람에게서"
        " 당신을 지켜 드릴 수는 없습니다.",
    },
}
