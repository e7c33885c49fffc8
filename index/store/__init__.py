"""All SQL: one SQLite database per data directory, the only truth about its libraries.

`store.Store` is the seam that the rest of `index` uses; the modules beside it hold
the SQL for articles, passages, statements and speakers, each taking a connection.
"""
