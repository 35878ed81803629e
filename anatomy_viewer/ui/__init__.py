"""The window: pages, controls and the viewport, made with Qt."""
