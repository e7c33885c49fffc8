"""The library: articles, passages, statements, vectors and retrieval.

Owns everything that is true about a team's articles. Knows nothing of Discord
or of any other place where people read them; the one door is `index.library`.
"""
