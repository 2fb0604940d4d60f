// The page, section by section.

function headline() {
  if (counts.paragraphs_in === 0) return 'Nothing was read.';
  const head = `${short(counts.paragraphs_in)} ${counts.paragraphs_in === 1 ? 'paragraph' : 'paragraphs'} in, ${short(counts.kept)} kept`;
  if (removedCopies === 0) return `${head}: no duplicates were found.`;
  return `${head}: ${percent(removedCopies, counts.paragraphs_in)} were duplicates.`;
}

function lead() {
  const parts = [`${plural(counts.documents, 'document')} from ${plural(report.inputs, 'file')} (${bytes(report.inputBytes)}) became a corpus of ${bytes(report.outputBytes)}.`];
  if (counts.joins > 0) {
    parts.push(`${short(counts.joins)} line breaks inside paragraphs were joined` + (counts.words_rejoined > 0 ? `, ${short(counts.words_rejoined)} of them inside words.` : '.'));
  }
  if (report.unreadableInAll > 0) parts.push(`${plural(report.unreadableInAll, 'input')} could not be read whole.`);
  return parts.join(' ');
}

function tiles() {
  const entries = [
    ['documents', counts.documents], ['paragraphs kept', counts.kept], ['near-duplicates removed', counts.removed_near],
    ['exact copies removed', counts.removed_exact], ['line breaks joined', counts.joins], ['split words put together', counts.words_rejoined],
    ['paragraphs resumed', counts.resumed], ['furniture lines taken out', counts.furniture], ['letters read', counts.letters_in],
    ['letters kept', counts.letters_kept], ['bytes in no encoding', counts.bad_bytes], ['pairs compared', counts.candidate_pairs],
  ];
  return entries.filter(([, n]) => n > 0).map(([title, n]) => make('div', {}, make('dt', {}, title),
    make('dd', {title: whole(n)}, n >= 1e7 ? short(n) : whole(n))));
}

function sourcesNote() {
  const {distinct, rows, are} = report.sources;
  const what = are === 'folder' ? 'All records come from one source, so they are told apart by the folder in their ids. ' : '';
  const folded = rows.some((row) => !row.others && row.sources > 1);
  const where = commonFolder === '' ? '' : ` All lie in ${commonFolder}.`;
  if (folded) return `${what}${whole(distinct)} ${are}s, put together by the folders they lie in; the number stands behind each.${where}`;
  if (distinct > rows.length) return `${what}${whole(distinct)} ${are}s; all but the ${rows.length - 1} largest are put together.${where}`;
  const [only] = rows;
  return rows.length === 1 ? `All that was read has one source, ${sourceName(only)}: ${short(only.charsKept + only.charsRemoved)} characters in, ${short(only.charsKept)} out.` : `${what}${whole(distinct)} ${are}s.${where}`;
}

function values(title, entries) {
  return make('div', {}, make('h3', {}, title), table(entries, [{title: 'name', value: ([name]) => name}, {title: 'value', value: ([, value]) => value}]));
}

function runFacts() {
  const place = by('run-facts');
  const facts = make('div', {class: 'facts'});
  if (report.run) {
    const {run} = report;
    facts.append(values('Resources', [
      ['time', duration(run.seconds)], ['threads', whole(run.threads)],
      ['memory at its highest', bytes(run.peakMemory)], ['memory limit', bytes(run.memoryLimit)], ['written to temporary files', bytes(run.spilled)],
      ['text decoded', bytes(run.decoded)], ...(run.seconds > 0 ? [['text a second', bytes(Math.round(run.decoded / run.seconds))]] : []),
    ]));
  } else {
    place.append(make('p', {class: 'note'}, 'run.json is not there: times and memory are not known.'));
  }
  const account = ['letters_in', 'letters_edited', 'letters_added', 'letters_kept', 'letters_removed'];
  facts.append(values('The account of letters', [...account.map((name) => [name.replace('_', ' '), whole(counts[name])]),
    ['in − edited + added', whole(counts.letters_in - counts.letters_edited + counts.letters_added)],
    ['kept + removed', whole(counts.letters_kept + counts.letters_removed)]]));
  facts.append(values('Options', Object.entries(report.options)), values('Versions', Object.entries(report.versions)));
  place.append(facts);
  if (report.unreadable.length === 0) return;
  place.append(make('h3', {}, 'What could not be read'),
    make('p', {class: 'reading'}, report.unreadableInAll > report.unreadable.length ? `The first ${whole(report.unreadable.length)} of ${whole(report.unreadableInAll)}; manifest.json has all.` : `${plural(report.unreadableInAll, 'place')}.`),
    table(report.unreadable, [{title: 'input', value: ({path}) => path}, {title: 'line', value: ({line}) => (line > 0 ? whole(line) : 'whole file'), number: true}, {title: 'why', value: ({reason}) => reason}]));
}

// The link of the section that is being read.
function followSections() {
  const links = new Map([...document.querySelectorAll('nav a')].map((link) => [link.hash.slice(1), link]));
  const inView = new Set();
  const observer = new IntersectionObserver((entries) => {
    for (const {target, isIntersecting} of entries) inView[isIntersecting ? 'add' : 'delete'](target.id);
    const first = [...links.keys()].find((id) => inView.has(id));
    links.forEach((link, id) => (id === first ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current')));
  }, {rootMargin: '-80px 0px -50% 0px'});
  links.forEach((link, id) => observer.observe(by(id)));
}

by('folder').textContent = report.folder;
document.title = `${report.folder}: galley report`;
by('headline').textContent = headline();
by('lead').textContent = lead();
by('tiles').append(...tiles());
const add = (id, charts) => by(id).append(...charts.filter((each) => each !== null));
if (counts.paragraphs_in > 0) {
  by('whole').append(wholeChart());
  by('sources-note').textContent = sourcesNote();
  add('sources-charts', [report.sources.rows.length > 1 ? sourcesChart() : null]);
  add('text-charts', [report.figures?.lineCells.length > 0 ? widthsChart() : null, lengthsChart(), report.figures ? editsChart() : null]);
  add('duplicates-charts', [similarityChart(), copiesChart(), whereChart(), whoChart()]);
}
if (removedCopies === 0) by('duplicates-charts').append(make('p', {}, 'There were none.'));
showMostCopied(by('most-copied'));
showPairs(by('pairs'));
showPages(by('pages'));
add('run-charts', [timeChart()]);
runFacts();
if (!canDraw) by('overview').append(make('p', {class: 'note'}, 'This galley was built without the library of charts: tables stand in the place of charts.'));
keepDrawn();
followSections();
// A slash leads to the search, as in many programs.
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || /^(input|select|textarea)$/i.test(event.target.tagName)) return;
  event.preventDefault();
  by('pair-search')?.focus();
});
