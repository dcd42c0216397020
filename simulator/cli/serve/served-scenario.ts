import { objectId } from '../../contract/object-id.ts';
import { loadScenarios } from '../../scenario/load.ts';
import type { TenantToServe } from '../../service/tenants.ts';
import { importPolicies } from '../library.ts';
import { complain, complainAbout } from '../refusal.ts';
import type { Terminal } from '../terminal.ts';
import { digestOf } from './kept-data.ts';

/**
 * A scenario as a tenant that lives by itself: its clock begins where the scenario's does, and what
 * the timeline does happens to whoever is connected. Null after what is wrong has been told.
 */
export const servedScenario = (path: string, terminal: Terminal): TenantToServe | null => {
  const { cases, diagnostics, sources } = loadScenarios([path], {
    directory: terminal.cwd,
    importFile: importPolicies,
  });
  complainAbout(terminal, diagnostics, sources, 'counted');
  const [kase, ...others] = cases;
  if (kase === undefined || others.length > 0) {
    const found = cases.length === 0 ? 'none' : String(cases.length);
    const message = `\`--scenario\` takes a file with one case, and \`${path}\` has ${found}`;
    complain(terminal, { message });
    return null;
  }
  return {
    id: objectId('muster', 'tenant', kase.id),
    name: kase.id,
    digest: digestOf(sources),
    tenant: kase.tenant,
    start: kase.start,
    clock: { mode: 'real', factor: 1 },
    timeline: kase.steps.map(({ at, operations }) => ({
      at,
      operations: operations.map(({ operation }) => operation),
    })),
  };
};
