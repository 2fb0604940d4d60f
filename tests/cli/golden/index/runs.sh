# Two runs with one index: the second leaves out what the first has kept, and names it.
cat > monday.txt <<'EOF'
The harbour office has let the contract for the new pier to a firm of the town, and the work will
begin in the first week of May, when the ice has gone from the inner basin.
EOF
cat > tuesday.txt <<'EOF'
The harbour office has let the contract for the new pier to a firm of the town, and the work will
begin in the first week of May, when the ice has gone from the inner basin.

The harbour office has let the contract for the new pier to a firm of this town, and the work will
begin in the first week of May, when the ice has gone from the inner basin.

The evening school for clerks and apprentices opens its doors on the first of the coming month, and
whoever wishes to attend may put down his name with the teacher before the end of this week.
EOF
shows galley dedup -q --dry-run monday.txt --index index
ls
shows galley dedup -q monday.txt -o monday --index index
shows galley dedup -q tuesday.txt -o tuesday --index index
zstd -dcq tuesday/removed-00000.jsonl.zst tuesday/corpus-00000.jsonl.zst
ls index
shows galley dedup tuesday.txt -o tuesday --index index
shows galley verify -q index
shows galley explain tuesday tuesday.txt --index index
shows galley explain tuesday tuesday.txt | tail -n 14
digest_of tuesday > before
digest_of index >> before
shows galley dedup -q tuesday.txt -o tuesday --index index --overwrite
digest_of tuesday > after
digest_of index >> after
cmp before after
