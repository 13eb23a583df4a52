"""Writes the DOCX edition: body and parts as XML text, packed by python-docx."""
