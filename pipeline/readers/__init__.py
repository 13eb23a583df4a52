"""Readers: source text becomes a Document. The only folder that imports a Markdown library."""
