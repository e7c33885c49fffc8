"""How well a library is found and answered from, measured by questions with known answers."""
