"""The tools on the stage: one module a tool or a family of them, and the table of all."""
