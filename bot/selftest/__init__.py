"""A question set of known answers, put to a library."""
