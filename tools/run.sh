#!/usr/bin/env bash
# Opens the app on the default lesson. Without a display it does the same under Xvfb, leaves build/first-run.png and says so.
set -eu
bin=$1
lesson=coronary_artery_disease
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]; then
  exec "$bin/anatomy-viewer" "$lesson"
fi
mkdir -p build
if ! command -v xvfb-run >/dev/null; then
  echo "There is no display here and Xvfb is missing; drawing the window without either."
  QT_QPA_PLATFORM=offscreen "$bin/anatomy-viewer" "$lesson" --screenshot build/first-run.png
else
  echo "There is no display here: opening the window on a virtual one (Xvfb)."
  xvfb-run -a -s "-screen 0 1280x800x24" "$bin/anatomy-viewer" "$lesson" --screenshot build/first-run.png
fi
echo "The window is in build/first-run.png. On a computer with a screen, make run opens it."
