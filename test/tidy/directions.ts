import { importsOf, resolveImport } from './code.ts';
import { type Check, type Finding, inside, isCode, lineAt, type TidyFile } from './finding.ts';

/** Who may import whom (docs/architecture.md). A room may always import itself. */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  core: [],
  reports: [],
  'simulator/port': ['core'],
  'simulator/source': ['core'],
  'simulator/graph': ['core', 'simulator/source/diagnostic.ts', 'simulator/source/nearest.ts'],
  'simulator/contract': ['core', 'simulator/source'],
  'simulator/tenant': ['core', 'simulator/contract', 'simulator/graph', 'simulator/source'],
  'simulator/scenario': [
    'core',
    'simulator/contract',
    'simulator/port',
    'simulator/source',
    'simulator/tenant',
  ],
  'simulator/target': ['core', 'simulator/contract', 'simulator/graph', 'simulator/port'],
  'simulator/run': [
    'core',
    'reports/fleet',
    'simulator/fleet',
    'simulator/port',
    'simulator/scenario',
    'simulator/source/offset-text.ts',
    'simulator/source/package-root.ts',
    'simulator/target',
    'reports/result.ts',
    'reports/story.ts',
  ],
  'simulator/grade': [
    'core',
    'simulator/contract',
    'simulator/port',
    'simulator/run',
    'simulator/scenario',
    'simulator/source/offset-text.ts',
    'simulator/source/package-root.ts',
    'simulator/target',
    'reports/result.ts',
    'reports/strength.ts',
  ],
  'simulator/fleet': [
    'core',
    'reports/fleet',
    'simulator/contract',
    'simulator/port',
    'simulator/scenario',
    'simulator/source',
    'simulator/target',
    'simulator/tenant',
  ],
  'simulator/load': [
    'core',
    'reports/load',
    'simulator/contract',
    'simulator/fleet',
    'simulator/port',
    'simulator/run/worker-file.ts',
    'simulator/source',
    'simulator/target',
    'simulator/tenant',
  ],
  'simulator/partner': ['core', 'simulator/contract'],
  'simulator/service': [
    'core',
    'simulator/contract',
    'simulator/fleet',
    'simulator/graph',
    'simulator/port',
    'simulator/source',
    'simulator/target',
    'simulator/tenant',
  ],
  'simulator/cli': ['core', 'reports', 'simulator'],
  /** The public entry of the package, `simulator/main.ts`. */
  simulator: ['core', 'reports', 'simulator'],
};

/** The second opinion shares words and data with the core, and nothing that decides. */
const sharedWithReference = [
  'core/partners.ts',
  'core/readings.ts',
  'core/reasons.ts',
  'core/tenant.ts',
  'core/time.ts',
  'core/vocabulary.ts',
  'simulator/port',
  'test/reference/evaluator',
];

/** Packages that may be used in one place only. */
const packages: Readonly<Record<string, RegExp>> = {
  ajv: /^simulator\/contract\/schema\.ts$/,
  uplot: /^reports\/page\/chart\//,
  yaml: /^simulator\/source\//,
  piscina: /^simulator\/run\/[\w-]*pool[\w-]*\.ts$/,
  yargs: /^simulator\/cli\//,
  pino: /^simulator\/cli\//,
  '@faker-js/faker': /^simulator\/fleet\/persona\.ts$/,
  'classic-level': /^simulator\/service\/store\/journal\.ts$/,
  fastify: /^simulator\/(?:service\/|cli\/serve\/service-log\.ts$)/,
};

const roomOf = (path: string): string | undefined => {
  const [top = '', second = ''] = path.split('/');
  if (top !== 'simulator') return top in rooms ? top : undefined;
  return path.split('/').length === 2 ? 'simulator' : `${top}/${second}`;
};

const covers = (allowed: string, path: string): boolean =>
  path === allowed || path.startsWith(`${allowed}/`);

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const wrongPackage = (path: string, specifier: string): string | undefined => {
  const pure = inside(path, ['core', 'reports']);
  if (specifier.startsWith('node:')) return pure ? `\`${specifier}\` in a pure room` : undefined;
  const name = packageOf(specifier);
  const place = packages[name];
  if (pure && place?.test(path) !== true) return `package \`${name}\` in a pure room`;
  if (place === undefined || !path.startsWith('simulator/')) return undefined;
  return place.test(path) ? undefined : `package \`${name}\` may not be imported here`;
};

const wrongRoom = (path: string, target: string): string | undefined => {
  if (path.startsWith('test/reference/evaluator/')) {
    if (sharedWithReference.some((allowed) => covers(allowed, target))) return undefined;
    return `the second opinion may not import \`${target}\``;
  }
  const room = roomOf(path);
  if (room === undefined) return undefined;
  const allowed = rooms[room];
  if (allowed === undefined) return `\`${room}\` is no room of docs/architecture.md`;
  if ([room, ...allowed].some((place) => covers(place, target))) return undefined;
  return `\`${room}\` may not import \`${target}\``;
};

const findingsOf = (file: TidyFile): readonly Finding[] =>
  importsOf(file.text).flatMap(({ specifier, index }) => {
    const message = specifier.startsWith('.')
      ? wrongRoom(file.path, resolveImport(file.path, specifier))
      : wrongPackage(file.path, specifier);
    return message === undefined
      ? []
      : [{ path: file.path, line: lineAt(file.text, index), message }];
  });

export const importDirections: Check = (files) => files.filter(isCode).flatMap(findingsOf);

/** Files that are started rather than imported. */
const isEntry = (path: string): boolean =>
  /^simulator\/(?:cli\/)?main\.ts$|^simulator\/cli\/compile-library\.ts$|^reports\/page\/main\.ts$|worker\.ts$|\.test\.ts$|\.d\.ts$|^[\w.-]+\.ts$|^bench\//.test(
    path,
  );

/**
 * Product files count as used only when product files import them. A test keeps the shipped JSON
 * Schemas true.
 */
const usedByTests = (path: string): boolean =>
  inside(path, ['test']) || path === 'simulator/scenario/json-schema.ts';

export const unimportedFiles: Check = (files) => {
  const sources = files.filter((file) => file.path.endsWith('.ts'));
  const imported = new Map<string, string[]>();
  for (const file of sources) {
    for (const { specifier } of importsOf(file.text)) {
      if (!specifier.startsWith('.')) continue;
      const target = resolveImport(file.path, specifier);
      imported.set(target, [...(imported.get(target) ?? []), file.path]);
    }
  }
  const isUsed = (path: string): boolean =>
    (imported.get(path) ?? []).some((by) => usedByTests(path) || !inside(by, ['test', 'bench']));
  return sources
    .filter(({ path }) => !isEntry(path) && !isUsed(path))
    .map(({ path }) => ({ path, line: 1, message: 'nothing imports this file' }));
};
