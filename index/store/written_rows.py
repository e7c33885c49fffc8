"""What a language model wrote as an answer, as a column of the database, and back."""

from __future__ import annotations

import json

from index.exchanges import WrittenAnswer, WrittenSentence


def written_as_json(written: WrittenAnswer | None) -> str | None:
    if written is None:
        return None
    sentences = [[each.text, list(each.numbers)] for each in written.sentences]
    return json.dumps([sentences, written.left_out])


def written_from_json(stored: str | None) -> WrittenAnswer | None:
    if stored is None:
        return None
    sentences, left_out = json.loads(stored)
    kept = (WrittenSentence(text, tuple(numbers)) for text, numbers in sentences)
    return WrittenAnswer(tuple(kept), left_out)
