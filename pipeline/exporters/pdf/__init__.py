"""The PDF exporter."""
