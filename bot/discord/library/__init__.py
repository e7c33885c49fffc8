"""What was done to a library, and what was asked of it in vain."""
