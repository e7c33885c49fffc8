"""Checking what others wrote: their quotations against the library, and their claims."""
