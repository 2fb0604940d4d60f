# A source that is missing, changed, or elsewhere: what the corpus holds is told all the same.
echo 'A notice that is long enough to be looked at is printed twice in this small collection, so that
the second of the two goes and names the first.' > a.txt
sed s/small/smell/ a.txt > b.txt
galley clean -q a.txt b.txt -o out
shows galley explain out b.txt
echo more >> b.txt
shows galley explain out b.txt
rm b.txt
shows galley explain out b.txt
galley dedup -q - -o piped < a.txt
shows galley explain piped '#0'
mkdir elsewhere
cd elsewhere && shows galley explain ../out a.txt
