import { openLoad } from '../../load/profile/open-profile.ts';
import type { LoadProfile } from '../../load/profile/profile.ts';
import { diskIo } from '../../scenario/load.ts';
import { documentsOf, resolveReference } from '../../source/documents.ts';
import { importPolicies } from '../library.ts';
import { complainAbout } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';

/** What is asked where nobody names a load. */
export const usualProfile = 'muster:loads/steady.yaml';

/**
 * The load of a file; null after what is wrong with it has been told.
 *
 * @param path as on the command line; `muster:` for a shipped one
 */
export const openProfile = (path: string, terminal: Terminal): LoadProfile | null => {
  const documents = documentsOf(diskIo({ directory: terminal.cwd }));
  const file = path.startsWith('muster:') ? resolveReference('', path, documents.shipped) : path;
  const { profile, diagnostics } = openLoad(file ?? path, documents, importPolicies);
  complainAbout(terminal, diagnostics, documents.sources, 'counted');
  return profile;
};
