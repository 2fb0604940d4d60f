# A dry run tells what would be removed, and leaves nothing behind.
echo 'A plain paragraph that stands in the only input there is, and is repeated in a second one, so
that one of the two is removed and named in the map.' > a.txt
cp a.txt b.txt
shows galley clean -q --dry-run a.txt b.txt
shows galley dedup -q --dry-run a.txt b.txt
shows galley clean -q --dry-run a.txt -o out
shows galley repair -q --dry-run a.txt
galley clean -q --dry-run a.txt b.txt > /dev/full
echo "[$?]"
ls -A
