"""What the finished editions say, compared with the publication and with each other."""
