"""Each layer imports only those below it, and heavy libraries stay behind one door each."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "index", "prompts")

# A module may import its own layer and those before it; the longest prefix decides. Layers
# with the same number know nothing of each other.
LAYERS = {
    "index.errors": 0,
    "index.types": 0,
    "index.arrays": 0,
    "index": 1,
    "prompts": 1,
    "bot.wording": 1,
    "bot.answering": 2,
    "bot.pictures": 2,
    "bot.samples": 2,
    "bot.offload": 2,
    "bot.settings": 2,
    "bot.question_lines": 3,
    "bot.services": 3,
    "bot.writing": 3,
    "bot.jobs": 3,
    "bot.terminal": 3,
    "bot.selftest": 4,
    "bot.discord": 4,
    "bot.console": 4,
    "bot.running": 5,
    "bot.trial": 5,
    "bot.doctor": 5,
    "bot.cli": 6,
    "bot.__main__": 7,
}
# What parses what comes from outside, and who alone may import it: the process that can be
# killed is started with `index.extract.worker`, and only told what to read by the others.
PARSERS = {
    "index.extract.extract": ("index.extract.confined", "index.extract.worker"),
    "index.feeds.document": ("index.feeds.confined",),
    "index.feeds.lists.read_opml": ("index.feeds.confined",),
    "index.feeds.lists.feed_of_page": ("index.feeds.confined",),
    "index.extract.worker": (),
}
# Which modules alone may import a library.
DOORS = {
    "faiss": ("index.vectors",),
    "sentence_transformers": ("index.embedder", "index.reranker"),
    "torch": ("index.embedder", "index.statements.tagger", "index.statements.training"),
    "transformers": ("index.embedder", "index.statements.tagger"),
    "tokenizers": ("index.embedder", "index.statements.tagger", "index.statements.training"),
    "safetensors": ("index.statements.tagger.weights",),
    "sqlite3": ("index.store",),
    "trafilatura": ("index.extract",),
    "pypdf": ("index.extract.pdf",),
    "docx": ("index.extract.word",),
    "email": ("index.extract.mail", "index.feeds"),
    "dateparser": ("index.dates",),
    "datasketch": ("index.stories",),
    "anyascii": ("index.speakers", "bot.pictures.lettering"),
    "Stemmer": ("index.languages.snowball",),
    "py3langid": ("index.languages.detection",),
    "feedparser": ("index.feeds.document",),
    "openai": ("bot.answering.model",),
    "httpx2": ("bot.answering.model.client",),
    "aiohttp": ("index.fetch", "index.resolver", "bot.discord", "bot.running"),
    "discord": ("bot.discord", "bot.running", "bot.trial"),
    "simcord": ("bot.trial",),
    "matplotlib": ("bot.pictures.timeline",),
    "typer": ("bot.cli",),
    "rich": ("bot.cli", "bot.console", "bot.terminal"),
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            yield name.removesuffix(".__init__"), ast.parse(path.read_text(encoding="utf-8"))


MODULES = list(modules())
NAMES = [name for name, _ in MODULES]


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, "relative imports hide what is imported"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(module: str, prefix: str) -> bool:
    return module == prefix or module.startswith(prefix + ".")


def home(module: str) -> str:
    """The longest prefix of a module that has a layer."""
    prefixes = [prefix for prefix in LAYERS if within(module, prefix)]
    assert prefixes, f"{module} has no layer"
    return max(prefixes, key=len)


def allowed(module: str, imported: str) -> bool:
    mine, theirs = home(module), home(imported)
    return mine == theirs or LAYERS[theirs] < LAYERS[mine] or (LAYERS[mine] == 0 == LAYERS[theirs])


@pytest.mark.parametrize(("module", "tree"), MODULES, ids=NAMES)
def test_a_module_imports_only_what_lies_below_it(module: str, tree: ast.Module) -> None:
    for imported in imports(tree):
        if module not in PACKAGES and imported.split(".")[0] in PACKAGES:
            assert allowed(module, imported), f"{module} imports {imported}"


@pytest.mark.parametrize(("module", "tree"), MODULES, ids=NAMES)
def test_each_library_has_one_door(module: str, tree: ast.Module) -> None:
    for imported in imports(tree):
        doors = DOORS.get(imported.split(".")[0])
        assert doors is None or any(within(module, door) for door in doors), (module, imported)


@pytest.mark.parametrize(("module", "tree"), MODULES, ids=NAMES)
def test_what_comes_from_outside_is_parsed_by_the_worker(module: str, tree: ast.Module) -> None:
    for imported in imports(tree):
        assert module in PARSERS.get(imported, (module,)), f"{module} imports {imported}"
        if within(module, "index.extract") and module != "index.extract.worker":
            assert not within(imported, "index.feeds")


@pytest.mark.parametrize(("module", "tree"), MODULES, ids=NAMES)
def test_only_the_verifier_can_make_an_answer(module: str, tree: ast.Module) -> None:
    if module not in ("bot.answering.types", "bot.answering.verifier"):
        named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        named |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        named |= {name.rpartition(".")[2] for name in imports(tree)}
        assert "VERIFIED" not in named


def test_the_layers_hold_up_discord_before_anything_heavy() -> None:
    """The bot is online before the model: nothing heavy is imported on the way there."""
    heavy = {"torch", "sentence_transformers", "faiss", "trafilatura", "dateparser", "rich.table"}
    heavy |= {"matplotlib", "PIL"}
    code = "import bot.running, bot.discord.client, bot.__main__, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert heavy.isdisjoint(done.stdout.split())
