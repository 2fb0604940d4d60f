// What the run has told of itself, and what follows from it.

const report = JSON.parse(by('data').textContent);
const counts = report.counts;
const removedCopies = counts.removed_exact + counts.removed_near;

const fates = [
  {name: 'kept', title: 'kept', color: 'var(--kept)'},
  {name: 'near', title: 'near-duplicates', color: 'var(--near)'},
  {name: 'exact', title: 'exact copies', color: 'var(--exact)'},
];

// Bins of half an octave begin at 1, 2, 3, 4, 6, 8, 12 ... (include/galley/figures.h).
const binStart = (bin) => 2 ** (bin >> 1) * (bin & 1 ? 1.5 : 1);
function bins(list) {
  const found = [];
  list.forEach((n, bin) => {
    if (bin === 1) return;
    const end = bin === 0 ? 2 : binStart(bin + 1);
    found.push({from: binStart(bin), to: end, n});
  });
  return found;
}
const rangeName = ({from, to}) => (to - from <= 1 ? whole(from) : `${whole(from)}–${whole(to - 1)}`);
const sum = (list) => list.reduce((all, n) => all + n, 0);

const paragraphsIn = (row) => row.kept + row.exact + row.near;
// Names are told without the folder that all lie in.
const commonFolder = (() => {
  const names = report.sources.rows.filter(({others}) => !others).map(({name}) => name);
  if (names.length < 2) return '';
  let common = names[0].slice(0, names[0].lastIndexOf('/') + 1);
  while (common !== '' && !names.every((name) => name.startsWith(common))) common = common.slice(0, common.lastIndexOf('/', common.length - 2) + 1);
  return common;
})();
function sourceName(row) {
  if (row.others) return row.sources === 1 ? 'one other' : `${whole(row.sources)} others`;
  if (row.name === '') return report.sources.are === 'folder' ? 'in no folder' : 'without a name';
  const name = row.name.slice(commonFolder.length);
  return row.sources > 1 ? `${name}/ (${whole(row.sources)})` : name;
}
const sourcesAre = report.sources.are === 'folder' ? 'folder' : 'source';
