"""Blocks and inlines as XHTML, shared by the formats that are made of it."""
