#!/usr/bin/env bash
# Where the system gives no more threads, the run goes on with fewer, or ends as an error: never as a verdict.
source "$(realpath "$(dirname "$0")")/common.sh" "$1"
for ((i = 0; i < 3000; i++)); do echo "{\"id\":\"$i\",\"text\":\"words$i of$i text$i and $i some$i more$i\"}"; done >many.jsonl
"$program" dups many.jsonl --emit kept --quiet --threads 1 --output one.jsonl

# Threads of OpenBLAS are not ours, and its start without room for them is not what is tried here.
export OPENBLAS_NUM_THREADS=1

# Every thread has a stack of 8 MiB: 512 do not fit. What is left may be too little for the work, which is said.
status=0
(ulimit -s 8192 && ulimit -v 2000000 && exec "$program" dups many.jsonl --emit kept --quiet --threads 512 --output o.jsonl 2>err) || status=$?
expect "more threads than there is room for are no verdict: $status $(cat err)" \
  test $status -eq 0 -o "$status $(cat err)" = "2 bundel: not enough memory"
expect "and nothing else differs" test $status -ne 0 -o "$(cmp one.jsonl o.jsonl 2>&1)" = ""
expect "nothing is left" nothing_left
rm -f o.jsonl

for memory in 300000 400000 500000 600000; do
  status=0
  (ulimit -s 8192 && ulimit -v $memory && exec timeout 60 "$program" dups many.jsonl --emit kept --quiet --threads 64 --output o.jsonl 2>err) || status=$?
  expect "in $memory KiB it does or says that it cannot: $status $(cat err)" test $status -eq 0 -o $status -eq 2
  expect "whole or not at all" test ! -e o.jsonl -o "$(cmp one.jsonl o.jsonl 2>&1)" = ""
  expect "nothing is left" nothing_left
  rm -f o.jsonl
done
finish
