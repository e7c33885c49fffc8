"""Questions asked by command, their answers as messages, and the buttons under them."""
