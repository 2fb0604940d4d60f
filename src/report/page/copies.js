// The charts of duplicates, and of the run's time.

function similarityChart() {
  const rows = report.similarity.map((n, hundredth) => ({hundredth, n})).filter(({n}) => n > 0);
  if (rows.length === 0) return null;
  const ocr = report.options.preset === 'ocr';
  const first = ocr ? rows[0].hundredth : Math.min(rows[0].hundredth, Math.floor(100 * Number(report.options.similarity)));
  return chart({
    id: 'chart-similarity',
    title: 'How alike the near-duplicates are',
    reading: `Paragraphs removed by their similarity to the one kept (${ocr ? 'the share of matching letters' : 'the Jaccard coefficient of their five-letter shingles'}); the threshold was ${Number(report.options.similarity)}.`,
    summary: 'Removed near-duplicates by hundredths of similarity',
    rows,
    columns: [{title: 'similarity', value: ({hundredth}) => (hundredth === 100 ? '100 %' : `${hundredth}–${hundredth + 1} %`), number: true}, numberColumn('paragraphs', ({n}) => n)],
    plot: (width) => plot(width, {
      height: 250, marginLeft: 52, marginBottom: 36, marginRight: 12,
      x: {label: 'similarity, per cent', labelAnchor: 'center', labelArrow: 'none', domain: [first, 101], ticks: 6},
      y: {...countAxis, label: 'paragraphs'},
      marks: [
        Plot.rectY(rows, {x1: 'hundredth', x2: ({hundredth}) => hundredth + 1, y: 'n', fill: 'var(--near)', insetLeft: 1}),
        Plot.ruleY([0], {stroke: 'var(--line)'}),
        Plot.tip(rows, Plot.pointerX({x: ({hundredth}) => hundredth + 0.5, y: 'n', title: ({hundredth, n}) => `${hundredth} %\n${plural(n, 'paragraph')}`})),
      ],
    }),
  });
}

// A dozen bars hold any number of copies.
const copiesFrom = [1, 2, 3, 4, 8, 16, 64, 256, 1024, 4096, 16384, 65536, Infinity];

function copiesChart() {
  const rows = copiesFrom.slice(0, -1).map((from, i) => ({from, to: copiesFrom[i + 1],
    n: sum(bins(report.keepersByCopies).filter((bin) => bin.from >= from && bin.from < copiesFrom[i + 1]).map(({n}) => n))}))
    .filter(({n}) => n > 0);
  if (rows.length === 0) return null;
  const named = rows.map((row) => ({...row, name: row.to === Infinity ? `from ${whole(row.from)}` : rangeName(row)}));
  return chart({
    id: 'chart-copies',
    title: 'How often a paragraph came back',
    reading: `${plural(report.keepers, 'kept paragraph has', 'kept paragraphs have')} copies: each bar says how many of them were met again that often.`,
    summary: named.map(({name, n}) => `${whole(n)} paragraphs came back ${name} times`).join(', '),
    rows: named,
    columns: [{title: 'times removed elsewhere', value: ({name}) => name, number: true}, numberColumn('kept paragraphs', ({n}) => n)],
    plot: (width) => plot(width, {
      height: 250, marginLeft: 52, marginBottom: named.length > 6 ? 76 : 36, marginTop: 30,
      x: {label: 'copies', labelAnchor: 'center', labelArrow: 'none', domain: named.map(({name}) => name), tickRotate: named.length > 6 ? -45 : 0},
      y: {...countAxis, label: 'kept paragraphs, on a square-root scale', type: 'sqrt'},
      marks: [
        Plot.barY(named, {x: 'name', y: 'n', fill: 'var(--exact)'}),
        Plot.text(named, {x: 'name', y: 'n', text: ({n}) => (n >= 1e6 ? short(n) : n >= 1e4 && width < 560 ? `${Math.round(n / 1e3)}\u00a0k` : whole(n)), dy: -8, fontWeight: 600, fontSize: width < 480 ? 10 : 12}),
        Plot.ruleY([0], {stroke: 'var(--line)'}),
      ],
    }),
  });
}

function whereChart() {
  const {inDocument, inSource, ofSources, ofEarlier} = report.sources;
  const several = report.sources.rows.length > 1;
  const rows = [
    ['the same document', inDocument],
    [several ? `another document, same ${sourcesAre}` : 'another document', inSource],
    [`another ${sourcesAre}`, ofSources],
    ['an earlier run', ofEarlier],
  ].map(([title, n]) => ({title, n, label: whole(n)})).filter(({n}) => n > 0);
  if (rows.length === 0) return null;
  const all = sum(rows.map(({n}) => n));
  rows.forEach((row) => { row.label = percent(row.n, all); });
  return chart({
    id: 'chart-where',
    wide: true,
    title: 'Where the keeper stands',
    reading: 'How far a removed paragraph is from the one kept in its place.',
    summary: rows.map(({title, n}) => `${whole(n)} in ${title}`).join(', '),
    rows,
    columns: [{title: 'the keeper stands in', value: ({title}) => title}, numberColumn('removed paragraphs', ({n}) => n),
      {title: 'share', value: ({label}) => label, number: true}],
    plot: (width) => namedBars(width, rows, 'var(--exact)'),
  });
}

