# Comparing the letters of exact copies changes nothing about sound hashes, also with an index, and
# is recorded among the options.
mkdir in
for page in 1 2 3; do
  {
    echo "The mill below the bridge was sold on Tuesday to a company of weavers from the next valley."
    echo
    echo "Page $page: an article of its own about the weather of that week, which number $page tells."
  } > in/$page.txt
done
galley dedup -q in -o plain --index plain.index
galley dedup -q in -o exact --index exact.index --verify-exact
cmp <(zstd -dcq plain/corpus-*) <(zstd -dcq exact/corpus-*) && cmp <(zstd -dcq plain/removed-*) <(zstd -dcq exact/removed-*) && echo same
galley dedup -q in/1.txt -o plain2 --index plain.index
galley dedup -q in/1.txt -o exact2 --index exact.index --verify-exact
cmp <(zstd -dcq plain2/removed-*) <(zstd -dcq exact2/removed-*) || zstd -dcq exact2/removed-*
galley clean -q in -o cleaned --verify-exact && galley verify -q cleaned && echo sound
grep -h -o '"verify-exact":[^,]*' plain/manifest.json exact/manifest.json cleaned/manifest.json
galley dedup -q in -o exact --index exact.index 2>&1 | sed 's/;.*//'
