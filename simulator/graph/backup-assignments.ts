import { type Body, own, ownText } from './body.ts';
import type { Found } from './find.ts';
import type { ReadFile } from './read-file.ts';

const folder = /(?:^|[\\/])Assignments[\\/]([^\\/]*)$/i;

const stem = (file: string): string => file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');

/** The backup tool stores `Assignments/<id or name>.json` beside the policy's own file. */
const isFor = (assignments: string, policyFile: string, body: Body): boolean => {
  const wanted = stem(assignments).toLowerCase();
  const names = [stem(policyFile), ownText(body, 'displayName'), ownText(body, 'id')];
  const id = ownText(body, 'id')?.toLowerCase();
  const byId = id !== undefined && id !== '' && wanted.startsWith(id);
  return byId || names.some((name) => name?.toLowerCase() === wanted);
};

const withAssignments = (found: Found, assignments: readonly Body[]): Found => {
  if (own(found.body, 'assignments') !== undefined) return found;
  const body: Record<string, unknown> = Object.create(null);
  for (const [key, value] of Object.entries(found.body)) body[key] = value;
  body['assignments'] = assignments;
  const known = found.places.get(found.body);
  if (known !== undefined) found.places.set(body, known);
  return { ...found, body };
};

/**
 * IntuneBackupAndRestore keeps the assignments of a policy in a file of their own. Where that file
 * and the policy's are both given, the policy gets them; otherwise everything stays as it is.
 */
export const attachAssignments = (files: readonly ReadFile[]): readonly ReadFile[] => {
  const kept = files.filter(
    ({ source, findings }) =>
      folder.test(source.file) &&
      findings.found.length > 0 &&
      findings.found.every(({ kind }) => kind === 'assignments'),
  );
  const used = new Set<ReadFile>();
  const attached = files.map((file) => {
    const found = file.findings.found.map((entry) => {
      if (entry.kind === 'assignments') return entry;
      const match = kept.find(({ source }) => isFor(source.file, file.source.file, entry.body));
      if (match === undefined) return entry;
      used.add(match);
      return withAssignments(
        entry,
        match.findings.found.map(({ body }) => body),
      );
    });
    return { ...file, findings: { ...file.findings, found } };
  });
  return attached.map((file, index) => {
    const original = files[index];
    if (original === undefined || !used.has(original)) return file;
    return { ...file, findings: { ...file.findings, found: [] } };
  });
};
