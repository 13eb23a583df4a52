"""What a source is: a file, or a folder that holds one."""
