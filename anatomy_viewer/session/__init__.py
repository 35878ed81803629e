"""The running presentation: where we are, what was chosen, and one signal when the scene changes."""
