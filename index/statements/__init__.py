"""Who said what: quotations, cues and speakers found in an article's text."""
