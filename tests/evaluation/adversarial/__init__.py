"""Model outputs that are true, the same made false in many ways, and what is shown of each."""
