"""Quality, measured: `python -m tests.evaluation --help`."""
