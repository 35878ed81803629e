#!/usr/bin/env bash
# Makes the room in which the headset mode is tested: Debian 13 with Monado (an OpenXR runtime), Mesa in software and Xvfb.
# Prints its folder. It lies in the user's cache, outside the checkout, and is made once; its name changes with this list.
set -eu
packages=(ca-certificates monado-service libopenxr1-monado openxr-layer-corevalidation mesa-vulkan-drivers
  libgl1-mesa-dri libglx-mesa0 libgl1 libegl1 libegl-mesa0 libopengl0 xvfb xkb-data x11-xkb-utils
  libxrender1 libxcursor1 libsm6 libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
  libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libfontconfig1 libdbus-1-3 libglib2.0-0t64 libnss3 fonts-dejavu-core)
suite=trixie
key=$(printf '%s\n' "$suite" "${packages[@]}" | sha256sum | cut -c1-8)
rootfs=${XDG_CACHE_HOME:-$HOME/.cache}/anatomy-viewer/xr-$suite-$key
say() { echo "$@" >&2; }

if [ -f "$rootfs/.complete" ]; then
  echo "$rootfs"
  exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
  say "The headset's test room needs an administrator: run this as root, for instance in a container."
  exit 1
fi
if ! command -v debootstrap >/dev/null; then
  say "Installing debootstrap"
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap >/dev/null ||
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends debootstrap >/dev/null; }
fi

# The mirror of this machine's own sources, where it has one.
mirror=$(awk '/^URIs:/ {print $2; exit}' /etc/apt/sources.list.d/debian.sources 2>/dev/null || true)
mirror=${mirror:-http://deb.debian.org/debian}
log=$rootfs.log
mkdir -p "$(dirname "$rootfs")"
rm -rf --one-file-system "$rootfs"
say "Making the headset's test room in $rootfs (about 3 minutes, 700 MB)"
included=$(IFS=,; echo "${packages[*]}")
if ! timeout --kill-after=20 900 debootstrap --variant=minbase --include="$included" "$suite" "$rootfs" "$mirror" >"$log" 2>&1; then
  tail -5 "$log" >&2
  say "The headset's test room could not be made from $mirror. The whole story is in $log"
  exit 1
fi
rm -rf "$rootfs"/var/cache/apt/archives/*.deb "$rootfs"/var/lib/apt/lists/* "$rootfs"/usr/share/{doc,man,locale}/*
touch "$rootfs/.complete"
echo "$rootfs"
