#!/usr/bin/env bash
# The headset's tests among all others: they must run where CI is set; elsewhere they are left out, and that is said,
# where their room cannot be had (it needs root and, the first time, the network).
set -eu
cd "$(dirname "$0")/../.."
if tools/xr/enter.sh true; then
  exec make --no-print-directory test-xr
fi
if [ -n "${CI:-}" ]; then
  echo "The headset was not tested: its test room could not be had (the reason is above), and no commit passes without." >&2
  exit 1
fi
echo "The headset was not tested: its test room cannot be had here (the reason is above)." >&2
