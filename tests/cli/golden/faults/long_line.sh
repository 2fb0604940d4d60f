# A line of one letter, longer than the limit, is left out and named; the lines around it stay.
{
  echo 'The first paragraph of this page is an ordinary one.'
  echo
  head -c 80M /dev/zero | tr '\0' x
  echo
  echo
  echo 'The last paragraph of this page is an ordinary one too.'
} > long.txt
shows galley clean -q long.txt -o out
zstd -dcq out/corpus-*.zst
shows galley clean -q --max-line 100M long.txt -o out2
zstd -dcq out2/corpus-*.zst | wc -c
{
  echo '{"id":"a","text":"The first record."}'
  printf '{"id":"b","text":"'
  head -c 80M /dev/zero | tr '\0' x
  echo '"}'
  echo '{"id":"c","text":"The last record."}'
} > long.jsonl
shows galley clean -q long.jsonl -o out3
zstd -dcq out3/corpus-*.zst
