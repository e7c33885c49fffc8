"""Mail: the message that was written, whoever packed it how."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from index.errors import MalformedSource, NotAnArticle
from index.extract import extract
from index.extract.extracted import Extracted
from index.types import Metadata
from tests.index.extract.bombs import nested_mail
from tests.index.test_extract import page

WORDS = "“We are ready,” said Olena Brandt.\n\n– Ada"


def read(data: bytes) -> Extracted:
    return extract(data, name_or_type="story.eml")


def message(**headers: str) -> EmailMessage:
    mail = EmailMessage()
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    return mail


def test_a_message_is_read_with_what_its_head_says() -> None:
    mail = message(
        Subject="Die Brücke  von Velm",
        From="Ada Größl <ada@courier.example>",
        Date="Thu, 16 Jun 2022 23:30:00 -0500",
    )
    mail.set_content(WORDS)
    found = read(mail.as_bytes())
    assert found.text == WORDS
    assert found.metadata == Metadata(
        "Die Brücke von Velm", None, "Ada Größl", None, date(2022, 6, 16)
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [("From", "ada@courier.example"), ("From", "x"), ("Date", "yesterday"), ("Date", "")],
)
def test_what_is_not_said_is_unknown(name: str, value: str) -> None:
    data = f"{name}: {value}\nX-Other: y\n\nWords.".encode()
    assert read(data) == Extracted("Words.", Metadata())


def test_the_plain_part_is_preferred_and_attachments_are_left_out() -> None:
    mail = message(Subject="x")
    mail.set_content("plain words")
    mail.add_alternative("<p>marked words</p>", subtype="html")
    mail.add_attachment("attached words", filename="a.txt")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    assert read(mail.as_bytes()).text == "plain words"


@pytest.mark.parametrize(
    "plain", ["", " \n", "This message is in HTML. View it in your browser: https://x.example/1"]
)
def test_a_plain_part_that_only_stands_in_for_the_other_is_not_preferred(plain: str) -> None:
    mail = message(Subject="x")
    mail.set_content(plain)
    mail.add_alternative(page(), subtype="html")
    assert read(mail.as_bytes()).text.count("“We have waited long enough,” she told") == 4


@pytest.mark.parametrize("html", ["", "<p> </p>", "<img src='x.png'>"])
def test_a_plain_part_stays_where_the_other_holds_no_article(html: str) -> None:
    mail = message(Subject="x")
    mail.set_content("plain words")
    mail.add_alternative(html, subtype="html")
    assert read(mail.as_bytes()).text == "plain words"


def test_blank_parts_are_no_article() -> None:
    mail = message(Subject="x")
    mail.set_content(" ")
    mail.add_alternative("<p> </p>", subtype="html")
    with pytest.raises((NotAnArticle, MalformedSource)):
        read(mail.as_bytes())


def test_a_message_in_html_alone_is_read_like_a_page() -> None:
    mail = message(Subject="x")
    mail.set_content(page(), subtype="html")
    text = read(mail.as_bytes()).text
    assert text.count("“We have waited long enough,” she told reporters") == 4
    assert "Sport" not in text


@pytest.mark.parametrize("charset", ["cp1251", "no-such", "utf-8"])
def test_an_encoding_may_be_declared_wrongly(charset: str) -> None:
    text = "Министр Олена Брандт заявила: Мы построим новый мост через реку Марн в этом году."
    head = f"Subject: x\nContent-Type: text/plain; charset={charset}\n"
    data = f"{head}Content-Transfer-Encoding: 8bit\n\n".encode() + text.encode("cp1251")
    assert read(data).text == text


def test_lines_that_were_broken_for_the_way_are_whole_again() -> None:
    data = b"Subject: x\nContent-Type: text/plain; format=flowed\n\none \ntwo\n\nthree\n-- \nAda\n"
    assert read(data).text == "one two\n\nthree\n-- \nAda"


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_lines_end_as_lines_do(ending: str) -> None:
    data = ending.join(["Subject: x", "", "one\u2028still", "two", ""]).encode()
    assert read(data).text == "one\u2028still\ntwo"


def test_a_message_of_attachments_alone_is_no_article() -> None:
    mail = message(Subject="x")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
    with pytest.raises(NotAnArticle, match="what is attached"):
        read(mail.as_bytes())


@pytest.mark.parametrize("data", [b"", b"\n\nwords", b"\xff\xfe", nested_mail(5_000)])
def test_what_is_no_mail_is_malformed(data: bytes) -> None:
    with pytest.raises(MalformedSource, match="not a mail"):
        read(data)
