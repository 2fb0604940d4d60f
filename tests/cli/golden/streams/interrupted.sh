# Ctrl-C while an input is awaited that never comes: status 130 or 143, nothing under a final name,
# and a word on how to go on.
if grep -q __tsan_init "$GALLEY"; then
  echo "ThreadSanitizer holds a signal back from a thread that waits for a lock, here for good"
  exit 77
fi
mkfifo silent
exec 3<> silent  # so that opening it does not wait
echo 'A plain paragraph.' > a.txt
interrupt() {
  local signal=$1
  shift
  # A shell that is not interactive starts what runs in the background deaf to SIGINT.
  python3 -c 'import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execvp(sys.argv[1], sys.argv[1:])' "$@" 3>&- &
  local pid=$!
  await has_open "$pid" silent
  kill "-$signal" "$pid" "$pid"  # timeout(1) asks a program and then its group
  wait "$pid"
  echo "[$?]"
}
interrupt INT galley clean -q a.txt silent -o out
files_of out
ls -a out | grep -v '^\.' || echo 'nothing under a final name'
interrupt TERM galley clean -q silent -o out2
interrupt INT galley repair -q silent
interrupt INT galley learn -q silent -o profile
ls
exec 3>&-
