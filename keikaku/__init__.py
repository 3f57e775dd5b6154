"""Publish a public plan as a website: text files in, a folder of pages out."""

__version__ = "0.1.0"
