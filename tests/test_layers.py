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

# A module may import its own layer and those before it. The longest prefix decides.
LAYERS = (
    ("index.errors", "index.types", "index.arrays"),
    ("index", "prompts"),
    ("bot.answering", "bot.samples", "bot.offload"),
    ("bot.settings", "bot.services"),
    ("bot.discord", "bot.console", "bot.terminal"),
    ("bot.running", "bot.trial", "bot.doctor"),
    ("bot.cli",),
    ("bot.__main__",),
)
# Which modules alone may import a library.
DOORS = {
    "faiss": ("index.vectors",),
    "sentence_transformers": ("index.embedder",),
    "sqlite3": ("index.store",),
    "trafilatura": ("index.extract",),
    "discord": ("bot.discord", "bot.running", "bot.trial"),
    "simcord": ("bot.trial",),
    "typer": ("bot.cli",),
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
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(module: str, prefix: str) -> bool:
    return module == prefix or module.startswith(prefix + ".")


def layer(module: str) -> int:
    matches = [
        (len(prefix), number)
        for number, prefixes in enumerate(LAYERS)
        for prefix in prefixes
        if within(module, prefix)
    ]
    assert matches or module in PACKAGES, f"{module} has no layer"
    return max(matches, default=(0, len(LAYERS)))[1]


@pytest.mark.parametrize(("module", "tree"), MODULES, ids=NAMES)
def test_a_module_imports_only_what_lies_below_it(module: str, tree: ast.Module) -> None:
    for imported in imports(tree):
        if imported.split(".")[0] in PACKAGES and imported not in PACKAGES:
            assert layer(imported) <= layer(module), f"{module} imports {imported}"


@pytest.mark.parametrize(("module", "tree"), MODULES, ids=NAMES)
def test_each_library_has_one_door(module: str, tree: ast.Module) -> None:
    for imported in imports(tree):
        doors = DOORS.get(imported.split(".")[0])
        assert doors is None or any(within(module, door) for door in doors), (module, imported)


@pytest.mark.parametrize(("module", "tree"), MODULES, ids=NAMES)
def test_only_the_verifier_can_make_an_answer(module: str, tree: ast.Module) -> None:
    if module not in ("bot.answering.types", "bot.answering.verifier"):
        assert "bot.answering.types.VERIFIED" not in imports(tree)


def test_the_layers_hold_up_discord_before_anything_heavy() -> None:
    """The bot is online before the model: nothing heavy is imported on the way there."""
    heavy = {"torch", "sentence_transformers", "faiss", "trafilatura", "dateparser", "rich.table"}
    code = "import bot.running, bot.discord.client, bot.__main__, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert heavy.isdisjoint(done.stdout.split())
