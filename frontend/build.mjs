// Carries what npm brings into the static files of the web room: htmx, the letters
// of Be Vietnam Pro (Latin and Vietnamese), the digits of Inter and the boundaries of
// the 63 provinces with Hoàng Sa and Trường Sa. Nothing else.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vietnam from '@svg-maps/vietnam';

const here = dirname(fileURLToPath(import.meta.url));
const from = (...path) => join(here, 'node_modules', ...path);
const built = join(here, '..', 'src', 'tinhxanh', 'web', 'static', 'built');

const WEIGHTS = [400, 500, 600];
const LETTERS = { package: '@fontsource/be-vietnam-pro', subsets: ['vietnamese', 'latin'] };
// Be Vietnam Pro has no figures of equal width; only digits and what stands between them come from Inter.
const FIGURES = {
  package: '@fontsource/inter',
  subsets: ['latin'],
  range: 'U+0020,U+0025,U+002B-0039,U+003A,U+00A0,U+2012-2013,U+2212',
};

// The @font-face blocks of one weight that belong to the wanted subsets.
async function faces({ package: name, subsets, range }, weight) {
  const css = await readFile(from(name, `${weight}.css`), 'utf8');
  const blocks = css.split(/(?=\/\* )/);
  const wanted = subsets.map((subset) =>
    blocks.find((block) => block.includes(`-${subset}-${weight}-normal */`)),
  );
  return Promise.all(wanted.map((block) => face(name, block, range)));
}

// One block, its woff2 copied, its older formats left behind.
async function face(name, block, range) {
  const file = block.match(/files\/([\w-]+\.woff2)/)[1];
  await copyFile(from(name, 'files', file), join(built, 'fonts', file));
  const source = `src: url('fonts/${file}') format('woff2');`;
  const css = block.replace(/src:[^;]+;/, source).trim();
  return range ? css.replace(/unicode-range:[^;]+;/, `unicode-range: ${range};`) : css;
}

// Paths by the key of the package; two decimals are a hundredth of a pixel and keep the file small.
function boundaries({ viewBox, locations }) {
  const rounded = (path) => path.replace(/\d+\.\d{3,}/g, (number) => Number(number).toFixed(2));
  const paths = Object.fromEntries(locations.map(({ id, path }) => [id, rounded(path)]));
  for (const island of ['hoangsa', 'truongsa']) {
    if (!paths[island]) throw new Error(`The map has no ${island}`);
  }
  return { viewBox, paths };
}

await rm(built, { recursive: true, force: true });
await mkdir(join(built, 'fonts'), { recursive: true });
await copyFile(from('htmx.org', 'dist', 'htmx.min.js'), join(built, 'htmx.js'));
for (const name of [LETTERS.package, FIGURES.package, 'htmx.org']) {
  await copyFile(from(name, 'LICENSE'), join(built, `LICENSE.${name.replace(/^@.*\//, '')}.txt`));
}
await copyFile(from('@svg-maps/vietnam', 'LICENSE.md'), join(built, 'LICENSE.svg-maps-vietnam.txt'));
await writeFile(join(built, 'vietnam.json'), JSON.stringify(boundaries(vietnam)));
const css = [];
for (const font of [LETTERS, FIGURES]) {
  for (const weight of WEIGHTS) css.push(...(await faces(font, weight)));
}
await writeFile(join(built, 'fonts.css'), `${css.join('\n')}\n`);
