"""English verbs whose past is another word: "sold" is a form of "sell", as no stemmer knows."""

from __future__ import annotations

from typing import Final

# Left out are forms that may as well be of another verb: "felt", "found", "lay", "wound".
_FORMS: Final = """
arise arose arisen; beat beaten; become became; begin began begun; bind bound; bite bit bitten
bleed bled; blow blew blown; break broke broken; breed bred; bring brought; build built
burn burnt; buy bought; catch caught; choose chose chosen; come came; deal dealt; dig dug
do did done; draw drew drawn; drink drank drunk; drive drove driven; eat ate eaten
fall fell fallen; feed fed; fight fought; flee fled; fly flew flown; forbid forbade forbidden
forget forgot forgotten; forgive forgave forgiven; freeze froze frozen; get got gotten
give gave given; go went gone; grow grew grown; hang hung; hear heard; hide hid hidden
hold held; keep kept; know knew known; lead led; learn learnt; leave left; lend lent; lose lost
make made; mean meant; meet met; mislead misled; overthrow overthrew overthrown; pay paid
quit quitted; ride rode ridden; ring rang rung; rise rose risen; run ran; see saw seen
seek sought; sell sold; send sent; shake shook shaken; shoot shot; show shown
shrink shrank shrunk; sing sang sung; sink sank sunk; sit sat; sleep slept; slide slid
speak spoke spoken; spend spent; spin spun; stand stood; steal stole stolen; stick stuck
strike struck stricken; swear swore sworn; swim swam swum; swing swung; take took taken
teach taught; tear tore torn; think thought; throw threw thrown; tread trod trodden
undergo underwent undergone; understand understood; wake woke woken; wear wore worn; weep wept
win won; withdraw withdrew withdrawn; write wrote written
"""

BASES: Final = {
    form: base
    for verb in _FORMS.replace("\n", ";").split(";")
    if verb.strip()
    for base, *forms in [verb.split()]
    for form in forms
}
"""Each such form in small letters, with the verb that it is of."""
