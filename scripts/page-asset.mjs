import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { root } from './toolbox.mjs';

/**
 * What the page of a report runs and how it looks, each as one text.
 * @returns {Promise<{ script: string, style: string }>}
 */
export const buildPage = async () => {
  const folder = join(root, 'reports', 'page');
  const bundle = await rolldown({
    cwd: root,
    input: join(folder, 'main.ts'),
    platform: 'browser',
    tsconfig: join(folder, 'tsconfig.json'),
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true, sourcemap: false });
  await bundle.close();
  const sheets = join(folder, 'style');
  const style = [
    join(root, 'node_modules', 'uplot', 'dist', 'uPlot.min.css'),
    ...readdirSync(sheets)
      .sort()
      .map((name) => join(sheets, name)),
  ]
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ');
  // The page carries the library, so it carries what the licence of the library asks for.
  const licence = readFileSync(join(root, 'node_modules', 'uplot', 'LICENSE'), 'utf8').trim();
  const script = `/*! Contains uPlot. ${licence} */\n${output[0].code.trim()}`;
  return { script, style: style.trim() };
};
