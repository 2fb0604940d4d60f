# A full disk is told, and leaves nothing half-written under a final name.
echo 'A plain paragraph.' > a.txt
galley repair -q a.txt > /dev/full
echo "[$?]"
galley --help > /dev/full
echo "[$?]"
galley learn -q a.txt -o profile
galley clean -q a.txt -o out
galley restore -q out -o - > /dev/full
echo "[$?]"
galley clean -q --keep-removed a.txt -o kept
galley restore -q kept -o - > /dev/full
echo "[$?]"
printf 'A line that is\nbroken in its middle.\n' > b.txt
galley repair -q --edits /dev/full b.txt
echo "[$?]"
galley learn -q b.txt -o /dev/full
echo "[$?]"
galley restore -q kept -o /dev/full
echo "[$?]"
# None of them has put a file in the place of the device.
test -c /dev/full || echo "/dev/full is no device any more"
