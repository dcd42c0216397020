import { join } from 'node:path';
import { defaultReadings } from '../../../../core/readings.ts';
import { runShare } from '../../../../simulator/run/share.ts';
import { compile } from '../../../../simulator/scenario/compile.ts';
import { diskIo } from '../../../../simulator/scenario/load.ts';
import { renderDiagnostics } from '../../../../simulator/source/frame.ts';
import { shippedScenarios } from '../../../../simulator/source/package-root.ts';

/** Reads the text of a scenario and plays it against the core. */
export const playText = async (text: string) => {
  const bytes = new TextEncoder().encode(text);
  const io = diskIo({ directory: join(shippedScenarios, '..') });
  const read: typeof io.read = (path, limit) =>
    path === 'told.yaml' ? { kind: 'bytes', bytes } : io.read(path, limit);
  const { cases, diagnostics, sources } = compile(['told.yaml'], { ...io, read });
  const results = await runShare({
    cases,
    target: 'in-process',
    readings: defaultReadings,
    turned: {},
  });
  return {
    diagnostics: renderDiagnostics(diagnostics, sources),
    outcomes: results.map(({ outcome }) => outcome),
  };
};
