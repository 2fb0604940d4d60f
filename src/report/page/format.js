// Numbers as people read them (a number and its unit stay on one line), and elements from text. Text of documents gets into the page by
// text nodes alone: nothing here takes markup.

const counted = new Intl.NumberFormat('en');
const whole = (n) => counted.format(n);

// Three figures and a unit: 2.41 M.
function short(n) {
  for (const [size, unit] of [[1e12, 'T'], [1e9, 'G'], [1e6, 'M']]) {
    if (n >= size) return `${(n / size).toPrecision(3)}\u00a0${unit}`;
  }
  return whole(n);
}

// One paragraph, two paragraphs.
const plural = (n, one, many = `${one}s`) => `${whole(n)} ${n === 1 ? one : many}`;

// A share of a whole; never 0 % of something, nor all of it where some is missing.
function percent(part, all, digits = 1) {
  if (all === 0) return '–';
  const least = 10 ** -digits;
  const share = 100 * part / all;
  if (part > 0 && share < least) return `under ${least}\u00a0%`;
  if (part < all && share > 100 - least) return `over ${100 - least}\u00a0%`;
  return `${share.toFixed(digits)}\u00a0%`;
}

function bytes(n) {
  for (const [size, unit] of [[1e12, 'TB'], [1e9, 'GB'], [1e6, 'MB'], [1e3, 'KB']]) {
    if (n >= size) return `${(n / size).toPrecision(3)}\u00a0${unit}`;
  }
  return plural(n, 'byte');
}

function duration(seconds) {
  if (seconds < 0.001) return 'under 1 ms';
  if (seconds < 1) return `${Math.round(seconds * 1000)}\u00a0ms`;
  if (seconds < 120) return `${seconds.toFixed(seconds < 10 ? 2 : 1)}\u00a0s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return `${minutes} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

// 0.934000 as millionths: 93.4 %. Rounded down, so that 100 % is what is the same.
const likeness = (ppm) => `${(Math.floor(ppm / 1000) / 10).toFixed(1)}\u00a0%`;

// The middle of a long name says least.
function shortened(name, most) {
  const letters = [...name];
  if (letters.length <= most) return name;
  const head = Math.ceil((most - 1) / 2);
  return `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (most - 1 - head)).join('')}`;
}

// make('p', {class: 'note'}, 'text', element ...): properties beginning with on are listeners.
function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null));
  return element;
}

const by = (id) => document.getElementById(id);

// The language of a sample, as far as its script tells: it chooses the glyphs.
function language(text) {
  if (/[\u3040-\u30ff]/.test(text)) return 'ja';
  if (/[\uac00-\ud7af]/.test(text)) return 'ko';
  if (/[\u4e00-\u9fff]/.test(text)) return 'zh';
  return '';
}
