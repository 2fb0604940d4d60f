# What unpacks to far more than it is, and windows of more memory than allowed.
head -c 200M /dev/zero | tr '\0' '\n' | zstd -19 -q > bomb.zst
shows galley clean -q bomb.zst -o out
shows galley clean -q --max-expansion 1000000 bomb.zst -o out2
seq 1 200000 | zstd -q --ultra -20 --zstd=wlog=27 > window.zst
shows galley clean -q --max-window 1M window.zst -o out3
