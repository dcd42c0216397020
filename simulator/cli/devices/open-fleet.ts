import type { OpenedFleet } from '../../fleet/open-profile.ts';
import { type FleetOptions, openFleet } from '../../fleet/open-profile.ts';
import { diskIo } from '../../scenario/load.ts';
import { documentsOf, resolveReference } from '../../source/documents.ts';
import { importPolicies } from '../library.ts';
import { complainAbout } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';

/**
 * The fleet of a file, which may be a shipped one: `muster:fleets/small-office.yaml`. Null after
 * every error has been told; warnings are counted.
 */
export const openFleetFile = (
  path: string,
  options: Omit<FleetOptions, 'importFile'>,
  terminal: Terminal,
): OpenedFleet['fleet'] => {
  const documents = documentsOf(diskIo({ directory: terminal.cwd }));
  const file = path.startsWith('muster:') ? resolveReference('', path, documents.shipped) : path;
  const opened = openFleet(file ?? path, documents, { ...options, importFile: importPolicies });
  complainAbout(terminal, opened.diagnostics, documents.sources, 'counted');
  return opened.fleet;
};
