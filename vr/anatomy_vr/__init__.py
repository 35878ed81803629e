"""The headset mode: the same `Session`, shown through OpenXR."""
