"""What a client fills in before it sends: options of a command, fields of a modal."""

from collections.abc import Callable

from tests.discord_server import limits
from tests.discord_server.journal import Json
from tests.discord_server.world import File

GROUPS = {1, 2}
STRING, INTEGER, BOOLEAN, NUMBER, FILE = 3, 4, 5, 10, 11
OPTION_TYPES: dict[int, type | tuple[type, ...]] = {
    STRING: str,
    INTEGER: int,
    BOOLEAN: bool,
    NUMBER: (int, float),
    FILE: File,
}
Value = str | int | float | bool | File | list[str] | list[File]
Attach = Callable[[File], Json]


class Form:
    """Collects the attachments given while options or fields are filled in."""

    def __init__(self, attach: Attach) -> None:
        self._attach = attach
        self._attachments: dict[str, Json] = {}

    @property
    def resolved(self) -> Json:
        """The `resolved` entry for data, empty where no file was given."""
        return {"resolved": {"attachments": self._attachments}} if self._attachments else {}

    def add_file(self, file: File) -> str:
        attachment = self._attach(file)
        self._attachments[attachment["id"]] = attachment
        return str(attachment["id"])

    def options(
        self, command: Json, path: tuple[str, ...], given: dict[str, Value], focused: str | None
    ) -> list[Json]:
        """The nested options of a slash command; LookupError and ValueError where it has none."""
        if not path:
            return self._values(command, given, focused)
        for option in command.get("options", []):
            if option["name"] == path[0] and option["type"] in GROUPS:
                inside = self.options(option, path[1:], given, focused)
                return [{"name": path[0], "type": option["type"], "options": inside}]
        raise LookupError(f"{command['name']!r} has no subcommand {path[0]!r}")

    def _values(self, command: Json, given: dict[str, Value], focused: str | None) -> list[Json]:
        known = {option["name"]: option for option in command.get("options", [])}
        if any(option["type"] in GROUPS for option in known.values()):
            raise LookupError(f"{command['name']!r} needs a subcommand of {sorted(known)}")
        unknown = given.keys() - known.keys()
        if unknown:
            raise LookupError(f"{command['name']!r} has no option {sorted(unknown)}")
        missing = [n for n, o in known.items() if o.get("required") and n not in given]
        if missing and focused is None:
            raise ValueError(f"{command['name']!r} needs {missing}")
        return [self._option(known[name], value, focused) for name, value in given.items()]

    def _option(self, option: Json, value: Value, focused: str | None) -> Json:
        kind, name = option["type"], option["name"]
        if not isinstance(value, OPTION_TYPES[kind]):
            raise ValueError(f"option {name!r} of type {kind} does not take {value!r}")
        sent = self.add_file(value) if isinstance(value, File) else value
        filled: Json = {"name": name, "type": kind, "value": sent}
        return {**filled, "focused": True} if name == focused else filled

    def fields(self, modal: Json, given: dict[str, Value]) -> list[Json]:
        """The components of a modal with answers by custom_id or label."""
        left = dict(given)
        filled = [self._top(component, left) for component in modal["components"]]
        if left:
            raise LookupError(f"the modal {modal['title']!r} has no field {sorted(left)}")
        return filled

    def _top(self, top: Json, left: dict[str, Value]) -> Json:
        if top["type"] == limits.LABEL:
            inner = self._field(top["component"], top["label"], left)
            return {"type": limits.LABEL, "id": top.get("id", 0), "component": inner}
        if top["type"] == limits.ROW:
            inside = [self._field(c, c.get("label") or "", left) for c in top["components"]]
            return {"type": limits.ROW, "components": inside}
        return {"type": top["type"], "id": top.get("id", 0)}

    def _field(self, component: Json, label: str, left: dict[str, Value]) -> Json:
        custom_id = component["custom_id"]
        value = left.pop(custom_id, None)
        if value is None:
            value = left.pop(label, None)
        filled: Json = {"type": component["type"], "custom_id": custom_id}
        if component["type"] == limits.INPUT:
            return {**filled, "value": _typed(component, label, value)}
        if component["type"] == limits.UPLOAD:
            return {**filled, "values": self._uploaded(component, label, value)}
        if isinstance(value, list) or component["type"] in limits.SELECTS:
            return {**filled, "values": value if isinstance(value, list) else []}
        return {**filled, "value": value}

    def _uploaded(self, component: Json, label: str, value: Value | None) -> list[str]:
        given = value if isinstance(value, list) else [value]
        files = [each for each in given if isinstance(each, File)]
        if not files and component.get("required", True):
            raise ValueError(f"the field {label!r} needs a file")
        if len(files) > (component.get("max_values") or 1):
            raise ValueError(f"the field {label!r} takes fewer than {len(files)} files")
        return [self.add_file(file) for file in files]


def _typed(component: Json, label: str, value: Value | None) -> str:
    """What a text field holds: the answer, else what the bot prefilled; checked as clients do."""
    text = component.get("value") or "" if value is None else str(value)
    if not text and component.get("required", True):
        raise ValueError(f"the field {label!r} must be filled in")
    least, most = component.get("min_length") or 0, component.get("max_length") or 4000
    if text and not least <= len(text) <= most:
        raise ValueError(f"the field {label!r} takes {least} to {most} characters")
    return text
