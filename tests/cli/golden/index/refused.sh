# What an index refuses: other settings, other things in its place, another run at work.
echo 'The harbour office has let the contract for the new pier to a firm of the town, and the work will
begin in the first week of May, when the ice has gone from the inner basin.' > a.txt
galley dedup -q a.txt -o one --index index
shows galley dedup -q a.txt -o two --index index --similarity 0.7
shows galley dedup -q a.txt -o two --index index --preset ocr
shows galley dedup -q a.txt -o two --index index --unit document
shows galley dedup -q a.txt -o two --index index --scope document
shows galley dedup -q a.txt -o two --index two
shows galley dedup -q a.txt -o two --index two/index
shows galley dedup -q . -o ../two --index index
mkdir mine && echo x > mine/notes.txt
shows galley dedup -q a.txt -o two --index mine
shows galley dedup -q a.txt -o two --index a.txt
ls mine
flock index -c 'shows galley dedup -q a.txt -o two --index index'
echo "# damage"
truncate -s -1 index/index
shows galley verify -q index
shows galley dedup -q a.txt -o two --index index --resume
