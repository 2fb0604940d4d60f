# What users name that is not there, is something else, or makes no sense: each answer says what to do.
printf 'The council met on\nMonday evening and\nvoted.\n' > a.txt
printf '{"id":"1","text":"one plain record"}\n' > a.jsonl
mkdir empty d && cp a.txt d/b.txt && touch none.txt
galley clean -q a.txt -o corpus
while read -r words; do
  # What a summary says of time and memory differs from run to run.
  eval "shows galley $words" | sed '/^took/d'
done <<'WORDS'
clean missing.txt -o o1
clean -q missing.txt a.txt -o o2
clean '' -o o3
clean empty -o o4
clean none.txt -o o5
clean - -o o6 </dev/null
clean -q a.txt a.txt -o o7
clean -q d d/b.txt -o o8
clean -q ./a.txt d a.txt -o o9
clean -q corpus -o o10
clean -q a.jsonl -o o11 --text-field body
clean -q a.txt -o o12 --input-format jsonl
clean a.txt -o none.txt
clean a.txt -o none.txt/deeper
clean a.txt -o o13 --profile missing.profile
clean a.txt -o o14 --profile a.txt
clean a.txt -o o15 --profile corpus/corpus-00000.jsonl.zst
clean a.txt -o o16 --profile d
clean a.txt -o o17 --edits d
clean a.txt -o o18 --overwrite --resume
clean a.txt -o o19 -o o20
clean a.txt -o o21 --threads 2 --threads=3
clean a.txt -o o22 --numbers=
clean a.txt -o o23 --encoding UTF8x
clean a.txt -o o24 --encoding gb-18030
clean a.txt -o o25 --split-size 5
clean -q a.txt -o o26 --progress bar
repair missing.txt
repair empty
repair - </dev/null
learn a.txt -o d
learn missing.txt -o p
verify missing
verify empty
verify a.txt
restore missing -o -
restore corpus -o d
explain corpus
explain corpus nobody
explain corpus a.text
explain corpus '#9'
explain a.txt '#0'
--generate
--generate elvish
--verison
--hepl
generate
help claen
Clean a.txt
WORDS
