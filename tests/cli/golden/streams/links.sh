# An output that is named by a link goes where the link leads, and the link stays; a circle of links
# and an edit log that is an input are refused.
mkdir far
printf 'A line that is\nbroken in its middle.\n' > a.txt
for name in profile edits restored; do ln -s far/$name $name.link; done
galley learn -q a.txt -o profile.link; echo "[$?]"
galley repair -q a.txt --edits edits.link; echo "[$?]"
galley clean -q --keep-removed a.txt -o out
galley restore -q out -o restored.link; echo "[$?]"
ls -l | grep -c '^l'
ls far
cat far/restored
ln -s one two; ln -s two one
galley learn -q a.txt -o one 2>&1; echo "[$?]"
galley repair -q a.txt --edits one 2>&1; echo "[$?]"
galley restore -q out -o one 2>&1; echo "[$?]"
ln -s ../a.txt far/input.link
galley repair -q a.txt --edits far/input.link 2>&1; echo "[$?]"
galley clean -q a.txt -o other --edits a.txt 2>&1; echo "[$?]"
galley restore -q out -o out/manifest.json 2>&1; echo "[$?]"
galley verify -q out; echo "[$?]"
cat a.txt
