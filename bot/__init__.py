"""What people touch: Discord, the console, the command line, and answering."""
