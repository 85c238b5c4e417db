# For the tests of the program at a shell: `source common.sh PROGRAM`, then sentences with `expect`.
#
# Each test runs in a new folder that is removed again, with in.jsonl in it: three articles, of which two are copies.
set -u
if [ -z "${bundel_work:-}" ]; then
  # Removed from here rather than by a trap, which a child of the shell has too until it becomes the program.
  bundel_work=$(mktemp -d)
  export bundel_work
  status=0
  bash "$(realpath "$0")" "$(realpath "$1")" || status=$?
  rm -rf "$bundel_work"
  exit $status
fi
program=$1
cd "$bundel_work" || exit 1
failures=0

# expect SENTENCE COMMAND...: the command succeeds.
expect() {
  local sentence=$1
  shift
  if ! "$@"; then
    echo "not so: $sentence ($*)" >&2
    failures=$((failures + 1))
  fi
}

# refused PART ARGUMENTS...: the program ends with 2, one line on standard error, and PART in it.
refused() {
  local part=$1 status=0
  shift
  "$program" "$@" >refused.out 2>refused.err || status=$?
  expect "bundel $* ends with 2, not $status" test "$status" -eq 2
  expect "bundel $* says '$part': $(cat refused.err)" grep -qF -- "$part" refused.err
  rm -f refused.out refused.err
}

# Hidden or not, nothing unfinished lies about.
nothing_left() {
  [ -z "$(find . -name '*.part' -o -name '*.lock')" ]
}

# until_seen PATTERN PID: waits until a file of that name stands here or the process has ended, for a minute at most.
until_seen() {
  local i
  for ((i = 0; i < 6000; i++)); do
    [ -n "$(find . -name "$1" | head -n 1)" ] && return 0
    kill -0 "$2" 2>/dev/null || return 0
    sleep 0.01
  done
  return 1
}

finish() {
  [ "$failures" -eq 0 ] || exit 1
}

sentence="The water board opened the new sluice at Oostmeer on Tuesday after four years of work"
printf '{"id":"1","title":"Sluice opened","text":"%s in heavy rain"}\n' "$sentence" >in.jsonl
printf '{"id":"2","title":"Sluice open","text":"%s in the rain"}\n' "$sentence" >>in.jsonl
printf '{"id":"3","title":"Bread","text":"Bakers in the old town ask a higher price for rye bread from Monday on"}\n' >>in.jsonl
