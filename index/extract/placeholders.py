"""Pages that stand where an article should be, and hold none.

Owns how they are told from articles: a request for consent, the beginning of an article that
only subscribers may read, "page not found" sent as if it were a page, and a list of links.
An article refused is worse than a placeholder stored, and articles are written about all of
these: so each needs plain signs, mostly two, and a text of some length is only ever taken for
a list of links.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from index.errors import NotAnArticle
from index.extract.linked_data import objects
from index.extract.published import publication_day

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PASTE: Final = "If a browser shows you the article, paste its text."

_CONSENT_MOST: Final = 3_000
_ABOUT_CONSENT: Final = re.compile(
    r"cookie|consent|privacy|personal data|partner|tracking|device"
    r"|einwillig|zustimm|akzeptier|datenschutz|privatsphäre|personenbezogen"
    r"|confidentialité|données personnelles|privacidad|datos personales"
    r"|соглас|персональн|конфиденциальн|згод[аи]|prywatnoś|zgod[aęy]",
    re.IGNORECASE,
)
_ASKING_CONSENT: Final = re.compile(
    r"(?:accept|reject|allow|manage) (?:all|cookies)|before you continue|your (?:consent|choices)"
    r"|we(?: and our \w+ ?\w*)? (?:use|store)|our partners"
    r"|alle (?:akzeptieren|ablehnen)|wir und unsere|wir verwenden|unsere partner"
    r"|tout (?:accepter|refuser)|nous utilisons|nos partenaires"
    r"|aceptar (?:todo|y continuar)|utilizamos cookies|мы используем|принять все"
    r"|ми використовуємо|używamy plików|nasi partnerzy",
    re.IGNORECASE,
)

_NOT_FOUND_MOST: Final = 3_000
_NOT_FOUND: Final = re.compile(
    r"(?:error )?404(?: error)?(?: not found)?"
    r"|(?:sorry,? |oops[,!]? )?(?:the |this |that )?(?:page|article|story)"
    r" (?:is |was |has been )?(?:not found|not available|no longer available|removed)"
    r"|(?:sorry,? |oops[,!]? )?(?:the |this |that )?page (?:could not be|can.?t be) found"
    r"|(?:the |this |that )?page (?:does not|doesn.?t|no longer) exists?"
    r"|(?:die |diese )?seite (?:wurde )?(?:leider )?nicht gefunden"
    r"|(?:die |diese )?seite existiert nicht(?: mehr)?"
    r"|página no encontrada|page (?:introuvable|non trouvée)|pagina non trovata"
    r"|pagina niet gevonden|nie znaleziono strony|strona nie (?:istnieje|została znaleziona)"
    r"|страница не (?:найдена|существует)|сторінк[ау] не (?:знайден[ао]|існує)",
    re.IGNORECASE,
)
_TITLE_PARTS: Final = re.compile(r"\s+[-–—|:·»]+\s+|[:|]\s")

_STUB_MOST: Final = 1_500
_MARKED_STUB_MOST: Final = 600
_ENDING: Final = 400
_LAST_LINES: Final = 3
_QUOTED: Final = re.compile(r"[\"“”„«»]")
_QUOTATION: Final = re.compile(r"[\"“„«]([^\"“”„«»\n]{20,})[\"“”»]")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?:])\s+")
_FOR_SUBSCRIBERS: Final = (
    r"(?:subscribe|sign up|register|log in|sign in|create|join|become|start|get)\b.{0,60}"
    r" to (?:continue|keep) reading"
    r"|to (?:continue|keep) reading|to read the (?:full|rest|whole)|continue reading with"
    r"|(?:article|content|story) is (?:only |exclusively )?(?:available )?(?:for|to) [\w ]{0,20}"
    r"(?:subscribers|members)|(?:for|to) (?:paying |our )?subscribers only"
    r"|(?:jetzt|sofort) weiterlesen|weiterlesen mit|um weiterzulesen|nur für abonnenten"
    r"|(?:exklusiv|artikel ist) für abonnent|réservé (?:aux|à nos) abonnés"
    r"|(?:exclusivo|solo|sólo) para suscriptores|доступ\w* (?:только )?(?:по подписке|подписчикам)"
    r"|(?:tylko )?dla (?:subskrybentów|prenumeratorów)"
)
_ABOUT_SUBSCRIBERS: Final = re.compile(_FOR_SUBSCRIBERS, re.IGNORECASE)
_TO_READER: Final = re.compile(
    r"(?:(?:please|want|you (?:must|need to|have to)|this|the (?:full|rest of (?:the|this))|dieser"
    r"|(?:cet )?article(?: est)?|contenu|contenido|artículo|artykuł"
    r"|(?:полн\w+ )?(?:статья|текст|материал)) )?"
    rf"(?:{_FOR_SUBSCRIBERS})",
    re.IGNORECASE,
)
_WALL: Final = re.compile(
    r"(?:pay|reg|registration|subscri\w*)[-_]?wall|subscri\w*[-_](?:gate|prompt|barrier)|metered",
    re.IGNORECASE,
)

_LINKS_LEAST: Final = 8
_LINKS_SHARE: Final = 0.7


def refuse_placeholder(tree: HtmlElement, text: str, title: str | None, url: str | None) -> None:
    """Raise NotAnArticle, with the reason, where `text` is what a page shows in place of one."""
    if _is_not_found(tree, text, title):
        raise NotAnArticle(
            "This page says that there is nothing at its address.", "Check the address."
        )
    if _is_consent(tree, text, url):
        raise NotAnArticle("This page asks for consent, and shows no article.", _PASTE)
    if _is_stub(tree, text):
        raise NotAnArticle(
            "Only the beginning of this article is shown; the rest is for subscribers.", _PASTE
        )
    if _is_link_list(tree, text):
        raise NotAnArticle(
            "This page is a list of links, not an article.", "Give the addresses that it links to."
        )


def _is_not_found(tree: HtmlElement, text: str, title: str | None) -> bool:
    headings = [title or "", *(element.text_content() for element in tree.iter("title", "h1"))]
    return len(text) < _NOT_FOUND_MOST and any(map(_says_not_found, headings))


def _says_not_found(heading: str) -> bool:
    whole, *parts = (
        " ".join(part.split()).strip(".!") for part in (heading, *_TITLE_PARTS.split(heading))
    )
    return whole.lower() == "not found" or any(map(_NOT_FOUND.fullmatch, parts))


def _is_consent(tree: HtmlElement, text: str, url: str | None) -> bool:
    host = urlsplit(url).hostname if url else None
    if host is not None and host.startswith("consent."):
        return True
    if len(text) > _CONSENT_MOST or not _ASKING_CONSENT.search(text):
        return False
    if _quotes(text) or publication_day(tree, None) is not None:
        return False
    sentences = [part for part in re.split(r"[.!?\n]+", text) if part.strip()]
    return sum(map(bool, map(_ABOUT_CONSENT.search, sentences))) * 2 > len(sentences)


def _is_stub(tree: HtmlElement, text: str) -> bool:
    lines = text[-_ENDING:].splitlines()[-_LAST_LINES:]
    ending = [line for line in lines if not _QUOTED.search(line)]
    if len(text) <= _STUB_MOST and any(map(_speaks_to_reader, ending)):
        return True
    is_marked = len(text) <= _MARKED_STUB_MOST and any(
        str(found.get("isAccessibleForFree")).lower() == "false" for found in objects(tree)
    )
    is_told = len(text) <= _STUB_MOST and any(map(_ABOUT_SUBSCRIBERS.search, ending))
    return (is_marked or is_told) and _has_wall(tree)


def _speaks_to_reader(line: str) -> bool:
    """Whether a line asks for a subscription, and is not about somebody who does."""
    return any(map(_TO_READER.match, _SENTENCE_END.split(line.strip())))


def _has_wall(tree: HtmlElement) -> bool:
    return any(_WALL.search(str(name)) for name in tree.xpath("//@class | //@id"))


def _quotes(text: str) -> bool:
    """Whether somebody is quoted, and not only what a button says."""
    return any(not _ASKING_CONSENT.search(said) for said in _QUOTATION.findall(text))


def _is_link_list(tree: HtmlElement, text: str) -> bool:
    links = {_plain(element.text_content()) for element in tree.iter("a")}
    lines = [line for line in map(_plain, text.splitlines()) if line]
    linked = [line for line in lines if line in links]
    return len(linked) >= _LINKS_LEAST and _size(linked) >= _LINKS_SHARE * _size(lines)


def _plain(line: str) -> str:
    return " ".join(line.strip(" -•|\t").split())


def _size(lines: list[str]) -> int:
    return sum(map(len, lines))
