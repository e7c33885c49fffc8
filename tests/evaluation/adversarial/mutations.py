"""True model outputs made false, each in one way, as a careless or hostile model would.

Every mutation says what would be wrong if its claim were shown: a quotation, a speaker, or
what else the claim says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final, Literal

from tests.evaluation.adversarial.outputs import Output, Source

Wrong = Literal["quotation", "speaker", "claim"]

_LOOKALIKES: Final = dict(zip("aceopxyi", "асеорхуі", strict=True))
_HIDDEN: Final = ("\u200b", "\u200d", "\u202e", "\u2066", "\u00ad", "\ufeff")
_NUMBER: Final = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
_NOT: Final = re.compile(r"(?:\b(?:not|never|no|nobody|nothing)\b|n[’']t\b)")
_VERB: Final = re.compile(r"\b(is|are|was|were|will|would|can|could|has|have|had|do|does|did)\b")
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_INVENTED: Final = ("Orla Venn", "Pell Audric", "Ludo Wexmar")
_ADDED: Final = (
    " See [the source](https://evil.example/x).",
    " @everyone",
    " <@123456789012345678>",
    " https://evil.example/login",
    " **Breaking**",
    " `rm -rf`",
    " <#42>",
    " www.evil.example",
    " ||spoiler||",
    " [99]",
)


@dataclass(frozen=True, slots=True)
class Mutated:
    """An output that is not true any more, by which kind of change, and what is wrong with it."""

    kind: str
    wrong: Wrong
    output: Output


Mutation = Callable[[Output, Source, Random], Iterator[Mutated]]


def mutations(output: Output, source: Source, random: Random) -> Iterator[Mutated]:
    """Every way in which this output can be made false, at most once each."""
    for mutation in _MUTATIONS:
        for mutated in mutation(output, source, random):
            if (mutated.output.text, mutated.output.supports) != (output.text, output.supports):
                yield mutated


def _quotation(
    output: Output, old: str, new: str, kind: str, *, everywhere: bool = True
) -> Iterator[Mutated]:
    """A quoted stretch with other words, which the claim may say that it relies on as well."""
    if new == old or old not in output.text:
        return
    supports = tuple((n, w.replace(old, new) if everywhere else w) for n, w in output.supports)
    quoted = tuple(new if each == old else each for each in output.quoted)
    text = output.text.replace(old, new)
    yield Mutated(kind, "quotation", replace(output, text=text, supports=supports, quoted=quoted))


def _swapped_word(output: Output, source: Source, random: Random) -> Iterator[Mutated]:
    for old in output.quoted[:1]:
        new = _with_other_word(old, source, random)
        yield from _quotation(output, old, new, "word in the quotation and its words")
        yield from _quotation(output, old, new, "word in the quotation", everywhere=False)
    if output.content:
        new = _with_other_word(output.content, source, random)
        yield from _content(output, new, "word in prose")


def _with_other_word(words: str, source: Source, random: Random) -> str:
    places = list(_WORD.finditer(words))
    if not places:
        return words
    place = random.choice(places)
    others = {word[0].lower() for word in _WORD.finditer(source.article.text)}
    other = random.choice(sorted(others - {place[0].lower()}))
    return f"{words[: place.start()]}{other}{words[place.end() :]}"


def _content(output: Output, new: str, kind: str) -> Iterator[Mutated]:
    """Another content in prose, with the words relied on left as they are."""
    old = output.content
    if new == old:
        return
    text = output.text.replace(old, new)
    if text == output.text:
        capital = old[0].upper() + old[1:]
        text = text.replace(capital, new[0].upper() + new[1:])
    if text != output.text:
        yield Mutated(kind, "claim", replace(output, text=text, content=new))


def _negation(output: Output, _: Source, __: Random) -> Iterator[Mutated]:
    for old in output.quoted[:1]:
        for kind, new in _negated(old):
            yield from _quotation(output, old, new, f"{kind} in the quotation and its words")
            yield from _quotation(output, old, new, f"{kind} in the quotation", everywhere=False)
    if output.content:
        for kind, new in _negated(output.content):
            yield from _content(output, new, f"{kind} in prose")


def _negated(words: str) -> Iterator[tuple[str, str]]:
    if _NOT.search(words):
        yield "denial dropped", re.sub(r" +", " ", _NOT.sub("", words, count=1)).strip()
    elif found := _VERB.search(words):
        yield "denial added", words[: found.end()] + " not" + words[found.end() :]


def _number(output: Output, _: Source, random: Random) -> Iterator[Mutated]:
    for old in output.quoted[:1]:
        if new := _other_number(old, random):
            yield from _quotation(output, old, new, "number in the quotation and its words")
            yield from _quotation(output, old, new, "number in the quotation", everywhere=False)
    if output.content and (new := _other_number(output.content, random)):
        yield from _content(output, new, "number in prose")
    if output.form.startswith("outlet") and (found := re.search(r"on (\d+) ", output.text)):
        day = str(int(found[1]) % 28 + 1)
        text = output.text[: found.start(1)] + day + output.text[found.end(1) :]
        yield Mutated("day of the report", "claim", replace(output, text=text))


def _other_number(words: str, random: Random) -> str | None:
    found = list(_NUMBER.finditer(words))
    if not found:
        return None
    place = random.choice(found)
    digits = place[0]
    at = random.randrange(len(digits))
    if not digits[at].isdigit():
        at = 0
    other = digits[:at] + str((int(digits[at]) + 1) % 10 or 1) + digits[at + 1 :]
    return words[: place.start()] + other + words[place.end() :]


def _name(output: Output, source: Source, random: Random) -> Iterator[Mutated]:
    """Another name in what is said; and somebody who is spoken of as the one who speaks."""
    names = {each.speaker.name for each in source.statements if each.speaker}
    for words, is_quoted in ((output.content, False), *((q, True) for q in output.quoted[:1])):
        spoken_of = sorted(name for name in names if name.split()[-1] in words)
        if not spoken_of:
            continue
        old = spoken_of[0].split()[-1]
        others = sorted(n.split()[-1] for n in names if n.split()[-1] not in (*spoken_of, old))
        new = words.replace(old, random.choice(others or ["Venn"]))
        if is_quoted:
            yield from _quotation(output, words, new, "name in the quotation and its words")
        else:
            yield from _content(output, new, "name in prose")
        if output.speaker and old not in output.speaker.split():
            yield from _spoken_by(output, spoken_of[0], "roles swapped", words, is_quoted, old)


def _spoken_by(
    output: Output, name: str, kind: str, words: str, is_quoted: bool, old: str
) -> Iterator[Mutated]:
    assert output.speaker
    held = output.text.replace(words, "\0")
    if output.speaker not in held:
        return
    swapped = words if is_quoted else words.replace(old, output.speaker.split(",")[0])
    text = held.replace(output.speaker, name).replace("\0", swapped)
    yield Mutated(kind, "speaker", replace(output, text=text, speaker=name))


def _speaker(output: Output, source: Source, random: Random) -> Iterator[Mutated]:
    if not output.speaker or not output.statement:
        return
    for kind, names in (
        ("another speaker of the article", source.others(output.statement)),
        ("an invented speaker", list(_INVENTED)),
        ("another first name", [f"Orla {output.speaker.split(',')[0].split()[-1]}"]),
        ("two speakers", [f"{output.speaker} and {random.choice(_INVENTED)}"]),
        ("the speaker's spokesman", [f"{output.speaker.split(',')[0]}’s spokesman"]),
    ):
        if names:
            name = random.choice(names)
            yield from _said_by(output, name, kind)


def _said_by(output: Output, name: str, kind: str) -> Iterator[Mutated]:
    assert output.speaker
    held = output.text
    for number, words in enumerate((*output.quoted, output.content)):
        held = held.replace(words, f"\0{number}\0") if words else held
    if output.speaker not in held:
        return
    held = held.replace(output.speaker, name)
    for number, words in enumerate((*output.quoted, output.content)):
        held = held.replace(f"\0{number}\0", words)
    yield Mutated(kind, "speaker", replace(output, text=held, speaker=name))


def _merged(output: Output, source: Source, random: Random) -> Iterator[Mutated]:
    """Two quotations as one, of one speaker and of two, with and without an ellipsis."""
    if not output.quoted or output.statement is None:
        return
    own = output.quoted[0]
    for kind, others in (
        ("merged with another of the speaker", _quotations(output, source, of_the_same=True)),
        ("merged with another's quotation", _quotations(output, source, of_the_same=False)),
    ):
        if not others:
            continue
        number, other = random.choice(others)
        for joint, manner in ((" ", ""), (" … ", ", by an ellipsis"), (". ", ", by a stop")):
            yield from _quotation(output, own, own + joint + other, kind + manner, everywhere=False)
        both = (*output.supports, (number, other))
        text = output.text.replace(own, f"{own} {other}")
        yield Mutated(
            f"{kind}, both relied on", "quotation", replace(output, text=text, supports=both)
        )
    if others := _quotations(output, source, of_the_same=False):
        number, other = random.choice(others)
        text = f"{output.text.rstrip('.')}, and “{other}.”"
        both = (*output.supports, (number, other))
        made = replace(output, text=text, supports=both, quoted=(*output.quoted, other))
        yield Mutated("another's quotation added", "speaker", made)


def _quotations(output: Output, source: Source, *, of_the_same: bool) -> list[tuple[int, str]]:
    """Words that the speaker, or somebody else, says elsewhere, with their passage's number."""
    said = output.statement
    speaker = said.speaker.name if said and said.speaker else None
    found = []
    for each in source.statements:
        name = each.speaker.name if each.speaker else None
        if each is said or name is None or (name == speaker) is not of_the_same:
            continue
        for span in each.quote_spans:
            words = span.of(source.article.text).strip(" ,.;")
            number = source.number(span)
            if number and len(words.split()) > 3 and not re.search(r"[\"“”\n]", words):
                found.append((number, words))
    return found


