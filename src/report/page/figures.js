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
function sourceName(row, distinct = report.sources.distinct) {
  if (row.name !== '' && row.sources > 1) return `${row.name}/ (${whole(row.sources)})`;
  if (row.name !== '') return row.name;
  return row.sources > 0 && distinct > 1 ? `${whole(row.sources)} others` : 'no folder';
}
const sourcesAre = report.sources.are === 'folder' ? 'folder' : 'source';
