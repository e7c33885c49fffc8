"""Articles written for this project in many styles of journalism, and who says what in them.

All people, places and bodies are invented. `articles/` holds plain texts, the headline
first. `statements.jsonl` has a line for each statement:

- `content`: the words, in stretches where the cue or a paragraph breaks them; the first
  stretch is at its only place in the text, or at its `occurrence`, counted from 1;
- `as_written`: the source as the sentence itself puts it, null where it names none;
- `cue`: the word that tells of speech, null where there is none ("NAME: …", a signature);
- `kind`: direct, indirect or mixed; what a transcript prints after a name is direct;
- `person`: who is meant, by the fullest name in the article without titles and "the".

`person` is null where the article leaves it open: a surname or a pronoun that fits two
people, several speakers, somebody nameless, a bare "ministry". A body that is described
well enough to be known ("the road agency") goes by that, and a document stands for the
body or person that the article names as its author.

`not_statements.jsonl` has the words that are nobody's: denied, refused or unspoken cues,
titles, inscriptions, scare quotes.
"""
