"""The bot with the answerer as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.answerer import Answerer
from bot.services import Services


@pytest.fixture
def services(services: Services) -> Services:
    """Only statements of the library can be proved again when a button is pressed."""
    return replace(services, answerer=Answerer())
