"""From verified editions to a release."""
