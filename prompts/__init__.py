"""The texts that a language model is given, and their loader.

The texts are files that anybody can read and change; the loader checks that each holds
the placeholders that it is filled by, and no others.
"""

from prompts.loader import Example, ExamplePassage, Prompts, PromptWrong, load_prompts

__all__ = ["Example", "ExamplePassage", "PromptWrong", "Prompts", "load_prompts"]