def _ellipsis(output: Output, _: Source, __: Random) -> Iterator[Mutated]:
    for old in output.quoted[:1]:
        words = old.split(" ")
        if len(words) < 7:
            return
        third = len(words) // 3
        start, end = " ".join(words[:third]), " ".join(words[-third:])
        for mark in (" … ", " ... ", " "):
            kind = f"middle left out{'' if mark == ' ' else ', by an ellipsis'}"
            yield from _quotation(output, old, start + mark + end, kind)
            yield from _quotation(output, old, start + mark + end, kind, everywhere=False)


def _lookalike(output: Output, _: Source, random: Random) -> Iterator[Mutated]:
    targets: tuple[tuple[str, Wrong], ...] = (
        (output.quoted[0] if output.quoted else "", "quotation"),
        (output.content, "claim"),
        (output.speaker or "", "speaker"),
    )
    for target, wrong in targets:
        letters = [at for at, letter in enumerate(target) if letter in _LOOKALIKES]
        if not letters:
            continue
        at = random.choice(letters)
        alike = target[:at] + _LOOKALIKES[target[at]] + target[at + 1 :]
        hidden = target[:at] + random.choice(_HIDDEN) + target[at:]
        for kind, new in (("homoglyph", alike), ("hidden character", hidden)):
            text = output.text.replace(target, new)
            supports = tuple((n, w.replace(target, new)) for n, w in output.supports)
            made = replace(output, text=text)
            yield Mutated(f"{kind} ({wrong})", wrong, made)
            if wrong == "quotation":
                yield Mutated(f"{kind}, relied on too", wrong, replace(made, supports=supports))


