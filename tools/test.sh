#!/usr/bin/env bash
# Every test. Windows are drawn off-screen, so no display is needed; the tests of the OpenGL viewport use Xvfb where it is there.
set -eu
bin=$1
shift
export QT_QPA_PLATFORM=offscreen LIBGL_ALWAYS_SOFTWARE=1
unset DISPLAY WAYLAND_DISPLAY
exec "$bin/python" -m pytest -n 2 --dist loadgroup "$@"
