"""Speed and memory, measured as ratios within one run: `python -m tests.benchmarks --help`."""