def _cut(output: Output, _: Source, __: Random) -> Iterator[Mutated]:
    """Only what follows a denial or a condition, so that it says the contrary."""
    for old in output.quoted[:1]:
        found = re.search(r"\b(?:not|never|if|unless)\b |n[’']t ", old, re.IGNORECASE)
        if found and len(old[found.end() :].split()) >= 3:
            yield from _quotation(output, old, old[found.end() :], "cut after a denial")
    if output.content:
        found = re.search(r"\b(?:not|never|if|unless)\b |n[’']t ", output.content)
        if found and len(output.content[found.end() :].split()) >= 3:
            rest = output.content[found.end() :]
            text = output.text.replace(output.content, rest)
            supports = tuple((n, rest) for n, _ in output.supports)
            cut = replace(output, text=text, supports=supports)
            if text != output.text:
                yield Mutated("prose cut after a denial", "claim", cut)


def _put_in_marks(output: Output, source: Source, random: Random) -> Iterator[Mutated]:
    """What is only reported, or said by nobody, as somebody's own words."""
    if output.quoted or not output.content:
        return
    _, words = output.supports[0]
    content = words.removeprefix("that ").rstrip(".")
    if output.statement and output.statement.kind != "indirect":
        return
    if output.speaker:
        text = f"{output.speaker} said: “{content}.”"
        yield Mutated("reported speech in marks", "quotation", replace(output, text=text))
        return
    outlet = source.article.metadata.publisher or ""
    speakers = {each.speaker.name for each in source.statements if each.speaker}
    # What an outlet reports, it says.
    others = sorted(name for name in speakers if name not in outlet and outlet not in name)
    if others:
        name = random.choice(others)
        made = replace(output, speaker=name)
        marked = replace(made, text=f"{name} said: “{content}.”", quoted=(content,))
        yield Mutated("the article's words in marks", "quotation", marked)
        told = replace(made, text=f"{name} said that {content}.")
        yield Mutated("the article's words put in a mouth", "speaker", told)


