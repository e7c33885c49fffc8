"""Asking a language model to write, and falling back on quoting wherever it does not."""
