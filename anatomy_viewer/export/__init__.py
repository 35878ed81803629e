"""Files for others, made from the same scenes as the window."""
