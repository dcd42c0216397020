import { createHash } from 'node:crypto';
import { arch, cpus, platform, release } from 'node:os';
import type { LoadSummary, Provenance } from '../../../reports/load/summary.ts';
import type { LoadPlan } from '../../load/drive.ts';
import { toolName } from '../tool-name.ts';

/** @param command as somebody would type it, without anything secret */
export const machineProvenance = (command: string): Provenance => ({
  tool: toolName(),
  node: process.version,
  system: `${platform()} ${release()} ${arch()}`,
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  startedAt: new Date().toISOString(),
  command,
});

export const provenanceOf = ({ origin }: LoadPlan): Provenance =>
  machineProvenance(`muster load --target ${origin}`);

/** Equal digests: the same requests in the same shape. Where they went is not part of it. */
export const profileOf = ({ phases, traffic }: LoadPlan): LoadSummary['profile'] => {
  if (traffic.kind === 'mixed') return traffic.profile;
  // A tenant is another one each time it is put into the service.
  const asked = traffic.kind === 'devices' ? { ...traffic, base: '' } : traffic;
  const text = JSON.stringify({ phases, traffic: asked });
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return { name: traffic.kind, digest };
};
