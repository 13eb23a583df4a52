"""Typesetting: a publication in its theme becomes pages of placed lines. No PDF in it."""
