"""What Discord refuses in messages, modals, choices and commands: its limits, as 50035 by field."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.discord_server.journal import ApiError, Json
from tests.discord_server.world import COMPONENTS_V2

Problem = tuple[str, str]

ROW, BUTTON, SELECT, INPUT, SECTION, TEXT_DISPLAY, GALLERY = 1, 2, 3, 4, 9, 10, 12
CONTAINER, LABEL, UPLOAD = 17, 18, 19
SELECTS = {3, 5, 6, 7, 8}
V2_TOP_LEVEL = {ROW, SECTION, TEXT_DISPLAY, GALLERY, 13, 14, CONTAINER}
LINK = 5


def check_message(body: Json, *, flags: int, attachments: int) -> None:
    """Raises ApiError for what Discord would not post; `flags` are those the message will have."""
    components = body.get("components") or []
    problems = list(_too_long(body.get("content"), "content", 2000))
    problems += _embed_problems(body.get("embeds") or [])
    if flags & COMPONENTS_V2:
        problems += _v2_problems(body, components)
    else:
        problems += _v1_problems(components)
    problems += _component_problems(components)
    if attachments > 10:
        problems.append(("attachments", "Must be 10 or fewer in length."))
    _refuse(problems)
    text = str(body.get("content") or "").strip()
    if not (text or body.get("embeds") or components or attachments):
        raise ApiError(400, 50006, "Cannot send an empty message")


def check_modal(data: Json) -> None:
    components = data.get("components") or []
    problems = [
        *_length(data.get("title"), "title", 1, 45),
        *_length(data.get("custom_id"), "custom_id", 1, 100),
        *_count(components, "components", 1, 5),
    ]
    for index, top in enumerate(components):
        if top["type"] not in (ROW, TEXT_DISPLAY, LABEL):
            problems.append((f"components.{index}.type", "Not allowed in a modal."))
    for where, component in walk(components):
        problems += _modal_component_problems(where, component)
    _refuse([*problems, *_duplicate_ids(components)])


def check_choices(choices: list[Json]) -> None:
    problems = list(_count(choices, "choices", 0, 25))
    for index, choice in enumerate(choices):
        problems += _length(choice.get("name"), f"choices.{index}.name", 1, 100)
        if isinstance(choice.get("value"), str):
            problems += _length(choice["value"], f"choices.{index}.value", 1, 100)
    _refuse(problems)


def check_commands(commands: list[Json]) -> None:
    problems = list(_count([c for c in commands if c.get("type", 1) == 1], "commands", 0, 100))
    names = Counter((c["name"], c.get("type", 1)) for c in commands)
    problems += [(name, "Command names must be unique.") for (name, _), n in names.items() if n > 1]
    for command in commands:
        problems += _command_problems(command, command["name"], text=command.get("type", 1) == 1)
    _refuse(problems)


def walk(components: list[Json], where: str = "components") -> Iterator[tuple[str, Json]]:
    """Every component of a tree with its path."""
    for index, component in enumerate(components):
        path = f"{where}.{index}"
        yield path, component
        yield from walk(component.get("components") or [], f"{path}.components")
        for key in ("component", "accessory"):
            if isinstance(component.get(key), dict):
                yield from walk([component[key]], f"{path}.{key}")


def _refuse(problems: list[Problem]) -> None:
    if problems:
        fields = {
            where: {"_errors": [{"code": "INVALID", "message": message}]}
            for where, message in problems
        }
        raise ApiError(400, 50035, "Invalid Form Body", fields)


def _too_long(text: str | None, where: str, limit: int) -> Iterator[Problem]:
    if text is not None and len(text) > limit:
        yield where, f"Must be {limit} or fewer in length."


def _length(text: Any, where: str, least: int, most: int) -> Iterator[Problem]:
    if not isinstance(text, str) or not least <= len(text) <= most:
        yield where, f"Must be between {least} and {most} in length."


def _count(items: list[Json], where: str, least: int, most: int) -> Iterator[Problem]:
    if not least <= len(items) <= most:
        yield where, f"Must be between {least} and {most} in number."


def _v2_problems(body: Json, components: list[Json]) -> Iterator[Problem]:
    for key in ("content", "embeds", "poll", "sticker_ids"):
        if body.get(key):
            yield key, f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
    every = [component for _, component in walk(components)]
    if len(every) > 40:
        yield "components", "Must be 40 or fewer components in total."
    shown = sum(len(each["content"]) for each in every if each["type"] == TEXT_DISPLAY)
    if shown > 4000:
        yield "components", "Displayable text must be 4000 or fewer in total."
    for index, top in enumerate(components):
        if top["type"] not in V2_TOP_LEVEL:
            yield f"components.{index}.type", "Not allowed at the top level."


def _v1_problems(components: list[Json]) -> Iterator[Problem]:
    yield from _count(components, "components", 0, 5)
    for index, top in enumerate(components):
        if top["type"] != ROW:
            yield f"components.{index}.type", "Needs MessageFlags.IS_COMPONENTS_V2."


def _component_problems(components: list[Json]) -> Iterator[Problem]:
    for where, component in walk(components):
        kind = component["type"]
        if kind == ROW:
            yield from _row_problems(where, component.get("components") or [])
        elif kind == BUTTON:
            yield from _button_problems(where, component)
        elif kind in SELECTS:
            yield from _select_problems(where, component)
        elif kind == TEXT_DISPLAY:
            yield from _length(component.get("content"), f"{where}.content", 1, 4000)
        elif kind == SECTION:
            yield from _section_problems(where, component)
        elif kind == GALLERY:
            yield from _count(component.get("items") or [], f"{where}.items", 1, 10)
        elif kind in (INPUT, LABEL, UPLOAD):
            yield f"{where}.type", "Only allowed in a modal."
    yield from _duplicate_ids(components)


def _duplicate_ids(components: list[Json]) -> Iterator[Problem]:
    for key in ("custom_id", "id"):
        given = Counter(c[key] for _, c in walk(components) if c.get(key) is not None)
        for value, times in given.items():
            if times > 1:
                yield "components", f"Component {key} {value!r} cannot be duplicated."


def _row_problems(where: str, inside: list[Json]) -> Iterator[Problem]:
    yield from _count(inside, f"{where}.components", 1, 5)
    kinds = {component["type"] for component in inside}
    if kinds & SELECTS and len(inside) > 1:
        yield f"{where}.components", "A select takes a whole row."
    if kinds - SELECTS - {BUTTON}:
        yield f"{where}.components", "A row holds buttons or one select."


def _section_problems(where: str, section: Json) -> Iterator[Problem]:
    yield from _count(section.get("components") or [], f"{where}.components", 1, 3)
    if not section.get("accessory"):
        yield f"{where}.accessory", "This field is required."


def _button_problems(where: str, button: Json) -> Iterator[Problem]:
    if not (button.get("label") or button.get("emoji")):
        yield f"{where}.label", "A button needs a label or an emoji."
    yield from _too_long(button.get("label"), f"{where}.label", 80)
    if button.get("style") != LINK:
        yield from _length(button.get("custom_id"), f"{where}.custom_id", 1, 100)
        return
    yield from _length(button.get("url"), f"{where}.url", 1, 512)
    if not str(button.get("url")).startswith(("http://", "https://", "discord://")):
        yield f"{where}.url", "Scheme must be one of ('http', 'https', 'discord')."


def _select_problems(where: str, select: Json) -> Iterator[Problem]:
    yield from _length(select.get("custom_id"), f"{where}.custom_id", 1, 100)
    yield from _too_long(select.get("placeholder"), f"{where}.placeholder", 150)
    if select["type"] != SELECT:
        return
    options = select.get("options") or []
    yield from _count(options, f"{where}.options", 1, 25)
    for index, option in enumerate(options):
        for key in ("label", "value"):
            yield from _length(option.get(key), f"{where}.options.{index}.{key}", 1, 100)
        yield from _too_long(option.get("description"), f"{where}.options.{index}.description", 100)


def _modal_component_problems(where: str, component: Json) -> Iterator[Problem]:
    kind = component["type"]
    if kind == LABEL:
        yield from _length(component.get("label"), f"{where}.label", 1, 45)
        yield from _too_long(component.get("description"), f"{where}.description", 100)
    elif kind in SELECTS:
        yield from _select_problems(where, component)
    elif kind == UPLOAD:
        yield from _length(component.get("custom_id"), f"{where}.custom_id", 1, 100)
    elif kind == INPUT:
        yield from _length(component.get("custom_id"), f"{where}.custom_id", 1, 100)
        yield from _too_long(component.get("label"), f"{where}.label", 45)
        yield from _too_long(component.get("placeholder"), f"{where}.placeholder", 100)
        yield from _too_long(component.get("value"), f"{where}.value", 4000)
        if not 1 <= (component.get("max_length") or 4000) <= 4000:
            yield f"{where}.max_length", "Must be between 1 and 4000."


def _command_problems(part: Json, where: str, *, text: bool = True) -> Iterator[Problem]:
    yield from _length(part.get("name"), f"{where}.name", 1, 32)
    if text:
        yield from _length(part.get("description"), f"{where}.description", 1, 100)
    options = part.get("options") or []
    yield from _count(options, f"{where}.options", 0, 25)
    yield from _count(part.get("choices") or [], f"{where}.choices", 0, 25)
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        yield f"{where}.options", "Required options must be placed before non-required options."
    for option in options:
        yield from _command_problems(option, f"{where}.{option['name']}")


def _embed_problems(embeds: list[Json]) -> Iterator[Problem]:
    yield from _count(embeds, "embeds", 0, 10)
    for index, embed in enumerate(embeds):
        yield from _one_embed_problems(f"embeds.{index}", embed)
    if sum(map(_embed_size, embeds)) > 6000:
        yield "embeds", "Embed size exceeds maximum size of 6000"


def _embed_texts(embed: Json) -> Iterator[tuple[str, str | None, int]]:
    yield "title", embed.get("title"), 256
    yield "description", embed.get("description"), 4096
    yield "footer.text", (embed.get("footer") or {}).get("text"), 2048
    yield "author.name", (embed.get("author") or {}).get("name"), 256
    for index, field in enumerate(embed.get("fields") or []):
        yield f"fields.{index}.name", field.get("name"), 256
        yield f"fields.{index}.value", field.get("value"), 1024


def _embed_size(embed: Json) -> int:
    return sum(len(text or "") for _, text, _ in _embed_texts(embed))


def _one_embed_problems(where: str, embed: Json) -> Iterator[Problem]:
    for key, text, limit in _embed_texts(embed):
        yield from _too_long(text, f"{where}.{key}", limit)
        if key.startswith("fields") and not text:
            yield f"{where}.{key}", "This field is required."
    yield from _count(embed.get("fields") or [], f"{where}.fields", 0, 25)