function whoChart() {
  const rows = report.sources.rows;
  const cells = report.sources.copies.map(([copier, keeper, n]) => ({copier, keeper, n}));
  if (rows.length < 2 || cells.length === 0) return null;
  // All others together are no source: they stand in the table alone.
  const isSource = (row) => !rows[row].others;
  const name = (row) => sourceName(rows[row]);
  const weight = new Map();
  for (const {copier, keeper, n} of cells) for (const row of [copier, keeper]) if (isSource(row)) weight.set(row, (weight.get(row) ?? 0) + n);
  if (weight.size < 2) return null;
  const shown = [...weight.keys()].sort((a, b) => weight.get(b) - weight.get(a)).slice(0, 16).sort((a, b) => name(a).localeCompare(name(b), 'en', {numeric: true}));
  const drawn = cells.filter(({copier, keeper}) => shown.includes(copier) && shown.includes(keeper));
  const most = Math.max(...drawn.map(({n}) => n));
  const sorted = [...cells].sort((a, b) => b.n - a.n);
  return chart({
    id: 'chart-who',
    wide: true,
    title: 'Who repeats whom',
    reading: `Each field: paragraphs of the ${sourcesAre} at its left, removed because the one below it had them first. On the diagonal a ${sourcesAre} repeats itself.` +
      (weight.size > shown.length ? ` Drawn are the ${shown.length} with most copies.` : ''),
    summary: `Most: ${sorted.slice(0, 3).map(({copier, keeper, n}) => `${name(copier)} repeats ${whole(n)} paragraphs of ${name(keeper)}`).join('; ')}`,
    rows: sorted.slice(0, 500),
    columns: [{title: 'removed from', value: ({copier}) => name(copier)}, {title: 'kept in', value: ({keeper}) => name(keeper)}, numberColumn('paragraphs', ({n}) => n)],
    plot: (width) => {
      const letters = Math.max(8, Math.min(28, Math.floor(width / 28)));
      const longest = Math.max(...shown.map((row) => Math.min([...name(row)].length, letters)));
      const margin = Math.min(width * 0.4, 16 + longest * 7);
      const size = Math.max(16, Math.min(72, (width - margin) / shown.length));
      const height = Math.min(28, size);
      const tick = (row) => shortened(name(row), letters);
      return plot(Math.min(width, margin + size * shown.length + 8), {
        height: height * shown.length + Math.min(margin, longest * 5 + 30) + 30, marginLeft: margin, marginRight: 4,
        marginTop: 6, marginBottom: Math.min(margin, longest * 5 + 30) + 24, padding: 0.06,
        x: {label: 'kept in', labelAnchor: 'center', labelArrow: 'none', domain: shown, tickFormat: tick, tickRotate: -45, tickSize: 0},
        y: {label: null, domain: shown, tickFormat: tick, tickSize: 0},
        opacity: {type: 'sqrt', domain: [0, most], range: [0.08, 1]},
        marks: [
          Plot.cell(drawn, {x: 'keeper', y: 'copier', fill: 'var(--exact)', fillOpacity: 'n', rx: 2}),
          Plot.tip(drawn, Plot.pointer({x: 'keeper', y: 'copier', title: ({copier, keeper, n}) => `${plural(n, 'paragraph')} of\n${shortened(name(copier), 40)}\nkept in ${shortened(name(keeper), 40)}`})),
        ],
      });
    },
  });
}

const stageNames = {
  plan: 'plan: read and number', survey: 'survey: learn words', map: 'map: repair, fingerprint',
  match: 'match: find copies', resolve: 'resolve: name keepers', emit: 'emit: write',
};

function timeChart() {
  if (!report.run) return null;
  const rows = report.run.stages.filter(({seconds, cpu}) => seconds > 0 || cpu > 0);
  const flat = rows.flatMap(({name, seconds, cpu}) => [
    {stage: stageNames[name] ?? name, what: 'wall clock', seconds, color: 'var(--kept)'},
    {stage: stageNames[name] ?? name, what: 'processors', seconds: cpu, color: 'var(--quiet)'},
  ]);
  return chart({
    id: 'chart-time',
    title: 'Time by stage',
    reading: `${duration(report.run.seconds)} in all on ${plural(report.run.threads, 'thread')}; where the processors' bar is longer than the clock's, threads worked side by side.`,
    key: [{title: 'wall clock', className: 'of-kept'}, {title: 'processors, all threads', className: 'of-quiet'}],
    summary: rows.map(({name, seconds}) => `${name} ${duration(seconds)}`).join(', '),
    rows,
    columns: [{title: 'stage', value: ({name}) => stageNames[name] ?? name}, {title: 'wall clock', value: ({seconds}) => duration(seconds), number: true},
      {title: 'processors', value: ({cpu}) => duration(cpu), number: true},
      {title: 'worked on', value: (row) => (row.bytes > 0 ? bytes(row.bytes) : '–'), number: true},
      {title: 'a second', value: (row) => (row.bytes > 0 && row.seconds > 0 ? bytes(Math.round(row.bytes / row.seconds)) : '–'), number: true}],
    plot: (width) => plot(width, {
      height: 30 + rows.length * 46, marginTop: 4, marginLeft: 2, marginRight: 60, marginBottom: 34,
      x: {label: 'seconds', grid: true, nice: true, ticks: 5},
      y: {axis: null, domain: ['', 'wall clock', 'processors']},
      fy: {axis: null, domain: rows.map(({name}) => stageNames[name] ?? name), padding: 0.08},
      marks: [
        Plot.barX(flat, {fy: 'stage', y: 'what', x: 'seconds', fill: 'color', insetBottom: 1}),
        Plot.text(rows, {fy: ({name}) => stageNames[name] ?? name, y: () => '', x: 0, text: ({name}) => stageNames[name] ?? name, textAnchor: 'start', dx: 2}),
        Plot.text(flat, {fy: 'stage', y: 'what', x: 'seconds', text: ({seconds}) => duration(seconds), textAnchor: 'start', dx: 5}),
      ],
    }),
  });
}
