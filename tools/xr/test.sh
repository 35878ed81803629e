#!/usr/bin/env bash
# Every test of the headset mode against a real OpenXR runtime, in its test room.
# The pictures of the compositor's own window are left in build/xr/.
set -eu
cd "$(dirname "$0")/../.."
mkdir -p build/xr
XR_PICTURES=$PWD/build/xr exec tools/xr/enter.sh python -m pytest tests/xr -p no:cacheprovider "$@"
