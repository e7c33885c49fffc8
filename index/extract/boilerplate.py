"""What surrounds an article on its page and is often taken for a part of it.

Owns the few things that are taken out of a page before its article is looked for: sign-up
forms, boxes about the author, comments, side columns, links to other articles under a label
that says so, and lines that only stand there for something else. Each is known by a plain
mark, and nothing large is: to lose words of an article is worse than to keep words around it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BESIDE = re.compile(
    r"newsletter|sign-?up-(?:form|box)|saboxplugin|about-(?:the-)?author"
    r"|(?:\w+-)?author-?(?:box|bio|info|card)|autor(?:en|in)?-?(?:box|info|profil)"
    r"|(?:subscri(?:be|ption)|donat(?:e|ion)|spenden|log-?in)-?(?:box|banner|form|prompt|widget)",
    re.IGNORECASE,
)
# Comments in the plural: in the singular these are kinds of articles.
_BESIDE_AS_A_WHOLE = re.compile(
    r"(?:[a-z]+[-_])?comments(?:[-_](?:area|section|list|thread|wrap(?:per)?|container|box|form))?"
    r"|disqus_thread|respond|(?:leser-?)?kommentare|comentarios|commentaires|commenti"
    r"|(?:ez-)?toc(?:[-_](?:container|box|wrapper))?|inhaltsverzeichnis",
    re.IGNORECASE,
)
# Only as an id: as a class these are what an article's pictures have that stand at the right.
_SIDE_COLUMN = re.compile(r"right(?:[-_]?(?:col(?:umn)?|wrap(?:per)?|bar))?", re.IGNORECASE)
_CONTAINERS = ("div", "section", "aside", "form", "td")
_BLOCKS = ("p", "div", "li", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol")
SMALL_ONE_IN: Final = 3
"""Of a page's words outside of links, one in so many at most may go with one container."""
# What bounds the work on a page that is made to cost some.
_MOST_CONTAINERS = 50
_MOST_TEXTS = 200
_UNSEEN = ("a", "script", "style")
_LABELS = re.compile(
    "|".join(
        (
            r"(?:read|see|watch) (?:also|more|next|this)|(?:also|more) (?:read|on this|from us)",
            r"related(?: (?:articles?|stories|story|content|posts?|news|reading|topics?))?",
            r"you (?:may|might) also (?:like|enjoy)|(?:further|more) (?:reading|information)",
            r"weiterlesen|mehr (?:lesen|zum thema)|weitere (?:informationen|meldungen|nachrichten)",
            r"weitere (?:aktuelle )?(?:artikel|themen|beiträge)",
            r"(?:siehe|lesen sie|lies|lest|sehen sie) auch|auch interessant|zum weiterlesen",
            r"das könnte (?:sie|dich|euch) auch interessieren|lesetipps?",
            r"mira(?: también)?|(?:lee|lea|leer|ver|vea) (?:también|además|más)",
            r"(?:también )?te puede interesar|más información|notas? relacionadas?",
            r"(?:à )?(?:lire|voir|écouter) aussi|à lire|sur le même sujet",
            r"leggi anche|vedi anche|leia (?:também|mais)|veja (?:também|mais)|lees ook",
            r"(?:czytaj|zobacz|przeczytaj) (?:też|także|również|więcej)",
            r"(?:читайте|читать|смотрите|см\.) (?:также|еще|ещё)|по теме|материалы по теме",
            r"(?:читайте|дивіться) (?:також|ще)|(?:相关|延伸)阅读",
            r"tags|keywords|topics|themen|schlagw(?:ö|oe)rter|mots[- ]clés|etiquetas|теги",
        )
    ),
    re.IGNORECASE,
)
# What stands for something that is not text, or where it would be.
_STAND_INS = re.compile(
    "|".join(
        (
            r"advertise?ment|anzeige|werbung|publicité|publicidad|pubblicità|reklama|реклама",
            r"(?:view this post|sieh dir diesen beitrag) (?:on|auf) instagram( an)?",
            r"(?:lesezeit|reading time|temps de lecture|tiempo de lectura)\W{1,3}\d.{0,15}",
            r"(?:©|(?:copyright|\(c\)) [©\d]|all rights reserved|alle rechte vorbehalten).{0,150}",
            r"your browser does not support .{0,60}|(?:dein|ihr) browser unterstützt .{0,60}",
        )
    ),
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"\b(?:follow us|join (?:us|our)|subscribe to our|únete|síguenos|suscríbete|siga-nos"
    r"|suivez-nous|rejoignez|folgen sie uns|folgt? uns|abonnier(?:e|en sie)|seguici|obserwuj nas"
    r"|подписывай(?:тесь|ся)|подпишитесь|підписуйтесь|підпишіться)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"whats\s?app|telegram|google\s?news|facebook|twitter|instagram|youtube|tiktok|newsletter",
    re.IGNORECASE,
)
_LONGEST_INVITATION = 200
_QUOTED = '“”„«»"'
_ARROW = re.compile(r"(?:>>|»|→|➡|▶|►)+")
_AROUND_LABELS = ", \t\r\n\u00a0:.…-–—>»›→|•*+▶►()[]"


