"""What a language model wrote, and the proof that is demanded of it.

Nothing in here asks a model: claims come in, and those that the stored articles bear out
word for word come out.
"""
