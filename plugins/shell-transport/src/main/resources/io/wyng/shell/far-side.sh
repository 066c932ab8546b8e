# What runs on the far side: a POSIX shell reads this text from its standard input, in front of
# which "token" (starts every line that it says), "beat" (seconds between two signs of life of long
# work) and "tested" (not empty when an earlier shell has found all that is needed) are set. Then it
# reads requests, one a line: a word and some numbers. One name, or two, follow a request as lines,
# many as a block of so many bytes, a name a line; each has "./" in front. Names are only ever
# expanded in quotes, or unquoted where no globs are expanded and words end at newlines alone.
#
# Each request is answered, after what it asked for, by a line with its outcome on the standard
# output, and in front of that by a mark in the standard error output: the words before that mark
# belong to this request. Whatever becomes of a request, its bytes are taken from the input, so
# that they are never read as requests.
#
# -ef is no POSIX, but every shell that is in use has it; "main" makes sure.
# shellcheck shell=sh disable=SC2086,SC2154,SC2317,SC2329,SC3013

LC_ALL=C
export LC_ALL
unset CDPATH TAR_OPTIONS POSIXLY_CORRECT
umask 077
set -f
nl='
'
IFS=$nl
inside=
number=0
beating=
sync_help=
mv_help=
dd_skips=
all_sizes=
exec 3>&1

say() {
  printf '%s %s\n' "$token" "$1"
}

complain() {
  printf '%s\n' "$1" >&2
}

# Passes on so many bytes of the input, and no byte more is read.
take() {
  if [ "$1" -ge 65536 ]; then
    dd bs=65536 count="$(($1 / 65536))" iflag=fullblock 2>/dev/null
  fi
  if [ "$(($1 % 65536))" -gt 0 ]; then
    dd bs="$(($1 % 65536))" count=1 iflag=fullblock 2>/dev/null
  fi
}

# Reads a name into $name.
read_name() {
  IFS= read -r name || exit 1
}

# Reads names into $names. Behind them is a line that no name is: when the connection ends in the
# middle of a name, nothing must be done to a file that happens to have the first half of it.
read_names() {
  if [ "$1" -lt 1000 ]; then # quicker than a process
    names=
    while IFS= read -r name; do
      if [ "$name" = / ]; then
        return
      fi
      names=$names$nl$name
    done
    exit 1
  fi
  names=$(take "$1")
  case $names in
    *"$nl/") names=${names%"$nl/"} ;;
    *) exit 1 ;;
  esac
}

# Between these two the far side shows that it is alive. When this shell is killed, the process that
# does so ends instead of giving its next sign; it holds neither the answers nor the file system.
begin_long_work() {
  (
    cd / && exec </dev/null >/dev/null 3>&-
    trap '{ kill "$!"; exit; } 2>/dev/null' TERM
    while :; do
      sleep "$beat" 2>/dev/null &
      wait "$!"
      kill -0 "$$" 2>/dev/null && printf '%s alive\n' "$token" >&2 || exit
    done
  ) &
  beating=$!
}

end_long_work() {
  if [ -n "$beating" ]; then
    {
      kill "$beating"
      wait "$beating"
    } 2>/dev/null
    beating=
  fi
}
trap end_long_work EXIT

# --- Paths ---

# Goes to the archive's directory. 1: there is none yet. 2: it cannot be used.
enter() {
  if [ -n "$inside" ]; then
    return 0
  fi
  if [ ! -d "$mount" ]; then
    if [ -e "$mount" ]; then
      complain "$mount: Not a directory"
    else
      complain "$mount: No such file or directory"
    fi
    return 2
  fi
  if [ "$(device_of "$mount")" != "$device" ]; then
    complain "the file system at $mount was unmounted or exchanged"
    return 2
  fi
  if cd "$mount/$root" 2>/dev/null; then
    inside=yes
    return 0
  fi
  if [ -d "$mount/$root" ] || [ ! -x "$mount" ]; then
    complain "$mount/$root: Permission denied"
    return 2
  fi
  if [ -e "$mount/$root" ]; then
    complain "$mount/$root: Not a directory"
    return 2
  fi
  return 1
}

# The same, before something is changed.
enter_for_change() {
  enter
  entered=$?
  if [ "$entered" -eq 0 ] && ! [ . -ef "$mount/$root" ]; then
    complain "the file system at $mount was unmounted or exchanged"
    return 2
  fi
  return "$entered"
}

