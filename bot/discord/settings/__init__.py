"""What a server chooses, and the panel that shows it."""
