"""Pictures of what a library holds, as PNG, each with the words that say what it shows."""
