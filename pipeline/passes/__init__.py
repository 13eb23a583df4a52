"""The passes: everything that editions share is decided here, once."""
