# verify says what is wrong with a corpus.
echo 'A plain paragraph that stands in the only input there is, and is repeated in a second one, so
that one of the two is removed and named in the map.' > a.txt
cp a.txt b.txt
galley clean -q a.txt b.txt -o sound
shows galley verify sound
try() {
  cp -r sound out
  (cd out && eval "$1")
  echo "# $1"
  shows galley verify -q out
  rm -r out
}
try 'rm corpus-00000.jsonl.zst'
try 'truncate -s -1 corpus-00000.jsonl.zst'
try ': > removed-00000.jsonl.zst'
try 'cp removed-00000.jsonl.zst corpus-00000.jsonl.zst'
try 'printf x >> profile'
try 'zstd -dcq corpus-00000.jsonl.zst | sed s/plain/plane/ | zstd -cq > x; mv x corpus-00000.jsonl.zst'
try 'zstd -dcq removed-00000.jsonl.zst | sed s/exact/xeact/ | zstd -cq > x; mv x removed-00000.jsonl.zst'
try 'sed -i s/plain/plane/ manifest.json; truncate -s -20 manifest.json'
try 'sed -i "s/\"kept\": 1/\"kept\": 2/" manifest.json'
try 'rm manifest.json'
shows galley verify -q nothing
shows galley verify -q a.txt