# The same, and creates the directory. What is missing at the mount point is never created.
establish() {
  enter_for_change
  entered=$?
  if [ "$entered" -eq 1 ]; then
    mkdir -p -- "$mount/$root" && enter
    entered=$?
  fi
  return "$entered"
}

# Follows the way to $1. 1: a directory on it is missing. 2: something else is on it; symbolic
# links are never followed.
way() {
  rest=${1#./}
  step=.
  while :; do
    case $rest in
      */*) ;;
      *) return 0 ;;
    esac
    step=$step/${rest%%/*}
    rest=${rest#*/}
    if [ -L "$step" ]; then
      complain "$step is a symbolic link"
      return 2
    elif [ -d "$step" ]; then
      if [ ! -x "$step" ]; then
        complain "$step: Permission denied"
        return 2
      fi
    elif [ -e "$step" ]; then
      complain "$step: Not a directory"
      return 2
    else
      return 1
    fi
  done
}

# The same for one file after the other: most lie in the directory of the one before.
way_again() {
  if [ "${1%/*}" != "$last_folder" ]; then
    last_folder=${1%/*}
    way "$1"
    last_way=$?
  elif [ "$last_way" -eq 2 ]; then
    complain "$last_folder: cannot be used"
  fi
  return "$last_way"
}

# Looks for the file $1. 1: there is none. 2: it cannot be read.
find_file() {
  way_again "$1" || return
  if [ -L "$1" ]; then
    complain "$1 is a symbolic link"
    return 2
  elif [ -f "$1" ]; then
    if [ ! -r "$1" ]; then
      complain "$1: Permission denied"
      return 2
    fi
  elif [ -e "$1" ]; then
    complain "$1: Not a regular file"
    return 2
  else
    return 1
  fi
}

is_folder() {
  [ -d "$1" ] && [ ! -L "$1" ]
}

# Refuses a directory where a file is meant.
refuse_folder() {
  if is_folder "$1"; then
    complain "$1: Is a directory"
    return 1
  fi
}

# Makes the directories on the way to the new $1.
prepare() {
  way "$1"
  case $? in
    0) ;;
    1) mkdir -p -- "${1%/*}" ;;
    *) return 1 ;;
  esac
}

# --- Tools that differ ---

if stat -c %s . >/dev/null 2>&1; then
  sizes_of() { stat -c %s -- "$@"; }
  links_of() { stat -c %h -- "$1"; }
  device_of() { stat -L -c %d -- "$1"; }
else
  sizes_of() { stat -f %z -- "$@"; }
  links_of() { stat -f %l -- "$1"; }
  device_of() { stat -L -f %d -- "$1"; }
fi

if command -v sha256sum >/dev/null 2>&1; then
  sums_of() { sha256sum -- "$@"; }
else
  sums_of() { shasum -a 256 -- "$@"; }
fi

tar=tar
if ! command -v tar >/dev/null 2>&1; then
  tar=bsdtar
fi

# -o and -m: the files are ours, and of now, whatever the tar may be told by default.
unpack() {
  "$tar" -xmof - >/dev/null
}

learn_sync() {
  if [ -z "$sync_help" ]; then
    sync_help=$(sync --help 2>&1) || :
    sync_help=.$sync_help
  fi
}

# Makes files durable. Where sync knows no files it flushes all there is.
sync_files() {
  learn_sync
  case $sync_help in
    *FILE*) sync -- "$@" ;;
    *) sync ;;
  esac
}

sync_all() {
  learn_sync
  case $sync_help in
    *--file-system* | *'[-df]'* | *'[-f]'*) sync -f "$1" ;;
    *) sync ;;
  esac
}

# Renames $1 to exactly $2, which may be an empty directory when $1 is a directory.
move_exactly() {
  if [ -z "$mv_help" ]; then
    mv_help=$(mv --help 2>&1) || :
    mv_help=.$mv_help
  fi
  case $mv_help in
    *--no-target-directory* | *'[-'*'T]'*)
      mv -f -T -- "$1" "$2"
      return
      ;;
  esac
  if [ -L "$2" ]; then
    rm -f -- "$2" || return
  elif [ -d "$2" ]; then
    if ! is_folder "$1"; then
      complain "$2: Is a directory"
      return 1
    fi
    rmdir -- "$2" || return
  fi
  mv -f -- "$1" "$2"
}

# --- Small files ---

request_read() {
  limit=$1
  read_name
  set -- "$name"
  enter && find_file "$1"
  case $? in
    0) ;;
    1) outcome=missing && return ;;
    *) outcome=failed && return ;;
  esac
  if ! size=$(sizes_of "$1"); then
    outcome=failed
  elif [ "$size" -gt "$limit" ]; then
    outcome="large $size"
  else
    say "bytes $size"
    if [ "$size" -gt 0 ]; then
      pass_on "$1" "$size"
    fi
  fi
}

# Passes on exactly $2 bytes, with which the file has been announced, even when it cannot be read
# or another file takes its place meanwhile: as many zeros are sent after it, and what is not passed
# on is counted.
pass_on() {
  trouble=$(
    exec 4>&1
    {
      cat -- "$1" || echo failed >&4
      head -c "$2" /dev/zero
    } | {
      take "$2" >&3
      wc -c >&4
    }
  )
  case $trouble in
    failed*) outcome=failed ;;
    *)
      if [ "$trouble" -ne "$2" ]; then
        outcome=changed
      fi
      ;;
  esac
}

request_write() {
  content=$1
  read_name
  set -- "$name"
  if establish && prepare "$1" && refuse_folder "$1" && rm -f -- "$1.new"; then
    begin_long_work
    if take "$content" | save "$1.new" &&
      [ "$(sizes_of "$1.new")" = "$content" ] &&
      sync_files "$1.new" &&
      mv -f -- "$1.new" "$1"; then
      sync_folders_above "$1" || outcome=failed
    else
      outcome=failed
      rm -f -- "$1.new"
    fi
    end_long_work
  else
    take "$content" >/dev/null
    outcome=failed
  fi
}

# Writes the input to a new file, and takes all of it when that fails.
save() (
  (set -C && exec cat >"$1")
  saved=$?
  cat >/dev/null
  exit "$saved"
)

sync_folders_above() {
  folder=$1
  folders=
  while [ "$folder" != . ]; do
    folder=${folder%/*}
    folders=$folders$nl$folder
  done
  folder=$root
  while [ "$folder" != . ]; do
    folder=${folder%/*}
    # What was created here can be read: a directory that cannot existed before.
    if [ -r "$mount/$folder" ]; then
      folders=$folders$nl$mount/$folder
    fi
  done
  set -- $folders
  if words=$(sync_files "$@" 2>&1); then
    return 0
  fi
  case $words in
    # Some file systems know no fsync for directories.
    *'Invalid argument'* | *'not supported'* | *'not implemented'*) sync_all . ;;
    *) complain "$words" && return 1 ;;
  esac
}

# Looks for many files: $marks has a + or - for each, up to one that cannot be read; $found their
# names.
find_files() {
  marks=
  found=
  enter
  case $? in
    0) ;;
    1)
      for name do
        marks=$marks-
      done
      return
      ;;
    *) return 1 ;;
  esac
  for name do
    find_file "$name"
    case $? in
      0)
        marks=$marks+
        found=$found$nl$name
        ;;
      1) marks=$marks- ;;
      *) return 1 ;;
    esac
  done
}

request_digests() {
  read_names "$1"
  set -- $names
  if ! find_files "$@"; then
    outcome=failed
    return
  fi
  set -- $found
  sums=
  if [ $# -gt 0 ]; then
    begin_long_work
    sums=$(sums_of "$@") || outcome=failed
    end_long_work
  fi
  if [ "$outcome" = ok ]; then
    say "files $marks"
    for sum in $sums; do
      sum=${sum#\\}
      printf '%s\n' "${sum%% *}"
    done
  fi
}

# --- Many files, from here ---

request_fetch() {
  limit=$2
  read_names "$1"
  set -- $names
  find_files "$@" || outcome=failed
  set -- $found
  sizes=
  if [ $# -gt 0 ] && ! sizes=$(sizes_of "$@"); then
    outcome=failed
    return
  fi
  say "files $marks"
  if [ $# -gt 0 ]; then
    printf '%s\n' "$sizes"
    pass_on_all "$@"
  fi
}

# Once sizes are announced there is no way back: when a file is another one now this shell ends.
pass_on_all() {
  copying=whole
  for size in $sizes; do
    if [ "$size" -gt "$limit" ]; then
      copying=parts
    fi
  done
  if [ "$copying" = whole ]; then
    cat -- "$@" || exit 1
  else
    for name do
      head -c "$limit" -- "$name" || exit 1
    done
  fi
  if [ "$(sizes_of "$@")" != "$sizes" ]; then
    complain "a file has changed while it was read"
    exit 1
  fi
}

request_part() {
  offset=$1
  length=$2
  read_name
  set -- "$name"
  enter && find_file "$1"
  case $? in
    0) ;;
    1) outcome=missing && return ;;
    *) outcome=failed && return ;;
  esac
  if ! size=$(sizes_of "$1"); then
    outcome=failed
    return
  fi
  say "part $size"
  if [ "$offset" -lt "$size" ]; then
    if [ "$((size - offset))" -lt "$length" ]; then
      length=$((size - offset))
    fi
    pass_on_part "$1" || exit 1
    if [ "$(sizes_of "$1")" != "$size" ]; then
      complain "$1 has changed while it was read"
      exit 1
    fi
  fi
}

pass_on_part() {
  if [ -z "$dd_skips" ]; then
    dd_skips=no
    if dd if=/dev/null iflag=skip_bytes,count_bytes skip=1 count=1 >/dev/null 2>&1; then
      dd_skips=yes
    fi
  fi
  if [ "$dd_skips" = yes ]; then
    dd if="$1" bs=65536 iflag=skip_bytes,count_bytes skip="$offset" count="$length" 2>/dev/null
  else
    tail -c "+$((offset + 1))" -- "$1" | head -c "$length"
  fi
}

# --- Many files, to here ---

# Unpacks files. The pipe behind the unpacking takes all there is, also when that ends early.
request_files() {
  if establish; then
    trouble=$(
      exec 5>&1
      feed | {
        unpack || echo yes >&5
        cat >/dev/null
      }
    )
  else
    trouble=yes
    refused=yes
    feed >/dev/null
  fi
  if [ -n "$trouble" ]; then
    outcome=failed
  fi
}

feed() {
  while IFS=' ' read -r kind one two; do
    case $kind in
      data) dd bs="$one" count="$two" iflag=fullblock 2>/dev/null ;;
      names)
        read_names "$one"
        set -- $names
        if [ -z "$refused" ] && ! prepare_all "$@"; then
          refused=yes
          echo yes >&5
          exec >/dev/null
        fi
        ;;
      done) return ;;
      *) complain "not understood: $kind" && exit 1 ;;
    esac
  done
}

# Looks at, and makes, what new files and links need: d, a directory on the way to a new file; n, the
# one that it will be in; w, one on the way to an existing file; p, the place of a link; e, the
# existing file that it links to.
prepare_all() {
  missing=
  for line do
    name=${line#?}
    if [ -L "$name" ]; then
      case $line in
        p*) ;;
        *)
          complain "$name is a symbolic link"
          return 1
          ;;
      esac
    elif [ -d "$name" ]; then
      case $line in
        n*) ensure_writable "$name" || return ;;
        [pe]*)
          complain "$name: Is a directory"
          return 1
          ;;
      esac
    elif [ -e "$name" ]; then
      case $line in
        [dnw]*)
          complain "$name: Not a directory"
          return 1
          ;;
      esac
    else
      case $line in
        [dn]*) missing=$missing$nl$name ;;
      esac
    fi
  done
  set -- $missing
  if [ $# -gt 0 ]; then
    mkdir -p -- "$@"
  fi
}

# Unpacks links only. When that fails, for instance because a file has as many links as it can
# have, each one that is missing is made by itself, as a copy in the end.
request_links() {
  archive=$2
  read_names "$1"
  set -- $names
  if establish && prepare_all "$@"; then
    take "$archive" | unpack_links || mend_links "$@" || outcome=failed
  else
    take "$archive" >/dev/null
    outcome=failed
  fi
}

unpack_links() (
  unpack 2>/dev/null
  unpacked=$?
  cat >/dev/null
  exit "$unpacked"
)

mend_links() {
  for line do
    case $line in
      p*) link=${line#?} ;;
      e*) mend_link "$link" "${line#?}" || return ;;
    esac
  done
}

mend_link() {
  if [ "$1" -ef "$2" ] && [ ! -L "$1" ]; then
    return 0
  fi
  if [ ! -f "$2" ]; then
    complain "$2: No such file or directory"
    return 1
  fi
  rm -f -- "$1" || return
  if ! ln -- "$2" "$1" 2>/dev/null && ! cp -- "$2" "$1"; then
    rm -f -- "$1"
    return 1
  fi
}

# --- Changes ---

request_changes() {
  begin_long_work
  stopped=
  while IFS=' ' read -r kind one two; do
    case $kind in
      pool)
        read_names "$one"
        set -- $names
        if [ -n "$stopped" ]; then
          take "$two" >/dev/null
        elif ! change_pool "$two" "$@"; then
          stopped=yes
          outcome=failed
        fi
        ;;
      done) break ;;
      *) complain "not understood: $kind" && exit 1 ;;
    esac
  done
  end_long_work
}

# Changes of which no two touch the same file, so that the order among them does not matter. Looks
# at them in that order first, up to one that cannot be made.
#   gN DIRECTORY, then hN DIRECTORY: group N moves from there to there; iN NAME: a file of it
#   fPATH, then tPATH: another move; dPATH: a deletion
# A tar stream follows with the other moves as links, or nothing.
change_pool() {
  archive=$1
  shift
  groups=0
  pairs=
  deletions=
  linked=yes
  last_folder=
  planned=0
  enter_for_change
  case $? in
    0)
      plan "$@"
      planned=$?
      ;;
    1) ;;
    *) planned=1 ;;
  esac
  if [ "$archive" -eq 0 ] || [ -z "$pairs" ] || [ "$planned" -ne 0 ]; then
    linked=
  fi
  if [ -n "$linked" ]; then
    take "$archive" | unpack_links
  elif [ "$archive" -gt 0 ]; then
    take "$archive" >/dev/null
  fi
  make_changes || planned=1
  return "$planned"
}

plan() {
  for line do
    value=${line#?}
    case $line in
      g*)
        groups=${value%% *}
        origin=${value#* }
        ;;
      h*) plan_group "$origin" "${value#* }" ;;
      i*) plan_move "${value%% *}" "${value#* }" || return ;;
      f*) origin=$value ;;
      t*) plan_pair "$origin" "$value" || return ;;
      *) plan_deletion "$value" || return ;;
    esac
  done
}

plan_group() {
  state=ok
  way "$1/x"
  case $? in
    1) state=nothing ;;
    2) state=bad ;;
  esac
  way "$2/x"
  case $? in
    0)
      if [ "$1" -ef "$2" ]; then
        state=nothing
      fi
      ;;
    2) state=bad ;;
  esac
  eval "from_$groups=\$1 to_$groups=\$2 state_$groups=\$state moving_$groups= removing_$groups="
}

# When both names belong to one file, a renaming would do nothing: the old name is removed.
plan_move() {
  eval "state=\$state_$1 from=\$from_$1/\$2 to=\$to_$1/\$2"
  case $state in
    nothing) return 0 ;;
    bad) return 1 ;;
  esac
  if ! [ -e "$from" ] && ! [ -L "$from" ]; then
    return 0
  fi
  refuse_folder "$from" && refuse_folder "$to" || return
  if [ "$from" -ef "$to" ] && [ ! -L "$from" ] && [ ! -L "$to" ]; then
    eval "removing_$1=\$removing_$1\$nl./\$2"
  else
    eval "moving_$1=\$moving_$1\$nl./\$2"
  fi
}

plan_pair() {
  way "$1"
  case $? in
    1) linked= && return 0 ;;
    2) return 1 ;;
  esac
  if [ -L "$1" ] || [ ! -f "$1" ]; then
    linked=
    if ! [ -e "$1" ] && ! [ -L "$1" ]; then
      return 0
    fi
  fi
  way "$2"
  if [ $? -eq 2 ] || ! refuse_folder "$1" || ! refuse_folder "$2"; then
    return 1
  fi
  pairs=$pairs$nl$1$nl$2
}

plan_deletion() {
  way_again "$1"
  case $? in
    1) return 0 ;;
    2) return 1 ;;
  esac
  refuse_folder "$1" || return
  deletions=$deletions$nl$1
}

make_changes() {
  group=0
  while [ "$group" -lt "$groups" ]; do
    group=$((group + 1))
    move_group || return
  done
  set -- $pairs
  move_pairs "$@" || return
  set -- $deletions
  if [ $# -gt 0 ]; then
    rm -f -- "$@"
  fi
}

move_group() {
  eval "from=\$from_$group to=\$to_$group moving=\$moving_$group removing=\$removing_$group"
  set -- $moving
  if [ $# -gt 0 ]; then
    if ! [ -d "$to" ]; then
      mkdir -p -- "$to" || return
    fi
    (cd "$from" && mv -f -- "$@" "$mount/$root/$to/") || return
  fi
  set -- $removing
  if [ $# -gt 0 ]; then
    (cd "$from" && rm -f -- "$@") || return
  fi
}

# From, to, from, to. Where the new name is a link to the old one now, the old one goes.
move_pairs() {
  origin=
  replaced=
  for name do
    if [ -z "$origin" ]; then
      origin=$name
    else
      if [ -n "$linked" ] && [ "$origin" -ef "$name" ] && [ ! -L "$name" ]; then
        replaced=$replaced$nl$origin
      else
        prepare "$name" && move_to_place "$origin" "$name" || return
      fi
      origin=
    fi
  done
  set -- $replaced
  if [ $# -gt 0 ]; then
    rm -f -- "$@"
  fi
}

# Where upper and lower case are the same, two spellings of one name are no two names: the file has
# one link then, and must not be removed.
move_to_place() {
  if [ "$1" = "$2" ]; then
    return 0
  fi
  if [ "$1" -ef "$2" ] && [ -f "$1" ] && [ ! -L "$1" ] && [ ! -L "$2" ]; then
    links=$(links_of "$1") || return
    if [ "$links" -gt 1 ]; then
      rm -f -- "$1"
      return
    fi
  fi
  move_exactly "$1" "$2"
}

# --- Trees ---

request_rename() {
  read_name
  set -- "$name"
  read_name
  set -- "$1" "$name"
  if ! rename "$1" "$2"; then
    outcome=failed
  fi
}

rename() {
  enter_for_change && way "$1"
  case $? in
    2) return 1 ;;
    1) complain "$1: No such file or directory" && return 1 ;;
  esac
  if ! [ -e "$1" ] && ! [ -L "$1" ]; then
    complain "$1: No such file or directory"
    return 1
  fi
  case $2/ in
    "$1/") return 0 ;;
    "$1/"*) complain "$2 is below $1" && return 1 ;;
  esac
  prepare "$2" && move_to_place "$1" "$2"
}

request_delete() {
  read_name
  set -- "$name"
  enter_for_change && way "$1"
  case $? in
    1) return ;;
    2) outcome=failed && return ;;
  esac
  begin_long_work
  rm -rf -- "$1" || outcome=failed
  end_long_work
}

request_list() {
  read_name
  set -- "$name"
  enter && way "$1/x"
  case $? in
    1) outcome=missing && return ;;
    2) outcome=failed && return ;;
  esac
  if [ ! -r "$1" ]; then
    complain "$1: Permission denied"
    outcome=failed
    return
  fi
  files=
  count=0
  set +f
  for entry in "$1"/* "$1"/.[!.]* "$1"/..?*; do
    list_entry "$entry" "${entry#"$1"/}"
  done
  list_sizes
  set -f
  say sizes
  printf '%s' "$all_sizes"
  all_sizes=
}

# f, a file, whose size is said later; d, a directory; o, something else.
list_entry() {
  case $2 in
    *"$nl"*)
      say "o$(printf '%s' "$2" | tr '\n' '?')"
      return
      ;;
  esac
  if [ -L "$1" ]; then
    say "o$2"
  elif [ -d "$1" ]; then
    say "d$2"
  elif [ -f "$1" ]; then
    say "f$2"
    files=$files$nl$1
    count=$((count + 1))
    if [ "$count" -ge 500 ]; then
      list_sizes
    fi
  elif [ -e "$1" ]; then
    say "o$2"
  fi
}

# A file that has gone meanwhile has the size -.
list_sizes() {
  set -f
  set -- $files
  if [ $# -gt 0 ]; then
    if ! sizes=$(sizes_of "$@" 2>/dev/null); then
      sizes=
      for name do
        sizes=$sizes$nl$(sizes_of "$name" 2>/dev/null || echo -)
      done
      sizes=${sizes#"$nl"}
    fi
    all_sizes=$all_sizes$sizes$nl
  fi
  files=
  count=0
  set +f
}

request_sync() {
  begin_long_work
  enter_for_change
  case $? in
    0) sync_all . || outcome=failed ;;
    1) sync_all "$mount" || outcome=failed ;;
    *) outcome=failed ;;
  esac
  end_long_work
}

# --- What is here ---

request_place() {
  read_name
  mount=$name
  read_name
  root=$name
  device=$(device_of "$mount" 2>/dev/null)
  say "device ${device:-unknown}"
}

# Tells whether all bytes come through, in both directions.
request_echo() {
  say "bytes $1"
  take "$1"
}

nearest_folder() {
  nearest=$root
  while [ "$nearest" != . ] && [ ! -d "$mount/$nearest" ]; do
    nearest=${nearest%/*}
  done
  nearest=$mount/$nearest
}

request_links_possible() {
  nearest_folder
  trial=$nearest/.wyng-link-trial
  say "links $(try_links)"
}

try_links() {
  if [ ! -w "$nearest" ] || ! rm -f -- "$trial" "$trial.link" 2>/dev/null; then
    echo unknown
  elif (set -C && : >"$trial") 2>/dev/null; then
    if ln -- "$trial" "$trial.link" 2>/dev/null; then
      echo yes
    else
      echo no
    fi
  elif [ -f "$trial" ]; then
    echo yes # another one tries at this very moment, and could
  else
    echo unknown
  fi
  rm -f -- "$trial" "$trial.link" 2>/dev/null
}

# Where nothing can be written, lets the system say why.
ensure_writable() {
  if [ -w "$1" ] && [ -x "$1" ]; then
    return 0
  fi
  mkdir -- "$1/.wyng-$token" && rmdir -- "$1/.wyng-$token"
}

request_probe() {
  if [ ! -e "$mount" ]; then
    words=$(ls -d -- "$mount/." 2>&1 >/dev/null) || complain "$words"
    outcome=missing
    return
  elif [ ! -d "$mount" ]; then
    outcome="no directory"
    return
  fi
  ls -- "$mount/." >/dev/null 2>&1 # wakes an automounter
  nearest_folder
  user=$(id -un 2>/dev/null) || user=$(id -u)
  say "user $user"
  say "nearest $nearest"
  say "physical $(cd "$mount" && pwd -P)"
  if mountpoint -q "$mount" 2>/dev/null; then
    say 'mounted yes'
  fi
  say "space $(df -P -k "$nearest" 2>/dev/null | tail -n 1)"
  say "point $(df -P -k "$mount" 2>/dev/null | tail -n 1)"
  say "files $(df -P -i "$nearest" 2>/dev/null | tail -n 1)"
  if [ -e "$mount/$root" ] && [ ! -d "$mount/$root" ]; then
    say 'occupied yes'
  fi
  if ensure_writable "$nearest"; then
    say 'writable yes'
  fi
}

# --- Requests ---

# What is missing here, of what is needed.
lacking() {
  for program in cat cp dd df head ln ls mkdir mv rm rmdir sleep stat sync tail tr "$tar"; do
    if ! command -v "$program" >/dev/null 2>&1; then
      printf ' %s' "$program"
    fi
  done
  if [ "$(printf abc | dd bs=2 count=1 iflag=fullblock 2>/dev/null)" != ab ]; then
    printf ' %s' 'dd with iflag=fullblock'
  fi
  if ! sizes_of . >/dev/null 2>&1; then
    printf ' %s' 'stat with -c'
  fi
  if ! printf '' | sums_of >/dev/null 2>&1; then
    printf ' %s' sha256sum
  fi
  if ! [ . -ef . ] 2>/dev/null; then
    printf ' %s' 'a shell with test -ef'
  fi
}

kind_of_tar() {
  case $("$tar" --version 2>&1) in
    *'GNU tar'*) echo GNU tar ;;
    *bsdtar*) echo BSD tar ;;
    *[Bb]usy[Bb]ox*) echo busybox tar ;;
    *) echo tar ;;
  esac
}

main() {
  if [ -n "$tested" ]; then
    say 'hello tar'
  else
    lacks=$(lacking)
    if [ -n "$lacks" ]; then
      say "lacks$lacks"
      exit 1
    fi
    say "hello $(kind_of_tar)"
  fi
  while IFS=' ' read -r request one two three; do
    case $request in
      place | echo | probe | links_possible | read | write | digests | list | delete | rename) ;;
      sync | changes | files | links | fetch | part) ;;
      *) complain "not understood: $request" && exit 1 ;;
    esac
    outcome=ok
    last_folder=
    refused=
    "request_$request" "$one" "$two" "$three"
    number=$((number + 1))
    printf '%s end %s\n' "$token" "$number" >&2
    say "$outcome"
  done
}

# On one line: a shell may read this text byte by byte, and what follows it are requests.
main && exit
