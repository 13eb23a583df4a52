"""The DOCX exporter."""
