"""Pure functions on values: choices and a time go in, a `SceneState` comes out."""
