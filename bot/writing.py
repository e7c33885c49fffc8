"""The language model that the settings name, made ready to be asked."""

from __future__ import annotations

from typing import Final

from bot.answering.model.asking import Prices, Uses
from bot.answering.model.endpoint import Endpoint
from bot.answering.model.protocol import ModelRules
from bot.answering.model.site import ModelSite
from bot.answering.model.writer import Writer
from bot.settings import Settings
from index.errors import SettingsError
from index.store.models import Budget
from prompts import PromptWrong, load_prompts

REACH_SECONDS: Final = 5.0
"""How long a language model may take to say that it is there."""


def make_endpoint(settings: Settings) -> Endpoint | None:
    """The endpoint; None where no model is set. It is to be closed."""
    if not settings.model_base_url or not settings.model_name:
        return None
    key = settings.model_api_key
    return Endpoint(
        ModelRules(
            base_url=settings.model_base_url,
            model=settings.model_name,
            api_key=key.get_secret_value() if key else None,
            temperature=settings.model_temperature,
            seconds=settings.model_timeout_seconds,
            max_tokens=settings.model_max_tokens,
        )
    )


def make_writer(settings: Settings, uses: Uses) -> Writer | None:
    """What lets the model write answers; None where no model is set.

    Raises SettingsError where a prompt was changed into something that is none.
    """
    endpoint = make_endpoint(settings)
    if endpoint is None:
        return None
    try:
        prompts = load_prompts()
    except PromptWrong as error:
        endpoint.close()
        raise SettingsError(f"A prompt is wrong: {error}.", "Correct the file.") from error
    prices = Prices(settings.model_price_in, settings.model_price_out, _budget(settings))
    return Writer(endpoint, prompts, uses, prices)


def make_site(settings: Settings) -> ModelSite | None:
    """What is told of the model outside; None where no model is set."""
    address, model = settings.model_base_url, settings.model_name
    if not address or not model:
        return None

    def reach() -> None:
        if endpoint := make_endpoint(settings):
            try:
                endpoint.models(REACH_SECONDS)
            finally:
                endpoint.close()

    return ModelSite.at(address, model, _budget(settings), reach)


def _budget(settings: Settings) -> Budget:
    cost = settings.model_daily_cost
    return Budget(settings.model_daily_tokens, None if cost is None else int(cost * 1_000_000))
