"""What frames a sentence, takes it back or tells who only says so, holds for all of it.

Each claim is put with every support that a model might name: the sentence, what is quoted in
it, and the very words of the claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from bot.answering.written.claims import ProposedClaim, SentPassage, Support
from bot.answering.written.proving import ProvedClaim, Prover
from index.libraries import Libraries
from index.library import Library
from index.types import Metadata, NewArticle, Span
from tests.fakes import WordEmbedder

TWISTED: list[tuple[str, list[str]]] = [
    (
        "“In my dream, the wolves came, and the lambs ran,” Maro said.",
        ["Maro said that the lambs ran.", "Maro said: “The lambs ran.”"],
    ),
    (
        "“If it rains, the drains fail, and the cellars flood,” Maro said.",
        ["Maro said that the cellars flood.", "Maro said: “The cellars flood.”"],
    ),
    (
        "Maro said the hens, some of them, were sick.",
        ["Maro said the hens were sick.", "Maro said the hens."],
    ),
    (
        "“The cellar is dry, for the most part,” Maro said.",
        ["Maro said the cellar is dry.", "Maro said: “The cellar is dry.”"],
    ),
    (
        "Vale said that on stage the ghost sang and the bride wept.",
        ["Vale said that the bride wept."],
    ),
    (
        "“In my dream, the gates held,” Maro said.",
        ["Maro said that the gates held.", "Maro said: “The gates held.”"],
    ),
    ("“The tower leans, or so they say,” Maro said.", ["Maro said: “The tower leans.”"]),
    ("“The pumps will hold, I hope,” Maro said.", ["Maro said: “The pumps will hold.”"]),
    ("“The wall will hold, knock on wood,” Maro said.", ["Maro said: “The wall will hold.”"]),
    (
        "“Had we known, the boats sailed at once,” Maro said.",
        ["Maro said that the boats sailed at once."],
    ),
    ("“For all I know, the cook fled,” Maro said.", ["Maro said that the cook fled."]),
    ("“According to him, the clerk fled,” Maro said.", ["Maro said that the clerk fled."]),
    (
        "“They told me: the mast fell,” Maro said.",
        ["Maro said that the mast fell.", "Maro said: “The mast fell.”"],
    ),
    (
        "Maro said that the tax would fall by 9 percent if wages rose and rents fell.",
        [
            "Maro said that the tax would fall by 9 percent if wages rose.",
            "Maro said that the tax would fall by 9 percent.",
        ],
    ),
    ("Maro said the ferry sails daily, except on Sundays.", ["Maro said the ferry sails daily."]),
    ("Maro said the mill was open, provided it was dry.", ["Maro said the mill was open."]),
    (
        "Maro said either the mayor lied or the clerk did.",
        ["Maro said the mayor lied.", "Maro said the clerk did."],
    ),
    (
        "Maro said neither the salt was wet nor the sugar was dry.",
        ["Maro said the salt was wet.", "Maro said the sugar was dry."],
    ),
    (
        "The council voted to ban cars, and to allow carts.",
        ["The council voted to allow cars.", "The council allow carts."],
    ),
    (
        "The judge freed the baker, and the jury cursed the miller.",
        ["The jury freed the miller.", "The judge cursed the miller."],
    ),
    ("Vale, who hates Maro, praised the roof.", ["Maro praised the roof.", "Vale hates the roof."]),
    (
        "Vale told Maro, who wept, that the dog was dead.",
        ["Vale wept.", "Maro said that the dog was dead.", "Vale said that the dog wept."],
    ),
    ("The driver who hit the nun fled.", ["The nun fled.", "The driver hit the nun."]),
    ("Unless it rains, the fair opens on Friday.", ["The fair opens on Friday."]),
    ("If the fuse burns, the lamp dies.", ["The lamp dies.", "The fuse burns."]),
    ("Whether the ship sank, nobody knows.", ["The ship sank."]),
    ("The bank said it would lend, but only to farmers.", ["The bank said it would lend."]),
    ("It is rumoured that the count is dead.", ["The count is dead."]),
    ("The duke claims that the horse is his.", ["The horse is his."]),
    (
        "The baron is said to own the ferry.",
        ["The baron own the ferry.", "The baron owns the ferry."],
    ),
    ("The bishop almost drowned.", ["The bishop drowned."]),
    ("The abbot would have drowned.", ["The abbot drowned.", "The abbot would drowned."]),
    ("The firm plans to cut 40 jobs.", ["The firm cut 40 jobs."]),
    (
        "The firm hopes to hire 50 cooks.",
        ["The firm hire 50 cooks.", "The firm will hire 50 cooks."],
    ),
    (
        "Police said they feared for the child, who was safe.",
        ["Police said the child was safe.", "Police feared the child."],
    ),
    ("Maro said she doubted that the bell was gold.", ["Maro said that the bell was gold."]),
    (
        "“I doubt the crown is gold,” Maro said.",
        ["Maro said that the crown is gold.", "Maro said: “The crown is gold.”"],
    ),
    (
        "“Nobody says the king is ill,” Maro said.",
        ["Maro said the king is ill.", "Maro said that the king is ill."],
    ),
    ("“If only the prince were ill,” Maro said.", ["Maro said the prince were ill."]),
    (
        "“Who says the queen is ill?” Maro said.",
        ["Maro said the queen is ill.", "Maro said: “The queen is ill.”"],
    ),
    (
        "Maro said the goats were sick; Vale said they were well.",
        ["Maro said the goats were well.", "Vale said the goats were sick."],
    ),
    (
        "“We beat them,” Vale said.",
        ["Vale said that they beat us.", "Vale said that they beat we."],
    ),
    ("“They beat us,” Maro said.", ["Maro said that we beat them."]),
    (
        "“You owe us 9 crowns,” Maro told Vale.",
        ["Maro said that they owe you 9 crowns.", "Maro told Vale that they owe us 9 crowns."],
    ),
    (
        "The article misstated the height of the mast, which is 48 metres, not 84.",
        ["The mast is 84 metres.", "The height of the mast is 84."],
    ),
    ("We wrongly reported that the vicar had fled.", ["The vicar had fled."]),
    (
        "In an earlier version of this article we called the vet a thief.",
        ["The vet a thief.", "The vet is a thief."],
    ),
    (
        "The Record incorrectly said the judge was drunk.",
        ["The judge was drunk.", "The Record said the judge was drunk."],
    ),
    (
        "The soup was hot, the cook said falsely.",
        ["The soup was hot.", "The soup was hot, the cook said."],
    ),
    ("The lawyer said, falsely, that the maid lied.", ["The lawyer said that the maid lied."]),
    (
        "A forged letter said that the pope resigned.",
        ["A letter said that the pope resigned.", "The pope resigned."],
    ),
    (
        "The comedian joked that the sea had closed.",
        ["The comedian said that the sea had closed.", "The sea had closed."],
    ),
    ("Far fewer than 90 ducks came.", ["90 ducks came.", "Fewer than 90 ducks came."]),
    ("The first of the 70 ships came.", ["The 70 ships came.", "70 ships came."]),
    ("Maro beat everyone except Vale.", ["Maro beat everyone.", "Maro beat Vale."]),
    ("The strike ended after talks, the union hopes.", ["The strike ended after talks."]),
    ("The roof fell in, one theory goes.", ["The roof fell in."]),
    ("The river froze, though not here.", ["The river froze."]),
    ("The train came on time, for once.", ["The train came on time."]),
    ("The guard slept and, it is thought, snored.", ["The guard snored."]),
    ("Only Vale voted, and Maro did too little.", ["Vale voted.", "Maro did too."]),
    ("The plan to flood the valley failed.", ["The plan to flood the valley."]),
    (
        "The man accused of burning the barn wept.",
        ["The man burning the barn wept.", "The man burned the barn."],
    ),
]
_ATTRIBUTION = re.compile(r"^.*?(?:said|told \w+)(?: that|:)? ")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    libraries = Libraries(tmp_path_factory.mktemp("twisting"), WordEmbedder())
    text = "\n".join(["Ines Maro met Tom Vale on Monday.", *(each for each, _ in TWISTED)])
    metadata = Metadata(publisher="The Record", published=date(2026, 2, 11))
    libraries.get("local").add([NewArticle("a", text, metadata)], added_by="tester")
    yield libraries.get("local")
    libraries.close()


@pytest.mark.parametrize(("sentence", "claims"), TWISTED)
def test_a_claim_that_twists_a_sentence_fails_whatever_it_relies_on(
    library: Library, sentence: str, claims: list[str]
) -> None:
    article = next(library.every_article())
    sent = SentPassage(article.id, article.version, Span(0, len(article.text)))
    for claim in claims:
        bare = _ATTRIBUTION.sub("", claim).strip("“”.")
        quoted = re.findall("“([^”]*?),?”", sentence)
        lower = bare[0].lower() + bare[1:]
        for words in (sentence, sentence.rstrip("."), *quoted, lower, bare):
            proposed = ProposedClaim(claim, (Support(1, words),))
            proved = Prover(library, {1: sent}).prove(proposed)
            assert not isinstance(proved, ProvedClaim), (claim, words)
