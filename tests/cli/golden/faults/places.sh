# Inputs that are no files, or cannot be had.
mkdir -p tree/sub
echo 'A plain paragraph in a folder.' > tree/a.txt
echo 'Another plain paragraph below it.' > tree/sub/b.txt
ln -s .. tree/sub/loop
ln -s nowhere tree/dangling
ln -s self tree/self
ln -s a.txt tree/again
mkfifo tree/fifo
shows galley clean -q tree -o out
zstd -dcq out/corpus-*.zst
shows galley clean -q nothing tree/a.txt -o out2
shows galley clean -q '' tree/a.txt -o out3
shows galley clean -q tree/a.txt/below -o out4
shows galley clean -q /dev/null -o out5
shows galley clean -q tree/dangling -o out6
: > empty.txt
shows galley clean -q empty.txt tree/a.txt -o out7
printf 'Plain text \0 with a NUL in it.\n' > nul.txt
shows galley clean -q nul.txt tree/a.txt -o out8
printf 'abc\0def' > short_nul.txt
shows galley clean -q short_nul.txt tree/a.txt -o out9
mkdir empty
shows galley clean -q empty -o out10