def remove_boilerplate(tree: HtmlElement) -> None:
    """Take out of `tree` what is plainly beside the article."""
    body = tree.find(".//body")
    root = tree if body is None else body
    limit = size(root) // SMALL_ONE_IN
    beside = islice(_beside(root, limit), _MOST_CONTAINERS)
    for element in [*beside, *_teasers(root), *_no_words_of_it(root)]:
        if element.getparent() is not None:
            element.drop_tree()


def _beside(root: HtmlElement, limit: int) -> Iterator[HtmlElement]:
    for element in root.iterdescendants(*_CONTAINERS):
        if _is_named_so(element) and size(element, limit + 1) <= limit:
            yield element


def _is_named_so(element: HtmlElement) -> bool:
    identity = element.get("id") or ""
    names = (identity, *(element.get("class") or "").split())
    return (
        any(map(_BESIDE.match, names))
        or any(map(_BESIDE_AS_A_WHOLE.fullmatch, names))
        or _SIDE_COLUMN.fullmatch(identity) is not None
    )


def _teasers(root: HtmlElement) -> Iterator[HtmlElement]:
    """Links under a label such as "Read more", in one block with it or in those that follow."""
    for block in root.iterdescendants(*_BLOCKS):
        label = _unlinked(block)
        if label is None or not _is_label(label):
            continue
        if block.find(".//a") is not None:
            yield block
        elif linked := list(takewhile(_is_link, block.itersiblings())):
            yield from (block, *linked)


def _is_label(text: str) -> bool:
    is_arrow = _ARROW.fullmatch(text) is not None
    return is_arrow or _LABELS.fullmatch(text.strip(_AROUND_LABELS)) is not None


def _no_words_of_it(root: HtmlElement) -> Iterator[HtmlElement]:
    """Stand-ins, and invitations to follow the outlet elsewhere, as far as they are blocks."""
    for block in root.iterdescendants("p", "div", "li"):  # a heading may be any word
        words = _small_text(block)
        is_stand_in = _STAND_INS.fullmatch(words.strip(_AROUND_LABELS)) is not None
        if is_stand_in or (block.find(".//a") is not None and _invites(words)):
            yield block


def _invites(words: str) -> bool:
    is_invitation = _INVITATION.search(words) is not None and _ELSEWHERE.search(words) is not None
    return is_invitation and not any(mark in words for mark in _QUOTED)


def _small_text(element: HtmlElement) -> str:
    """The text of a small element, its links included; "" for one that is not small."""
    pieces = list(islice(element.itertext(), _MOST_TEXTS + 1))
    text = " ".join("".join(pieces).split())
    return text if len(pieces) <= _MOST_TEXTS and len(text) <= _LONGEST_INVITATION else ""


def _is_link(element: HtmlElement) -> bool:
    is_block = element.tag in _BLOCKS or element.tag in _LISTS
    return is_block and element.find(".//a") is not None and _unlinked(element) == ""


def _unlinked(element: HtmlElement) -> str | None:
    """The text of a small element that is in no link; None for an element that is not small."""
    texts = list(islice(_texts(element), _MOST_TEXTS + 1))
    return "".join(texts).strip() if len(texts) <= _MOST_TEXTS else None


def size(element: HtmlElement, most: int = sys.maxsize) -> int:
    """The characters of the text outside of links, without spaces; counted no further than `most`.

    Not words, as not every script puts spaces between them.
    """
    size = 0
    for text in _texts(element):
        size += len("".join(text.split()))
        if size >= most:
            break
    return size


def _texts(element: HtmlElement) -> Iterator[str]:
    from lxml.etree import iterwalk

    walk = iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, each in walk:
        if event == "start" and each.tag in _UNSEEN:
            walk.skip_subtree()
        elif event == "start":
            yield each.text or ""
        if event != "start" and each is not element:
            yield each.tail or ""
