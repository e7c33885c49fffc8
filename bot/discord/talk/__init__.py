"""Mentions, replies and threads: conversations with the bot."""
