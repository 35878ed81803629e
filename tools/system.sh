#!/usr/bin/env bash
# Installs the system libraries that Qt and VTK need on Debian and Ubuntu, where this user may; else prints the one command.
set -u
packages=(libegl1 libgl1 libglx-mesa0 libgl1-mesa-dri libopengl0 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxrender1 libxcursor1
  libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1
  libglib2.0-0 libnss3 libasound2 libpulse0 fontconfig fonts-dejavu-core xvfb xauth python3-venv)
command -v apt-get >/dev/null || exit 0          # another system: its own Qt and OpenGL serve
missing=()
for p in "${packages[@]}"; do
  dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null | grep -q '^installed$' && continue
  dpkg-query -W -f='${db:Status-Status}' "${p}t64" 2>/dev/null | grep -q '^installed$' && continue
  missing+=("$p")
done
[ ${#missing[@]} -eq 0 ] && exit 0
run=()
[ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null && sudo -n true 2>/dev/null && run=(sudo -n); }
if [ "$(id -u)" -ne 0 ] && [ ${#run[@]} -eq 0 ]; then
  printf 'These system libraries are missing and need an administrator:\n  sudo apt-get install -y %s\n' "${missing[*]}"
  exit 0
fi
echo "Installing system libraries: ${missing[*]}"
"${run[@]}" apt-get update -qq || true
install() { "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1; }
install "${missing[@]}" && exit 0
for p in "${missing[@]}"; do                      # one by one: a name that this release lacks must not stop the others
  install "$p" || install "${p}t64" || echo "  not available here: $p"
done
exit 0
