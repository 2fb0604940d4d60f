# What stands on standard input is read as a file is.
printf 'The quick brown\nfox.\n\nA second paragraph.\n' > a.txt
galley repair -q < a.txt
galley repair -q - < a.txt | cmp - <(galley repair -q a.txt)
galley clean -q - -o out < a.txt
zstd -dcq out/corpus-*.zst
gzip -c a.txt | galley repair -q | cmp - <(galley repair -q a.txt)
printf '{"id":1e3,"text":"One record."}\n' | galley repair -q
printf '{"id":"x","text":"One record."}\n' | galley repair -q --output-format text
: | galley repair -q
echo "[$?]"
: | galley clean -q - -o out2
echo "[$?]"
