# Finds or installs what the scripts beside it need. To be sourced by bash:
#
#   need_programs PROGRAM=PACKAGE...  installs the Debian packages of programs that are missing
#   need_build                        all that `mvn package` needs; exports JAVA_HOME
#   need_tests                        what `mvn verify` needs besides
#
# Each ends the script with a message that says what to install where it cannot help itself.
# shellcheck shell=bash

readonly JAVA_RELEASE=25
readonly JDK_PACKAGES=(openjdk-25-jdk-headless temurin-25-jdk)

distribution=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)

missing() {
  echo "${0##*/}: $*" >&2
  exit 1
}

apt_lists_are_fresh=
apt_update() {
  [ -z "$apt_lists_are_fresh" ] || return 0
  apt-get update -q >&2 || echo "${0##*/}: apt-get update failed; going on with the old lists" >&2
  apt_lists_are_fresh=1
}

can_install() {
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null
}

apt_install() {
  apt_update
  echo "${0##*/}: installing $*" >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2
}

need_programs() {
  local entry programs=() packages=()
  for entry in "$@"; do
    command -v "${entry%%=*}" >/dev/null && continue
    programs+=("${entry%%=*}")
    packages+=("${entry#*=}")
  done
  [ "${#packages[@]}" -gt 0 ] || return 0
  can_install ||
    missing "these programs are needed: ${programs[*]} (on Debian: sudo apt-get install ${packages[*]})"
  apt_install "${packages[@]}" || missing "apt-get could not install: ${packages[*]}"
}

# Prints the first complete JDK of the right release.
find_jdk() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if [ -x "$home/bin/javac" ] && [ -x "$home/bin/jlink" ] &&
      grep -qs "^JAVA_VERSION=\"${JAVA_RELEASE}[.\"]" "$home/release"; then
      echo "$home"
      return 0
    fi
  done
  return 1
}

install_jdk() {
  local package
  can_install || return 1
  apt_update
  for package in "${JDK_PACKAGES[@]}"; do
    if apt-cache show "$package" >/dev/null 2>&1 && apt_install "$package"; then
      return 0
    fi
  done
  return 1
}

need_jdk() {
  local home
  home=$(find_jdk) || { install_jdk && home=$(find_jdk); } ||
    missing "no JDK $JAVA_RELEASE was found in JAVA_HOME or /usr/lib/jvm. Install one (the Debian" \
      "package openjdk-$JAVA_RELEASE-jdk-headless, or Eclipse Temurin $JAVA_RELEASE) or set JAVA_HOME to it."
  export JAVA_HOME=$home
}

need_build() {
  need_jdk
  need_programs mvn=maven tar=tar zstd=zstd strip=binutils
  # Keeps Maven's own libraries from being warned about on each start.
  export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
}

need_tests() {
  need_programs strace=strace ssh=openssh-client sshd=openssh-server bsdtar=libarchive-tools \
    busybox=busybox unshare=util-linux
  need_thinvm
}

# The virtual machine in which the tests use real LVM.
need_thinvm() {
  local thinvm=$distribution/it/thinvm/thinvm
  if can_install; then
    "$thinvm" --install >&2 || { apt_update && "$thinvm" --install >&2; } ||
      missing "the packages for the LVM tests cannot be installed (see above)"
  fi
  "$thinvm" --prepare >&2 || { can_install && apt_update && "$thinvm" --prepare >&2; } ||
    missing "the virtual machine for the LVM tests cannot be prepared (see above)"
}
