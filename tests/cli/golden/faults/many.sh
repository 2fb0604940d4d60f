# Of many faults of a kind the first twenty are told, and then how many more there were.
for file in 1 2 3; do
  echo '{"id":"whole","text":"One record of each file is whole and stays."}' > broken$file.jsonl
  for ((i = 0; i < 4000; ++i)); do echo '{"id":"cut sh'; done >> broken$file.jsonl
done
echo '{"id":"other","body":"A fault of another kind is told, whatever came before."}' >> broken3.jsonl
mkdir empty && for ((i = 100; i < 130; ++i)); do touch empty/$i.txt; done
shows galley clean -q --input-format jsonl broken*.jsonl empty -o out
galley repair -q --input-format jsonl broken*.jsonl 2>&1 >/dev/null | tail -n 1
galley clean -q --input-format jsonl broken*.jsonl --dry-run 2>&1 >/dev/null | tail -n 1
grep -o '"line": *[0-9]' out/manifest.json | wc -l