def _asserted(output: Output, _: Source, __: Random) -> Iterator[Mutated]:
    """What somebody said as if the article said it, and as if it had been denied or hoped."""
    if not output.speaker or not output.statement:
        return
    words = (output.content or output.quoted[0]).rstrip(".")
    bare = replace(output, text=f"{words[:1].upper()}{words[1:]}.", quoted=(), speaker=None)
    yield Mutated("somebody's words as the article's", "claim", bare)
    if output.content and not output.quoted:
        for verb in ("denied", "hoped", "admitted"):
            text = f"{output.speaker} {verb} that {output.content}."
            if verb not in output.text:
                yield Mutated("another verb", "claim", replace(output, text=text))


def _passage(output: Output, source: Source, random: Random) -> Iterator[Mutated]:
    """A passage that doesn't hold the words, and one that there isn't."""
    numbers = [n for n in range(1, len(source.passages) + 1) if n != output.supports[0][0]]
    text = source.article.text
    words = _straight(output.supports[0][1])
    others = [n for n in numbers if words not in _straight(source.passages[n - 1].span.of(text))]
    wrong: Wrong = "quotation" if output.quoted else "claim"
    for kind, number in (
        ("another passage", random.choice(others) if others else 0),
        ("a passage that is none", len(source.passages) + 5),
    ):
        supports = tuple((number, each) for _, each in output.supports)
        yield Mutated(kind, wrong, replace(output, supports=supports))


def _straight(text: str) -> str:
    return " ".join(text.translate(str.maketrans("‘’“”", "''\"\"")).lower().split())


def _markup(output: Output, _: Source, random: Random) -> Iterator[Mutated]:
    added = random.choice(_ADDED)
    yield Mutated("links, mentions, markdown", "claim", replace(output, text=output.text + added))


_MUTATIONS: Final[Sequence[Mutation]] = (
    _swapped_word,
    _negation,
    _number,
    _name,
    _speaker,
    _merged,
    _ellipsis,
    _lookalike,
    _cut,
    _put_in_marks,
    _asserted,
    _passage,
    _markup,
)
