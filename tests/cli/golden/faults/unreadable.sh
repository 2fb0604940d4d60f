# A file and a folder that may not be read; root may read everything.
mkdir -p tree/closed
echo 'A plain paragraph that can be read.' > tree/a.txt
echo 'secret' > tree/b.txt
echo 'secret' > tree/closed/c.txt
chmod 000 tree/b.txt tree/closed
as_nobody=()
if [ "$(id -u)" -eq 0 ]; then
  command -v setpriv >/dev/null || { echo "setpriv is not there"; exit 77; }
  chmod 777 .
  # Where its coverage is counted, the counts go into a folder that is open to it.
  as_nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups env GCOV_PREFIX="$PWD/counts")
  "${as_nobody[@]}" test -x "$GALLEY" || { echo "nobody may not run the program"; exit 77; }
fi
"${as_nobody[@]}" galley clean -q tree -o out
echo "[$?]"
zstd -dcq out/corpus-*.zst
galley verify -q out
