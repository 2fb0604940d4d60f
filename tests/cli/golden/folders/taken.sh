# An output folder that is taken, unfinished, finished, foreign, or an input.
echo 'A plain paragraph that stands in the only input there is.' > a.txt
echo 'Another one, for a run with other inputs.' > b.txt
shows galley clean -q a.txt -o out
shows galley clean -q a.txt -o out
shows galley clean a.txt -o out
shows galley clean -q b.txt -o out
shows galley clean -q a.txt -o out --similarity 0.7
shows galley dedup -q a.txt -o out
shows galley clean -q b.txt -o out --resume
echo 'It has changed meanwhile.' >> a.txt
shows galley clean -q a.txt -o out
shows galley clean -q a.txt -o out --resume
shows galley clean -q a.txt -o out --overwrite
shows galley verify -q out
mkdir foreign && echo mine > foreign/mine.txt
shows galley clean -q a.txt -o foreign
shows galley clean -q a.txt -o foreign --overwrite
shows galley clean -q a.txt -o foreign --resume
ls foreign
mkdir empty
shows galley clean -q a.txt -o empty --resume
shows galley clean -q a.txt -o a.txt
shows galley clean -q . -o .
shows galley clean -q . -o new
shows galley clean -q out -o out/deeper
shows galley clean -q a.txt -o no/such/parent
ls
