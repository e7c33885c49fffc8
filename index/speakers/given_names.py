"""First names that the papers of Russia, Ukraine and Belarus each write in a form of their own.

"Vladimir", "Volodymyr" and "Uladzimir" are written of one man, depending on who writes.
Only such forms stand together here, never short forms, nor names of men and of women.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from index.speakers.sounds import family, may_be_same, sounds, style_of

# Hardly borne by others than Slavs: whoever is called so has a Slavic surname, too.
_TELLING: Final = """
Vladimir Volodymyr Uladzimir
Sergei Serhii Siarhei
Dmitri Dmytro Dzmitry
Andrei Andrii
Evgeni Yevhen Yauhen
Evgenia Yevheniia
Aleksei Oleksii Aliaksei
Aleksandr Oleksandr Aliaksandr Alyaksandr
Nikolai Mykola Mikalai
Mikhail Mykhailo
Igor Ihor Ihar
Oleg Oleh Aleh
Yuri Yurii
Pyotr Petro Piatr
Pavlo
Vasili Vasyl
Grigori Hryhorii Ryhor
Gennadi Hennadii
Georgi Heorhii
Vyacheslav Viacheslav
Vladislav Vladyslav Uladzislau
Yaroslav
Rostislav Rostyslav
Stanislav
Svyatoslav Sviatoslav
Anatoli Anatolii
Arkadi
Vitali Vitalii
Valeri Valerii
Leonid
Bogdan Bohdan
Ruslan
Nikita Mykyta
Fyodor Fedir
Kirill Kyrylo
Ilya Illia
Maksim Maksym
Artyom Artem
Lyudmila Liudmyla
Svetlana Svitlana
Tatiana Tetiana
Ekaterina Kateryna
Oksana
Nadezhda Nadiia
Lyubov Liubov
Galina Halyna
Kseniia
"""
# Borne everywhere: alike only beside a surname that is Slavic by itself.
_COMMON: Final = """
Aleksandr Alexander
Aleksandra Alexandra Oleksandra
Anna
Anton
Boris Borys
Daria
Denis Denys
Elena Olena
Irina Iryna
Ivan
Yulia
Konstantin Kostiantyn
Maria
Marina Maryna
Maksim Maxim
Natalia Nataliia
Olga Olha Volha
Pavel
Roman
Sofia
Viktor Victor
Viktoria Victoria
"""


def _forms(lines: str) -> Iterator[tuple[str, str]]:
    """Each form by its sounds, with the sounds of the first of its line."""
    for line in lines.split("\n"):
        heard = [sounds(form, style_of(form)) for form in line.split()]
        yield from ((form, heard[0]) for form in heard)


_TELLING_FORMS: Final = frozenset(form for form, _ in _forms(_TELLING))
_FORMS: Final = dict((*_forms(_COMMON), *_forms(_TELLING)))
_ALL_FORMS: Final = {
    common: tuple(form for form, first in _FORMS.items() if first == common)
    for common in _FORMS.values()
}
_BY_FAMILY: Final = {family(form): form for form in _FORMS}


def common_form(heard: str) -> str | None:
    """The sounds of the form that stands for a first name, None for a name that isn't here."""
    form = _form(heard)
    return _FORMS[form] if form else None


def is_telling(heard: str) -> bool:
    """Whether a first name, by its sounds, tells that a name is Slavic."""
    return _form(heard) in _TELLING_FORMS


def all_forms(common: str) -> tuple[str, ...]:
    """All forms of a first name, by the one that stands for them; itself where it has none."""
    return _ALL_FORMS.get(common, (common,))


def _form(heard: str) -> str | None:
    if heard in _FORMS:
        return heard
    form = _BY_FAMILY.get(family(heard))
    return form if form and may_be_same(form, heard) else None


def is_given_name(word: str) -> bool:
    """Whether a word, in any script, is one of these first names."""
    return common_form(sounds(word, style_of(word))) is not None
