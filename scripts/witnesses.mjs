import { writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ensureInstalled, root } from './toolbox.mjs';

/**
 * Writes `scenarios/witnesses.json`: for each known-bad variant the smallest case of the library
 * that notices it, rather one that cites what the variant breaks. Tests fail until it is written
 * again after a variant is added, and name the variant.
 */
ensureInstalled();
(await import('tsx/esm/api')).register();
const { defaultReadings } = await import('../core/readings.ts');
const { isSound, playDocumented } = await import('../simulator/grade/baseline.ts');
const { trialOf } = await import('../simulator/grade/notice.ts');
const { askedBySuite, reachedBy } = await import('../simulator/grade/reach.ts');
const { variants } = await import('../simulator/grade/variants.ts');
const { witnessesFile } = await import('../simulator/grade/witnesses.ts');
const { loadScenarios } = await import('../simulator/scenario/load.ts');

const library = join(root, 'scenarios');
const fileOf = ({ span }) => relative(library, join(root, span.file)).split(sep).join('/');

/** A scenario that rests on another reading than usual is harder to copy from. */
const unusual = (readings) =>
  Object.entries(readings).filter(([name, value]) => defaultReadings[name] !== value).length;

/** Steps, and everything the tenant is made of. */
const sizeOf = ({ tenant, steps, watches, readings }) =>
  unusual(readings) * 100 +
  steps.length +
  steps.reduce((sum, { operations }) => sum + operations.length, 0) +
  watches.length * 4 +
  [tenant.connectors, tenant.devices, tenant.users]
    .concat([tenant.compliancePolicies, tenant.appProtectionPolicies])
    .concat([tenant.conditionalAccessPolicies])
    .reduce((sum, part) => sum + Object.keys(part).length, 0);

const { cases } = loadScenarios(['scenarios'], { directory: root });
const sound = [];
const asked = [];
for (const kase of cases) {
  const played = await playDocumented(kase, defaultReadings);
  if (!isSound(played.result)) continue;
  sound.push(kase);
  asked.push(played.asked);
}
const suite = askedBySuite(asked);
const sizes = sound.map(sizeOf);

const witnesses = {};
const missing = [];
for (const variant of variants) {
  const cites = (place) => sound[place].covers.some((id) => variant.requirements.includes(id));
  const rank = (place) => (cites(place) ? 0 : 1_000_000) + sizes[place];
  const places = [...reachedBy(variant, suite)].sort((a, b) => rank(a) - rank(b) || a - b);
  const notice = await trialOf(variant, sound, defaultReadings).first(places);
  const kase = sound.find(({ id }) => id === notice?.case);
  if (kase === undefined) missing.push(variant.id);
  else witnesses[variant.id] = { case: kase.id, file: fileOf(kase) };
}
writeFileSync(witnessesFile, `${JSON.stringify(witnesses, null, 2)}\n`);
process.stdout.write(`${Object.keys(witnesses).length} witnesses of ${variants.length} variants\n`);
for (const id of missing) process.stdout.write(`no case of the library notices ${id}\n`);
process.exitCode = missing.length === 0 ? 0 : 1;
