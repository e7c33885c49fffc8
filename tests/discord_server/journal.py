"""What the bot asked of the server, and where it broke Discord's rules."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    """A refusal as Discord words it: HTTP status, its own code, a message, errors by field."""

    def __init__(self, status: int, code: int, message: str, fields: Json | None = None) -> None:
        super().__init__(f"{status} {code}: {message} {fields or ''}".strip())
        self.status = status
        self.code = code
        self.message = message
        self.fields = fields

    def payload(self) -> Json:
        body: Json = {"message": self.message, "code": self.code}
        return body if self.fields is None else {**body, "errors": self.fields}


@dataclass(frozen=True, slots=True)
class Violation:
    """Something the bot did that Discord refuses; `at` is monotonic seconds."""

    code: int
    message: str
    method: str
    path: str
    at: float


@dataclass(slots=True)
class RequestRecord:
    """One request: `path` without /api/v10, `at` in monotonic seconds, `status` once answered."""

    method: str
    path: str
    json: Any
    at: float
    files: tuple[str, ...] = ()
    status: int | None = None


@dataclass(slots=True)
class Journal:
    requests: list[RequestRecord] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
