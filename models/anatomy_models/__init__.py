"""Recipes that make the organs, and the kit they are made with. Needed to build, never to view."""
