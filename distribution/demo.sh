#!/bin/bash
#
# Installs what is missing, builds Wyng and shows its main job on a disk image:
# back it up, change it, back it up again, list, verify, restore both sessions
# and compare them. Needs about 600 MB below TMPDIR (/tmp), where everything is
# kept and removed again; nothing else of the system is touched.
#
#   --built    takes the program as it was built last

set -euo pipefail

cd "$(dirname "$0")/.."
# shellcheck source=distribution/build-environment.sh
. distribution/build-environment.sh

home=$PWD/distribution/image/target/wyng
scratch=$(mktemp -d -t 'wyng demo.XXXXXX')
trap 'rm -rf "$scratch"' EXIT
images=$scratch/images
image=$images/disk.img

say() { printf '\n== %s\n' "$*"; }

now_ms() { echo $((${EPOCHREALTIME/./} / 1000)); }

seconds() { printf '%d.%02d s' $(($1 / 1000)) $(($1 % 1000 / 10)); }

# Prints a command, runs it and prints how long it took, which is also left in $elapsed.
elapsed=0
run() {
  local start
  printf '$'
  printf ' %q' "$@"
  printf '\n'
  start=$(now_ms)
  "$@" || {
    echo "FAILED with status $?" >&2
    exit 1
  }
  elapsed=$(($(now_ms) - start))
  printf '  [%s]\n' "$(seconds "$elapsed")"
}

wyng() { "$home/bin/wyng" --meta-dir="$scratch/meta" "$@"; }

# write MIB-OFFSET: puts the standard input into the image at that place.
write() { dd of="$image" bs=1M seek="$1" conv=notrunc iflag=fullblock status=none; }

random() { head -c "$1" /dev/urandom; }

digest() { sha256sum <"$1"; }

build() {
  need_build
  say 'Building Wyng'
  run mvn --batch-mode --quiet --no-transfer-progress -DskipTests package
}

make_image() {
  mkdir "$images"
  truncate -s 256M "$image"
  random 32M | write 16
  seq 1 9000000 | write 64
  random 5000 | write 255
}

change_image() {
  random 3M | write 20
  seq 77 99999 | write 70
  random 4M | write 200
  dd if=/dev/zero of="$image" bs=1M seek=30 count=2 conv=notrunc status=none
}

# restore SESSION DIGEST: restores it to a new file and compares the content with what it was.
restore() {
  local restored=$scratch/restored-$1.img
  run wyng receive disk.img --session="$1" --save-to="$restored"
  if [ "$(digest "$restored")" != "$2" ]; then
    echo "FAILED: session $1 is not what was backed up" >&2
    exit 1
  fi
  echo "  The content is what was backed up: sha256 ${2%% *}"
}

[ "${1-}" = --built ] || build
[ -x "$home/bin/wyng" ] || missing "there is no $home: run this without --built"

printf '\nBelow, wyng stands for: %q --meta-dir=%q\n' "$home/bin/wyng" "$scratch/meta"

say 'A disk image of 256 MiB with about 100 MiB of data'
make_image
first=$(digest "$image")
run ls -lsh "$images"

say 'An archive for it'
run wyng arch-init --local="$images" --dest=internal:/ --subdir="${scratch#/}/archive"
run wyng add disk.img

say 'The first backup is a full one'
run wyng send
full=$elapsed

say 'The image changes: about 10 MiB in four places'
change_image
second=$(digest "$image")

say 'The second backup stores only the changes'
run wyng send
incremental=$elapsed
run wyng send

say 'What the archive holds'
run wyng list
run wyng list disk.img
mapfile -t sessions < <(wyng list disk.img | awk 'NR > 1 { print $1 }')
[ "${#sessions[@]}" -eq 2 ] || missing "expected two sessions, found ${#sessions[@]}"

say 'Is every chunk of it intact?'
run wyng verify disk.img

say 'Both sessions restored and compared'
restore "${sessions[0]}" "$first"
restore "${sessions[1]}" "$second"
run cmp "$image" "$scratch/restored-${sessions[1]}.img"

stored=$(du -sh "$scratch/archive" | cut -f 1)
say "Done: full backup in $(seconds "$full"), incremental in $(seconds "$incremental");" \
  "two sessions of 256 MiB occupy $stored; both were restored bit for bit."

pools=$(lvs --noheadings --separator / -o vg_name,lv_name -S segtype=thin-pool 2>/dev/null |
  tr -d ' ' | paste -sd ' ') || true
if [ -n "$pools" ]; then
  echo "This machine has LVM thin pools ($pools): for one of them, give arch-init --local=VG/POOL"
  echo 'and add its volumes by their names.'
fi
