"""The document model: nodes, metadata, documents and publications; no format, no library."""
