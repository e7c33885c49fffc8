"""German: Snowball's stems, which take umlauts and ß for their plain letters."""

from __future__ import annotations

from typing import Final

from index.languages.language import Language
from index.languages.snowball import Snowball

_STOP_WORDS: Final = frozenset(
    """
    ab aber alle allem allen aller alles als also am an andere anderen auch auf aus außerdem bei
    beim bin bis bist da dabei dafür dagegen daher damit danach dann daran darauf darüber darum das
    dass daß davon dazu dein dem den denn der des deshalb dessen dich die dies diese diesem diesen
    dieser dieses dir doch dort du durch ein eine einem einen einer eines einmal er es etwa etwas
    euch euer für gegen genau hab habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr
    ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jetzt kann kein keine
    keinem keinen keiner können könnte laut man mehr mein meine mich mir mit muss müssen nach neben
    nein nicht nichts noch nun nur ob oder ohne schon sehr sei sein seine seinem seinen seiner seit
    sich sie sind so soll sollen sollte sondern sonst über um und uns unser unter viel vom von vor
    wann war waren warum was weil weiter welche welchem welchen welcher welches wem wen wenn wer
    werde werden wie wieder wieso will wir wird wo wohl wollen worden wurde wurden würde würden zu
    zum zur zwar zwischen bezüglich hinsichtlich
    sagt sagte sagten gesagt sagen meint meinte gemeint äußert äußerte äußerten geäußert erklärt
    erklärte erklärten spricht sprach gesprochen
    """.split()
)
_ENGLISH_TOO: Final = frozenset(
    "all also am an bin bist dank den des die her hat hin in ins man so was war will wo".split()
)

GERMAN: Final = Language(
    "de", "German", _STOP_WORDS, _STOP_WORDS - _ENGLISH_TOO, Snowball("german")
)
