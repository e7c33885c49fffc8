"""Who said what in Russian, Ukrainian and German articles, by rules: no tagger reads these.

They keep to what is plain: quotations beside a verb of saying and a name, and what a
named person is reported to have said. Everything else has no speaker.
"""

from index.statements.foreign.reader import read_foreign

__all__ = ["read_foreign"]
