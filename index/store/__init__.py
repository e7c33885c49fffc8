"""All SQL: one SQLite database per data directory, the only truth about its libraries.

`store.Store` is the seam that the rest of `index` uses; the modules beside it hold
the statements for articles, passages and statements, each taking a connection.
"""
