"""The texts that a language model is given, and their loader.

The texts are files that anybody can read and change; the loader checks that each holds
the placeholders that it is filled by, and no others.
"""

from prompts.files import PromptWrong
from prompts.loader import Prompts, load_prompts
from prompts.passages import Example, ExamplePassage, PassagePrompts
from prompts.questions import QuestionExample, QuestionPrompts

__all__ = [
    "Example",
    "ExamplePassage",
    "PassagePrompts",
    "PromptWrong",
    "Prompts",
    "QuestionExample",
    "QuestionPrompts",
    "load_prompts",
]
