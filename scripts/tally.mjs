import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Adds up what a CI run executed: `node scripts/tally.mjs FOLDER`, where FOLDER holds vitest's JSON
 * reports and the summary of the library. Prints each part, then `N passed, N failed, N skipped`.
 */
const folder = process.argv[2];
if (folder === undefined) throw new Error('the folder with the results is missing');

const parts = [
  ['tests of sources and built package', 'tests.json'],
  ['second opinion at full size', 'reference-full.json'],
  ['cases of the library through the service', 'service-cases.json'],
  ['malformed requests in bulk', 'fuzz.json'],
  ['kills of a service that keeps its data', 'kills.json'],
  ['library cases on the installed package', 'conformance/summary.json'],
  ['tests of sources on Node 24', 'node24.json'],
];

const ofVitest = (report) => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
});

const classes = {
  passed: ['met', 'interpretive', 'informational'],
  failed: ['error', 'violated', 'not-demonstrated'],
  skipped: ['known-failing', 'not-run'],
};

const ofLibrary = ({ counts }) => {
  const known = Object.values(classes).flat();
  const unknown = Object.keys(counts).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`verdict classes nobody counts: ${unknown.join(', ')}`);
  const sum = (names) => names.reduce((total, name) => total + (counts[name] ?? 0), 0);
  return {
    passed: sum(classes.passed),
    failed: sum(classes.failed),
    skipped: sum(classes.skipped),
  };
};

const line = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

const total = { passed: 0, failed: 0, skipped: 0 };
for (const [title, name] of parts) {
  const file = join(folder, name);
  if (!existsSync(file)) {
    process.stdout.write(`${title}: not run\n`);
    continue;
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const part = 'counts' in report ? ofLibrary(report) : ofVitest(report);
  for (const key of Object.keys(total)) total[key] += part[key];
  process.stdout.write(`${title}: ${line(part).replaceAll(',', ' ·')}\n`);
}

process.stdout.write(`\n${line(total)}\n`);
if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
