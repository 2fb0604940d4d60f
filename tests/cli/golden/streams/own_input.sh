# A standard output and files that are inputs by whatever name are refused, and the
# inputs stay as they are.
printf 'A line that is\nbroken in its middle.\n' > a.txt
mkdir in; cp a.txt in/b.txt; cp a.txt c.txt.galley-part
ln -s ../far.txt in/far; cp a.txt far.txt
galley clean -q --keep-removed a.txt -o out
exec 3>&1
said() {
  local status=0
  "$@" 2> said || status=$?
  echo "[$status] $(sed "s:$PWD/::" said)" >&3
}
said galley repair -q a.txt >> a.txt
said galley repair -q < a.txt >> a.txt
said galley repair -q in >> in/b.txt
said galley repair -q in >> far.txt
said galley repair -q a.txt --edits /dev/stdout >> a.txt
said galley repair -q a.txt --edits edits 1<> a.txt
said galley clean --dry-run -q a.txt >> a.txt
said galley bench -q a.txt >> a.txt
said galley repair -q in --edits far.txt
said galley repair -q c.txt.galley-part --edits c.txt
said galley learn -q in -o far.txt
said galley learn -q c.txt.galley-part -o c.txt
said galley clean -q in -o out2 --edits far.txt
said galley clean -q in -o out3 --edits out3/manifest.json
galley learn -q a.txt -o profile
said galley repair -q in --profile profile --edits profile
said galley restore -q out -o - >> out/manifest.json
ln -s out/run.json link
said galley restore -q out -o link
for file in a.txt in/b.txt far.txt; do cmp $file c.txt.galley-part; done
galley verify -q out; echo "[$?]"
galley repair -q in/b.txt > b.out; cat b.out
