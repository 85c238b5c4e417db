#!/usr/bin/env bash
# Whatever signal ends the program, no unfinished file stays; what was ignored stays ignored.
source "$(realpath "$(dirname "$0")")/common.sh" "$1"
for ((i = 0; i < 3000; i++)); do echo "{\"id\":\"$i\",\"text\":\"words$i of$i text$i and$i some$i more$i\"}"; done >many.jsonl

"$program" dups many.jsonl --emit kept --quiet --stats s.json --rejects r.jsonl | head -n 1 >/dev/null
expect "a reader that goes leaves no unfinished file" nothing_left
expect "nor a finished one" test ! -e s.json -a ! -e r.jsonl

# Killed as soon as an unfinished file stands, while it waits for its input.
mkfifo pipe.jsonl
killed() {
  local signal=$1 wanted=$2 status=0 pid
  "$program" dups pipe.jsonl --emit kept --quiet --output o.jsonl --stats s.json --rejects r.jsonl 2>/dev/null &
  pid=$!
  expect "an unfinished file is seen" until_seen '*.part' $pid
  kill "-$signal" $pid
  wait $pid 2>/dev/null || status=$?
  expect "SIG$signal ends with $wanted, not $status" test $status -eq "$wanted"
  expect "SIG$signal leaves nothing behind" nothing_left
  expect "SIG$signal leaves no output" test ! -e o.jsonl
}
# A background job of a shell without job control ignores SIGINT and SIGQUIT.
set -m
ulimit -c 0
for signal in TERM HUP INT; do killed $signal 130; done
for signal in QUIT XCPU USR1 USR2 ALRM PIPE VTALRM PROF ABRT; do killed $signal $((128 + $(kill -l $signal))); done
set +m

# Many files at once, and a signal in the middle of opening them.
for ((i = 0; i < 40; i++)); do
  "$program" tune dups in.jsonl --quiet --output t.txt --stats s.json --rejects r.jsonl --save h.toml --svg c.svg 2>/dev/null &
  pid=$!
  [ $((i % 2)) -eq 0 ] && until_seen '*.part' $pid
  kill -TERM $pid 2>/dev/null
  wait $pid
  expect "a signal while files are opened leaves none" nothing_left
done

status=0
(ulimit -f 1 && exec "$program" dups many.jsonl --emit kept --quiet --output big.jsonl 2>err) || status=$?
expect "a file beyond the limit of sizes is an error" test $status -eq 2
expect "that says so" grep -q 'big.jsonl: cannot be written' err
expect "and leaves nothing behind" nothing_left

# nohup, and trap '' in scripts.
(trap '' HUP TERM && exec "$program" dups pipe.jsonl --emit kept --quiet --output hup.jsonl) &
pid=$!
until_seen '*.part' $pid
kill -HUP $pid
kill -TERM $pid
cat in.jsonl >pipe.jsonl
status=0
wait $pid || status=$?
# The records of a pipe cannot be read again: that error, and no signal, ended it.
expect "ignored signals stay ignored: $status" test $status -ne 130
expect "and nothing is left" nothing_left
finish
