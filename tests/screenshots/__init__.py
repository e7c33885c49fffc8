"""What a person sees: `python -m tests.screenshots` (extra `[screenshots]`, and a Chromium)."""
