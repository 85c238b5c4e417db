#!/usr/bin/env bash
# Unfinished files cannot be foreseen or planted, and links lead where they point.
source "$(realpath "$(dirname "$0")")/common.sh" "$1"
echo precious >victim
bash -c 'for name in "o.out.$$.part" ".o.out.$$.part"; do ln -s victim "$name"; done
         exec "$0" dups in.jsonl --emit kept --quiet --output o.out' "$program"
expect "a planted link is not followed" test "$(cat victim)" = precious
expect "the output is a file" test -f o.out -a ! -L o.out
rm -f ./*.part .*.part

mkdir elsewhere
ln -s elsewhere/new.jsonl o.jsonl
ln -s o.jsonl oo.jsonl
expect "a dangling link is written through" "$program" dups in.jsonl --emit kept --quiet --output oo.jsonl
expect "to where it points" test -f elsewhere/new.jsonl -a -L o.jsonl -a -L oo.jsonl
ln -s circle2 circle1
ln -s circle1 circle2
refused "circle1" dups in.jsonl --emit kept --output circle1
long=$(printf 'n%.0s' {1..250})
expect "a name may be as long as names can be" "$program" dups in.jsonl --emit kept --quiet --output "$long"
expect "and it is the name" test -f "$long"

# What is open already is written there, and not replaced.
"$program" dups in.jsonl --emit kept --quiet >kept.jsonl
for name in /dev/stdout /dev/fd/1 /proc/self/fd/1; do
  (echo before && "$program" dups in.jsonl --emit kept --quiet --output $name && echo behind) >through.txt
  expect "$name is where standard output goes" cmp -s through.txt <(echo before && cat kept.jsonl && echo behind)
  expect "and to a pipe" cmp -s kept.jsonl <("$program" dups in.jsonl --emit kept --quiet --output $name | cat)
done
"$program" dups in.jsonl --emit kept --quiet --output /dev/fd/7 7>seven
expect "any descriptor may be named" cmp -s kept.jsonl seven
"$program" dups in.jsonl --emit kept --quiet --output >(cat >eight)
until_seen eight $$
refused "/dev/fd/9" dups in.jsonl --emit kept --output /dev/fd/9

(umask 077 && "$program" dups in.jsonl --emit kept --quiet --output mine.jsonl)
expect "a new file has the permissions of new files" test "$(stat -c %a mine.jsonl)" = 600
chmod 640 mine.jsonl
"$program" dups in.jsonl --emit kept --quiet --output mine.jsonl
expect "an old one keeps its own" test "$(stat -c %a mine.jsonl)" = 640

# An unfinished file in a folder that another run reads is no article.
mkdir d
cp in.jsonl d/a.jsonl
cp in.jsonl d/.o.jsonl.0123456789abcdef.part
"$program" dups d --stats s.json --quiet >/dev/null
expect "unfinished files are not read" grep -q '"read": 3' s.json
expect "nothing else is left behind" test -z "$(find . -name '*.part' ! -path './d/*')"
finish
