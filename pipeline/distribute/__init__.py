"""From verified editions to a release: a folder that is complete or not there."""
