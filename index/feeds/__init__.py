"""Feeds: followed politely, their entries added as articles, each exactly once.

Owns what a feed's bytes mean, when it is asked again, and what becomes of its entries.
Everything here blocks, and is a function of the time that it is given; `Feeds` is the door.
"""
