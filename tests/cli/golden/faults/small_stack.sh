# A system that gives little stack, to the program and to each of its threads.
if grep -qE '__[at]san_init|__gcov_init' "$GALLEY"; then
  echo "checks that are compiled in take more"
  exit 77
fi
for ((i = 0; i < 40; ++i)); do
  printf 'The ferry to the island of number %d has been late since Mon-\nday, because the captain would not leave with-\nout his dog.\n\n' $i
done > ferry.txt
gzip -k ferry.txt
(
  ulimit -s 128
  shows galley clean -q --threads 2 ferry.txt ferry.txt.gz -o out
  shows galley verify -q out
)
zstd -dcq out/corpus-00000.jsonl.zst | head -n 1 | cut -c 1-200
