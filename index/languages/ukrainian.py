"""Ukrainian: Snowball has no stems for it, so endings are taken off here.

A light stemmer: one ending of a noun, an adjective or a verb goes, then what alternates
in the stem's last letters is made one ("рік" and "року", "дорога" and "дорозі").
"""

from __future__ import annotations

import re
from typing import Final

from index.languages.language import Language

_STOP_WORDS: Final = frozenset(
    """
    а або але адже без би більш більше буде будуть був була були було бути в вам вас ваш весь вже
    ви від він вона вони воно все всі всього всіх всю геть де дещо для до дуже є ж же з за зараз
    зі зовсім і із інша інше інші й його йому її їй їм їх їхній к коли кого кому кожен котрий куди
    лише ли між мене мені може можна мій моя ми на навіть над нам нас наш не нею неї ним них ні
    ніби ніж ніхто нічого но ну о об один однак ось от отже перед під після по поки потім при про
    раз сам саме свій свого свою своє своїх се себе собі та так така таке такий такі там твій те
    тебе теж тим тих ті тільки то того тоді той тому тут ту ти у усе усі хіба хоч хто це цього цьому
    ці цієї цих цій цю ця цей через чи чий чим чого чому що щоб щодо ще як яка яке який які яким
    якого якої якщо я
    сказав сказала сказали сказати сказано каже кажуть говорить говорять говорив говорила говорили
    заявив заявила заявили заявляє повідомив повідомила повідомили думає думають висловився
    висловилась словами
    """.split()
)
_RUSSIAN_TOO: Final = frozenset(
    "а без в вам вас все всю для до ж же за к ли на над нам нас не но ну о об один от по при про "
    "раз сам свою себе та так там то того ту тут у уже через я".split()
)
# Of a word, at least three letters are left.
_REFLEXIVE: Final = re.compile(r"(?<=\w{4})(?:ся|сь)$")
_ENDINGS: Final = """
    а я у ю і ї о е є и ь й ий ій ії ою ею єю ами ями ові еві єві ом ем єм ам ям ах ях ей
    ого ому ім ими ої их ьому іми ію ієм ією ія
    в ла ло ли ути ав ала ало али ати яв яла яли яти ив ила ило или ити ів їв іла іло іли іти
    ить ять ють уть ає яє ає ємо еш єш ете єте ував увала ували увати ює юють уємо
    ано ено ований ована овано ення ання
""".split()
_ENDING: Final = re.compile(
    rf"(?<=\w{{3}})(?:{'|'.join(sorted(_ENDINGS, key=len, reverse=True))})$"
)
_POSSESSIVE: Final = re.compile(r"(?<=\w{3})(?:ов|ев|єв|ів|їв)$")
_LAST_VOWEL: Final = re.compile(r"[іїеєо](?=[^аеєиіїоуюя]*$)")
_LAST_CONSONANT: Final = str.maketrans("цчзжсш", "ккггхх")
_APOSTROPHE: Final = re.compile("['’ʼ]")
_CYRILLIC: Final = re.compile("[\u0400-\u052f'’ʼ]+")


def _stem(word: str) -> str:
    if not _CYRILLIC.fullmatch(word):
        return word
    stem = _REFLEXIVE.sub("", _APOSTROPHE.sub("", word))
    stem = _POSSESSIVE.sub("", _ENDING.sub("", stem))
    stem = _LAST_VOWEL.sub("о", stem)
    return stem[:-1] + stem[-1:].translate(_LAST_CONSONANT)


UKRAINIAN: Final = Language("uk", "Ukrainian", _STOP_WORDS, _STOP_WORDS - _RUSSIAN_TOO, _stem)
