"""`python -m anatomy_viewer`: the same as the command `anatomy-viewer`."""

from anatomy_viewer.cli import main

raise SystemExit(main())
