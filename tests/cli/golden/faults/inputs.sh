# What cannot be read is named with its place and remedy; the rest is processed; status 3.
echo 'A plain paragraph that stands beside each of them and is long enough to be kept.' > good.txt
for input in "$FIXTURES"/faults/*; do
  cp "$input" .
  shows galley clean -q "${input##*/}" good.txt -o out
  zstd -dcq out/corpus-*.zst | grep -c 'stands beside each of them'
  galley verify -q out
  rm -r out
done
