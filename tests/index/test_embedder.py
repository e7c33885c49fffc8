"""The real bundled model: its vectors, its word pieces, and who waits for whom."""

from __future__ import annotations

import threading
from pathlib import Path
from time import sleep

import numpy as np
import pytest

from index.arrays import Vectors
from index.embedder import BATCH, REMEMBERED, SentenceEmbedder
from index.errors import ModelError
from index.types import Span

TEXTS = ["The dam cracked.", "A goalkeeper with a bad knee won the cup. " * 9, "Осень в порту."]


def test_vectors_are_those_of_sentence_transformers(real_embedder: SentenceEmbedder) -> None:
    ours = real_embedder.passages(TEXTS)
    theirs = real_embedder.transformer().encode(TEXTS, normalize_embeddings=True)
    assert ours.shape == (3, real_embedder.model().dimension)
    assert np.allclose(ours, theirs, atol=1e-5)
    assert np.allclose(real_embedder.question(TEXTS[0]), ours[0], atol=1e-5)


def test_questions_are_embedded_together_and_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    embedder = SentenceEmbedder()
    encoded: list[list[str]] = []
    encode = SentenceEmbedder._encode

    def watched(self: SentenceEmbedder, texts: list[str]) -> Vectors:
        encoded.append(texts)
        return encode(self, texts)

    monkeypatch.setattr(SentenceEmbedder, "_encode", watched)
    embedder.prepare([*TEXTS, TEXTS[0]])
    vectors = [embedder.question(text) for text in TEXTS]
    embedder.prepare(TEXTS)
    assert encoded == [TEXTS]
    assert np.allclose(vectors, embedder.passages(TEXTS), atol=1e-5)
    for number in range(2 * REMEMBERED):
        embedder._remembered[str(number)] = vectors[0]
    embedder.question("Who won?")
    assert len(embedder._remembered) == REMEMBERED


def test_nothing_to_embed_is_an_empty_matrix(real_embedder: SentenceEmbedder) -> None:
    assert real_embedder.passages([]).shape == (0, real_embedder.model().dimension)


def test_word_pieces_start_where_words_do(real_embedder: SentenceEmbedder) -> None:
    text = "Cafe\u0301 🎣 owners " + "laughed " * 600
    starts = real_embedder.word_pieces(text)
    assert (np.diff(starts) >= 0).all()
    assert len(starts) > 600
    assert text[starts[-1] :].strip() == "laughed"


def test_a_question_goes_before_the_next_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    embedder = SentenceEmbedder()
    encoded: list[str] = []
    asking: list[threading.Thread] = []

    def encode(texts: list[str]) -> Vectors:
        encoded.append(texts[0][:8])
        if not asking:
            asking.append(threading.Thread(target=embedder.question, args=("question",)))
            asking[0].start()
            while embedder._asked.empty():
                sleep(0.001)
        return np.zeros((len(texts), embedder.model().dimension), dtype=np.float32)

    def states(texts: list[str]) -> list[tuple[Vectors, Vectors]]:
        return [(vector, vector[None]) for vector in encode(texts)]

    monkeypatch.setattr(embedder, "_encode", encode)
    monkeypatch.setattr(embedder, "_states", states)
    embedder.passages(["passage"] * BATCH * 4)
    asking[0].join()
    assert encoded == ["passage", "question", "passage", "passage", "passage"]


def test_a_part_has_a_vector_of_its_own_words(real_embedder: SentenceEmbedder) -> None:
    text = "The harbour froze 😀. Café Oroz sells eels, and nothing but eels."
    parts = [Span(0, 17), Span(text.index("sells"), text.index(","))]
    [whole], [vectors] = real_embedder.passages_with_parts([text], [parts])
    assert np.allclose(whole, real_embedder.passages([text])[0], atol=1e-5)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    ice, fish = (vectors @ real_embedder.question(q) for q in ("ice in the port", "fish for sale"))
    assert ice[0] > ice[1]
    assert fish[1] > fish[0]


def test_a_part_without_words_has_the_vector_of_its_text(real_embedder: SentenceEmbedder) -> None:
    text = "eels" + " " * 20 + "port"
    [whole], [[part]] = real_embedder.passages_with_parts([text], [[Span(6, 9)]])
    assert np.allclose(part, whole, atol=1e-5)


def test_others_run_while_a_long_text_is_cut_into_word_pieces(
    real_embedder: SentenceEmbedder,
) -> None:
    text = "The harbour froze in the night, and nobody in Kessory slept. " * 8_000
    real_embedder.model()
    began, ended = threading.Event(), threading.Event()

    def cut() -> None:
        began.set()
        real_embedder.word_pieces(text)
        ended.set()

    threading.Thread(target=cut).start()
    began.wait()
    turns = 0
    while not ended.is_set():
        sleep(0.001)
        turns += 1
    assert turns > 60


def test_questions_that_come_together_get_their_own_vectors(
    real_embedder: SentenceEmbedder,
) -> None:
    questions = [f"Who counted {number} boats?" for number in range(24)]
    found: dict[str, np.ndarray] = {}

    def ask(question: str) -> None:
        found[question] = real_embedder.question(question)

    threads = [threading.Thread(target=ask, args=(question,)) for question in questions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = real_embedder.passages(questions)
    for question, vector in zip(questions, expected, strict=True):
        assert np.allclose(found[question], vector, atol=1e-4)


def test_the_model_is_recognised_by_its_weights(real_embedder: SentenceEmbedder) -> None:
    model = real_embedder.model()
    assert model.name == "all-MiniLM-L6-v2"
    assert len(model.fingerprint) == 64


@pytest.mark.parametrize("name", ["no/such-model", "empty-folder"])
def test_a_model_that_is_not_here_is_a_clear_error(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    (tmp_path / "empty-folder").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError, match="EMBEDDING_MODEL"):
        SentenceEmbedder(name).model()
