import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../simulator/scenario/compile.ts';
import { diskIo } from '../../../simulator/scenario/load.ts';
import { hasErrors } from '../../../simulator/source/report.ts';
import { framesOf } from './memory.ts';

const folder = join(import.meta.dirname, '../../fixtures/bad');
const io = { ...diskIo({ directory: folder }), shipped: 'shipped' };
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml') && name !== 'same-id.yaml')
  .sort();

/** Every frame of every bad file is kept beside it; `-u` writes them anew, and a diff is read. */
const goldenOf = (name: string): string => join(folder, 'frames', name.replace('.yaml', '.txt'));

describe('bad files', () => {
  it.each(names)('%s is told with all its errors', async (name) => {
    const compiled = compile([name], io);
    expect(hasErrors(compiled.diagnostics)).toBe(true);
    expect(compiled.cases).toEqual([]);
    await expect(`${framesOf(compiled)}\n`).toMatchFileSnapshot(goldenOf(name));
  });

  it('ids are unique over all files, former ones included', async () => {
    const compiled = compile(['cyclic-use.yaml', 'same-id.yaml', 'unknown-device.yaml'], io);
    const ids = compiled.diagnostics.filter(({ code }) => code === 'duplicate-id');
    await expect(`${framesOf({ ...compiled, diagnostics: ids })}\n`).toMatchFileSnapshot(
      goldenOf('same-id.yaml'),
    );
  });
});
