# Every way to be wrong is answered on one line with the place and the remedy, and status 2.
echo text > a.txt
while read -r words; do
  eval "shows galley $words"
done <<'WORDS'
claen a.txt -o out
cleanup a.txt -o out
dedupe a.txt -o out
--clean
-x
frobnicate
''
clean
clean a.txt
clean -o out
clean a.txt -o
clean a.txt -o ''
clean a.txt --output=
clean a.txt -o out --treads 2
clean a.txt -o out --similarty 0.8
clean a.txt -o out --numbers=distinct
clean a.txt -o out --number distinguish
clean a.txt -o out --thr 2
clean a.txt -o out -t 2
clean a.txt -o out -j2
clean a.txt -o out --edits -
clean a.txt -o out --threads
clean a.txt -o out --threads 0
clean a.txt -o out --threads -1
clean a.txt -o out --threads 2.5
clean a.txt -o out --threads two
clean a.txt -o out --threads 99999999999999999999
clean a.txt -o out --memory 1
clean a.txt -o out --memory 255M
clean a.txt -o out --memory 2GG
clean a.txt -o out --memory lots
clean a.txt -o out --memory -2G
clean a.txt -o out --similarity 0.4
clean a.txt -o out --similarity 0.96
clean a.txt -o out --similarity 80
clean a.txt -o out --similarity 80%
clean a.txt -o out --similarity 0,8
clean a.txt -o out --similarity nan
clean a.txt -o out --similarity 0.80000001
clean a.txt -o out --level 0
clean a.txt -o out --level 20
clean a.txt -o out --split-size 100
clean a.txt -o out --split-size 2G
clean a.txt -o out --survey-size 2G
clean a.txt -o out --confidence 101
clean a.txt -o out --min-letters 4
clean a.txt -o out --bands 16
clean a.txt -o out --rows 8
clean a.txt -o out --bands 65 --rows 4
clean a.txt -o out --max-letter-errors 0.4
clean a.txt -o out --max-expansion 0
clean a.txt -o out --max-line 64X
clean a.txt -o out --encoding utf-9
clean a.txt -o out --input-format csv
clean a.txt -o out --input-format jsonlines
clean a.txt -o out --preset orc
clean a.txt -o out --keep longst
clean a.txt -o out --unit word
clean a.txt -o out --scope world
clean a.txt -o out --progress fancy
clean a.txt -o out --resume=yes
clean a.txt -o out --quiet=1
clean a.txt -o out --output-format jsonl
clean a.txt -o out --nosuchthing
clean a.txt -o out --=x
clean a.txt -o out ---threads 2
repair a.txt -o out
repair --similarity 0.8 a.txt
repair --output-format xml a.txt
dedup a.txt
dedup a.txt -o out --edits e
learn a.txt
learn -o profile
verify
verify a b
verify a -o b
restore
restore a
restore a b -o c
restore -o c
WORDS
# None of them left anything behind.
ls
