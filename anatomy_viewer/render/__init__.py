"""From a `SceneState` to a `vtkRenderer`. VTK starts on this floor; Qt does not."""
