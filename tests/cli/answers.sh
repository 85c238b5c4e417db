#!/usr/bin/env bash
# The file of answers keeps what it holds, and of two sessions at once none loses an answer.
source "$(realpath "$(dirname "$0")")/common.sh" "$1"
for ((i = 4; i < 9; i++)); do
  printf '{"id":"%d","title":"Sluice","text":"%s before a crowd of %d hundred"}\n' $i "$sentence" $i >>in.jsonl
done
label() { "$program" tune dups in.jsonl --label --labels "$@" --quiet >/dev/null 2>err; }

printf 'a,b,same,note,who\nx,y,yes,"my note, long",J\n' >n.csv
echo n | label n.csv
expect "other columns stay" grep -qFx 'x,y,yes,"my note, long",J' n.csv
expect "below their header" grep -q 'a,b,same,note,who' n.csv
expect "the answer is a row of its own" grep -qE '^[1-8],[1-8],no,,$' n.csv
expect "three rows in all" test "$(wc -l <n.csv)" -eq 3
echo y | label n.csv
expect "a further session goes on" test "$(wc -l <n.csv)" -eq 4
expect "what it says is read again" "$program" tune dups in.jsonl --labels n.csv --quiet --output t.txt

printf 'note\tb\tsame\ta\nmine\ty\tno\tx\n' >t.tsv
echo y | label t.tsv
expect "tabs stay tabs, and columns where they are" grep -qP '^\t[1-8]\tyes\t[1-8]$' t.tsv
expect "with the old row" grep -qP '^mine\ty\tno\tx$' t.tsv

echo y | label new.csv
expect "a new file begins with a byte order mark" grep -q $'^\xef\xbb\xbfa,b,same$' new.csv
cp new.csv before.csv
: | label new.csv
expect "a session without an answer leaves the file as it was" cmp -s before.csv new.csv

# One session waits for its second answer while another one is begun.
mkfifo keys
label two.csv <keys &
pid=$!
exec 5>keys
echo y >&5
until_seen two.csv $pid
ln -s two.csv other_name.csv
for name in two.csv ./two.csv other_name.csv; do
  status=0
  echo n | label "$name" || status=$?
  expect "a second session is refused" test $status -eq 2
  expect "in words" grep -q 'another session' err
done
expect "another file is free" label three.csv </dev/null
echo n >&5
exec 5>&-
wait $pid
expect "the first one keeps all its answers" test "$(wc -l <two.csv)" -eq 3
expect "afterwards the file is free again" label two.csv </dev/null

# A session that was killed does not lock for ever. The program itself is to be killed, not a shell that waits for it.
{ exec "$program" tune dups in.jsonl --label --labels four.csv --quiet >/dev/null 2>err; } <keys &
pid=$!
exec 5>keys
echo y >&5
until_seen four.csv $pid
kill -KILL $pid
wait $pid 2>/dev/null
exec 5>&-
expect "a killed session gives the lock back" label four.csv </dev/null
expect "with its answers" test "$(wc -l <four.csv)" -eq 2
expect "nothing is left behind" nothing_left
finish
