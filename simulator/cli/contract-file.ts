import { openContractProfile } from '../contract/open-contract-profile.ts';
import { type ContractProfile, defaultProfile } from '../contract/profile.ts';
import { diskIo } from '../scenario/load.ts';
import { documentsOf, resolveReference } from '../source/documents.ts';
import { complainAbout } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** The contract profile of a file, the default one without; null after what is wrong was told. */
export const contractOf = (
  path: string | undefined,
  terminal: Terminal,
): ContractProfile | null => {
  if (path === undefined) return defaultProfile;
  const documents = documentsOf(diskIo({ directory: terminal.cwd }));
  const shipped = path.startsWith('muster:');
  const file = shipped ? resolveReference('', path, documents.shipped) : path;
  const { profile, diagnostics } = openContractProfile(file ?? path, documents);
  complainAbout(terminal, diagnostics, documents.sources);
  return profile;
};
