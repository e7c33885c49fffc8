"""What Discord refuses in a message, at the limits and one past them."""

import pytest

from tests.discord_server.journal import ApiError, Json
from tests.discord_server.limits import check_message
from tests.discord_server.world import COMPONENTS_V2


def _text(content: str) -> Json:
    return {"type": 10, "content": content}


def _button(custom_id: str) -> Json:
    return {"type": 2, "style": 1, "label": "x", "custom_id": custom_id}


@pytest.mark.parametrize(
    "components",
    [
        [_text("a") for _ in range(41)],
        [_text("a" * 2001), _text("b" * 2000)],
        [{"type": 17, "components": [_text("a" * 4001)]}],
        [{"type": 1, "components": [_button(str(n)) for n in range(6)]}],
        [{"type": 1, "components": [_button("c" * 101)]}],
        [{"type": 1, "components": [_button("same"), _button("same")]}],
        [{"type": 9, "components": [_text("a")]}],
        [_text("")],
    ],
)
def test_components_over_the_limits_are_refused(components: list[Json]) -> None:
    with pytest.raises(ApiError) as refused:
        check_message({"components": components}, flags=COMPONENTS_V2, attachments=0)
    assert refused.value.code == 50035


def test_components_at_the_limits_pass() -> None:
    rows = [{"type": 1, "components": [_button(f"{n} {m}") for m in range(5)]} for n in range(6)]
    texts = [_text("a" * 1000) for _ in range(4)]
    check_message({"components": [*rows, *texts]}, flags=COMPONENTS_V2, attachments=0)


@pytest.mark.parametrize(
    ("body", "flags", "code"),
    [
        ({"content": "a", "components": [_text("b")]}, COMPONENTS_V2, 50035),
        ({"components": [_text("b")]}, 0, 50035),
        ({"embeds": [{"description": "a" * 4097}]}, 0, 50035),
        ({"embeds": [{"description": "a" * 3001}] * 2}, 0, 50035),
        ({"embeds": [{"fields": [{"name": "a", "value": ""}]}]}, 0, 50035),
        ({"content": "  "}, 0, 50006),
    ],
)
def test_messages_that_discord_refuses(body: Json, flags: int, code: int) -> None:
    with pytest.raises(ApiError) as refused:
        check_message(body, flags=flags, attachments=0)
    assert refused.value.code == code
