"""Nothing false passes of what was written by hand, and most of what is right does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.libraries import Libraries
from index.library import Library
from tests.evaluation.proofs import claims, messages, quotations
from tests.evaluation.proofs.gold import articles_by_file, fill, read_claims, read_messages


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    libraries = Libraries(tmp_path_factory.mktemp("proofs"))
    fill(libraries.get("local"))
    yield libraries.get("local")
    libraries.close()


def test_the_gold_is_in_its_articles(library: Library) -> None:
    texts = {name: article.text for name, article in articles_by_file(library).items()}
    assert len(texts) == 12
    for claim in read_claims():
        assert all(each in texts[claim.article] for each in claim.words.split(" … ")), claim
    for message in read_messages():
        assert message.article is None or message.words in texts[message.article], message


def test_no_quotation_is_wrongly_exact_nor_wrongly_altered(library: Library) -> None:
    judged = quotations.judge(library)
    assert len(judged) >= 150
    assert [each.gold.words for each in judged if each.is_wrongly_exact] == []
    assert [each.gold.words for each in judged if each.is_wrongly_altered] == []
    assert sum(each.is_right for each in judged) >= 176


def test_no_false_claim_is_shown_and_most_true_ones_are(library: Library) -> None:
    judged = claims.judge(library)
    true = [each for each in judged if each.gold.false is None]
    assert len(true) >= 100
    assert len(judged) - len(true) >= 250
    assert [each.gold.text for each in judged if each.is_shown and each.gold.false] == []
    assert sum(each.is_shown for each in true) >= 101


def test_what_only_resembles_a_claim_is_no_source_of_it(library: Library) -> None:
    judged = messages.judge(library)
    known = [each for each in judged if each.gold.article]
    assert len(known) == 40
    assert not any(each.is_false_company for each in judged)
    assert sum(each.has_source or each.has_nearest for each in known) >= 14
