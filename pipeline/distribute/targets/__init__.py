"""Targets: places that releases are sent to, each as a store of files below one root."""
