#!/usr/bin/env bash
# enter.sh COMMAND...: runs a command of this checkout, with its own Python and environment, inside the headset's test room.
# Everything is private to the command: mounts, network, processes. When it ends, nothing of it is left.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
checkout=$(cd "$here/../.." && pwd)
rootfs=$("$here/rootfs.sh")
python=$(readlink -f "$checkout/.venv/bin/python")
models=${XDG_CACHE_HOME:-$HOME/.cache}/anatomy-viewer/models
mkdir -p "$models"
export rootfs checkout models base="${python%/bin/*}"
exec unshare --mount --propagation private --net --ipc --pid --fork --kill-child bash -c '
  set -eu
  ip link set lo up
  mount -t proc proc "$rootfs/proc"
  mount --rbind /dev "$rootfs/dev"
  mount -t tmpfs tmpfs "$rootfs/dev/shm"
  mount --rbind /sys "$rootfs/sys"
  mount -t tmpfs -o mode=1777 tmpfs "$rootfs/tmp"
  case "$base" in /usr) ;; *) mkdir -p "$rootfs$base"; mount --bind "$base" "$rootfs$base" ;; esac
  mkdir -p "$rootfs$checkout"
  mount --bind "$checkout" "$rootfs$checkout"
  mkdir -p -m 700 "$rootfs/tmp/run"
  mkdir -p -m 1777 "$rootfs/tmp/.X11-unix"
  mkdir -p "$rootfs/tmp/home/.cache/anatomy-viewer/models"
  mount --bind "$models" "$rootfs/tmp/home/.cache/anatomy-viewer/models"
  exec chroot "$rootfs" /usr/bin/env -i HOME=/tmp/home PATH="$checkout/.venv/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
    TERM=dumb LANG=C.UTF-8 XDG_RUNTIME_DIR=/tmp/run PYTHONPYCACHEPREFIX=/tmp/pyc QT_QPA_PLATFORM=offscreen \
    ${XR_PICTURES:+XR_PICTURES="$XR_PICTURES"} bash -c '\''cd "$0" && exec "$@"'\'' "$checkout" "$@"
' -- "$@"
