"""Feeds in messages: followed, listed, announced."""
