# Locale, time zone, umask, current folder and the way inputs are named change nothing.
cp -r "$FIXTURES/dump" dump
galley clean -q dump -o first
wanted=$(digest_of first)
same() {
  local digest
  digest=$(digest_of "$1")
  [ "$digest" = "$wanted" ] && echo "the same" || echo "differs: $1"
}
for locale in C C.UTF-8 tr_TR.UTF-8 de_DE.ISO-8859-1 nonsense; do
  LC_ALL=$locale LANG=$locale galley clean -q dump -o "locale-$locale"
  same "locale-$locale"
done
TZ=Pacific/Chatham galley clean -q dump -o zone
same zone
(umask 077 && galley clean -q dump -o masked)
same masked
mkdir elsewhere
(cd elsewhere && ln -s ../dump dump && galley clean -q dump -o ../away)
same away
env -i "$GALLEY" clean -q dump -o bare
same bare
galley clean -q --threads 1 dump -o one
same one
galley clean -q --threads 7 --memory 256M --temp /tmp dump -o seven
same seven
