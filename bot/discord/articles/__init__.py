"""Articles in messages: added, listed, corrected, removed."""
