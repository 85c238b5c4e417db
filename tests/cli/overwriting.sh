#!/usr/bin/env bash
# Nothing that is read is overwritten, whatever name it is given.
source "$(realpath "$(dirname "$0")")/common.sh" "$1"
mkdir d d/sub far
cp in.jsonl d/a.jsonl
cp in.jsonl d/sub/b.jsonl
cp in.jsonl far/c.jsonl
ln -s ../far d/link
ln d/a.jsonl hard.jsonl
ln -s d/a.jsonl soft.jsonl
ln -s hard.jsonl softer.jsonl
echo 'copy-threshold = 0.6' >c.toml
ln c.toml c2
ln -s c2 c3.svg
ln c.toml c4.json
untouched() {
  cmp -s in.jsonl d/a.jsonl && cmp -s in.jsonl d/sub/b.jsonl && cmp -s in.jsonl far/c.jsonl &&
    [ "$(cat c.toml)" = 'copy-threshold = 0.6' ]
}

for option in --output --stats --rejects; do
  for name in d/a.jsonl ./d/../d/a.jsonl hard.jsonl soft.jsonl softer.jsonl d/sub/b.jsonl d/link/c.jsonl far/c.jsonl; do
    refused "$option: $name" events d "$option" "$name"
    refused "$option: $name" dups in.jsonl --emit dropped --keep-from d "$option" "$name"
  done
  refused "would be lost" events in.jsonl "$option" in.jsonl
  refused "would be lost" events - "$option" in.jsonl <in.jsonl
  refused "would be lost" dups in.jsonl --keep-from far/c.jsonl "$option" far/c.jsonl
done
for option in "--output c2" "--save c2" "--save ./c.toml" "--svg c3.svg" "--stats c4.json" "--rejects c4.json"; do
  # shellcheck disable=SC2086
  refused "settings file" tune dups in.jsonl --config c.toml $option
done
refused "--output" dups in.jsonl --config c.toml --output c.toml
cp c.toml bundel.toml
refused "settings file" tune dups in.jsonl --save bundel.toml
rm bundel.toml
ln d/a.jsonl hard.toml
refused "would be lost" tune dups d --save hard.toml
expect "all is as it was" untouched

# A new file below a folder that is read would be read the next time, by whatever name.
for option in --output --stats --rejects; do
  for name in d/new.jsonl d/sub/new d/./new.out ./d/new.jsonl.gz; do refused "lies in the folder d" dups d "$option" "$name"; done
done
refused "lies in the folder ." dups . --emit kept --output kept.jsonl
refused "lies in the folder d" dups in.jsonl --keep-from d --emit kept --output d/kept.jsonl
refused "lies in the folder d" tune dups d --label --labels d/answers.csv
cd d && refused "lies in the folder ." tune dups . --label
cd ..
expect "a picture and settings may lie there, and may be replaced" \
  "$program" tune dups d --quiet --output t.txt --svg d/c.svg --save d/h.toml
expect "again" "$program" tune dups d --quiet --output t.txt --svg d/c.svg --save d/h.toml
expect "a folder beside it is another" "$program" dups d/sub --emit kept --quiet --output d/kept.jsonl
rm d/kept.jsonl

# One new file under two names.
echo bad >>in.jsonl
ln -s new.out dangling
refused "the same file" dups in.jsonl --emit kept --output new.out --rejects ./new.out
refused "the same file" dups in.jsonl --emit kept --output new.out --rejects d/../new.out
refused "the same file" dups in.jsonl --emit kept --output dangling --stats new.out
expect "nothing was made" test ! -e new.out
status=0
"$program" dups in.jsonl --emit kept --rejects shell.out >shell.out 2>err || status=$?
expect "nor may standard output go there" test $status -eq 2

# In place: only what is known to be copies may go.
refused "1 rejected record would be lost" dups in.jsonl --emit kept --output in.jsonl
expect "the rejected record is still there" grep -q bad in.jsonl
sed -i '/bad/d' in.jsonl
printf '{"id":"old","date":"1999","text":"quite other words"}\n' >>in.jsonl
refused "1 outside --since and --until would be lost" dups in.jsonl --since 2000 --emit kept --output in.jsonl
expect "kept records take the place of their input" "$program" dups in.jsonl --emit kept --quiet --output in.jsonl
expect "three of four" test "$(wc -l <in.jsonl)" -eq 3
echo "A text that is one article" >text.txt
cp text.txt same.txt
refused "paths" dups text.txt same.txt --emit kept --output text.txt
expect "the text is as it was" cmp -s text.txt same.txt
gzip in.jsonl
expect "what was packed stays packed" "$program" dups in.jsonl.gz --emit kept --quiet --output in.jsonl.gz
expect "with its records" test "$(gzip -dc in.jsonl.gz | wc -l)" -eq 3
expect "nothing is left behind" nothing_left
finish
