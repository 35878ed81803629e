#!/usr/bin/env bash
# Every test of the headset mode against a real OpenXR runtime, in its test room.
# The pictures of the compositor's own window are left in build/xr/.
# A runtime that hangs ends its test after 2 minutes (the long story after 10) and everything after 25; what it started ends with the room.
set -eu
cd "$(dirname "$0")/../.."
mkdir -p build/xr
export XR_PICTURES=$PWD/build/xr
exec timeout --kill-after=20 1500 \
  tools/xr/enter.sh python -m pytest tests/xr -p no:cacheprovider --timeout=120 --timeout-method=thread "$@"
