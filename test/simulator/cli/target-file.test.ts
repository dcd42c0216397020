import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { library, openSession, type Session } from './session.ts';

const secret = 'canary-5d1e88';
const id = '5ec0d5e7-0000-4000-8000-00000000ca5e';

const good = `apiVersion: muster/v1
kind: Target
name: foreign
address: http://127.0.0.1:9
surfaces: { graph: /, partner: /, tokens: "/{tenant}/token", control: /control }
credentials:
  admin: { client: admin, secret: { env: ADMIN_SECRET } }
  partners:
    lookout: { token: { file: lookout.token } }
tenants: { manner: shared, id: ${id} }
clock: { kind: stepped }
can: [partner]
shows: [complianceState]
`;

const open = (text = good): Session => {
  const session = openSession({ ...library, 'target.yaml': text, 'lookout.token': `${secret}\n` });
  session.env = { ADMIN_SECRET: secret };
  return session;
};

const opened: Server[] = [];
afterEach(() => {
  for (const server of opened.splice(0)) server.close();
});

/** Somebody who answers everything alike. */
const serve = async (status: number, body = ''): Promise<string> => {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

describe('a target file that is wrong is complained of at its place', () => {
  test.each<[string, (text: string) => string, readonly string[]]>([
    [
      'an unknown surface',
      (text) => text.replace('graph: /', 'grahp: /'),
      ['target.yaml:5:13', 'unknown field `grahp`', 'did you mean `graph`?'],
    ],
    [
      'a capability that is none',
      (text) => text.replace('[partner]', '[partner, appLaunch]'),
      ['target.yaml:12:16', 'unknown capability `appLaunch`', 'did you mean `app-launch`?'],
    ],
    [
      'a field that is none',
      (text) => text.replace('[complianceState]', '[compliancestate]'),
      ['target.yaml:13:9', 'did you mean `complianceState`?'],
    ],
    [
      'a claim that follows from something else',
      (text) => text.replace('[partner]', '[clock-control]'),
      ['unknown capability `clock-control`'],
    ],
    [
      'a partner that is none',
      (text) => text.replace('lookout:', 'lokout:'),
      ['target.yaml:9:5', 'unknown partner `lokout`'],
    ],
    [
      'no control surface',
      (text) => text.replace(', control: /control', ''),
      ['target.yaml:5:11', '`control` is missing'],
    ],
    [
      'a shared tenant without id',
      (text) => text.replace(`, id: ${id}`, ''),
      ['target.yaml:10:10', '`id` is missing'],
    ],
    [
      'paths below nothing',
      (text) => text.replace(/address.*\n/, ''),
      ['`/` is a path, and nothing says below which address'],
    ],
    [
      'an address with credentials',
      (text) => text.replace('http://127', 'http://me:pass@127'),
      ['an address has no name, password, query or fragment here'],
    ],
    [
      'a secret without address to get a token from',
      (text) => text.replace(' tokens: "/{tenant}/token",', ''),
      ['`tokens` is missing'],
    ],
    [
      'half of the credentials',
      (text) => text.replace('client: admin, ', ''),
      ['target.yaml:7:10', 'credentials are `client` and `secret`, or a `token` alone'],
    ],
    [
      'nobody who reads Graph',
      (text) => text.replace(/ {2}admin.*\n/, ''),
      ['`credentials.admin` is missing'],
    ],
    [
      'a scaled clock without factor',
      (text) => text.replace('stepped', 'scaled'),
      ['target.yaml:11:8', '`factor` is missing'],
    ],
    [
      'a target that shows nothing',
      (text) => text.replace('[complianceState]', '[]'),
      ['a target that shows nothing cannot be judged'],
    ],
    [
      'another kind of file',
      () => 'apiVersion: muster/v1\nkind: Tenant\n',
      ['unknown kind of file'],
    ],
    ['no map', () => '- a\n', ['expected a target, found a list']],
    ['an empty file', () => '', ['`target.yaml` is empty']],
  ])('%s', async (_what, change, expected) => {
    const session = open(change(good));
    const { exit, err } = await session.run('run', '--target-file', 'target.yaml');
    expect(exit).toBe(2);
    for (const part of expected) expect(err).toContain(part);
  });

  test('a file that is not there', async () => {
    const { exit, err } = await open().run('run', '--target-file', 'other.yaml');
    expect(exit).toBe(2);
    expect(err).toContain('`other.yaml` does not exist');
  });
});

describe('secrets', () => {
  test('in clear are refused, and not shown to whoever reads the complaint', async () => {
    const session = open(good.replace('{ env: ADMIN_SECRET }', secret));
    const { exit, out, err } = await session.run('run', '--target-file', 'target.yaml');
    expect(exit).toBe(2);
    expect(err).toContain('target.yaml:7:35');
    expect(err).toContain('a secret never stands in the file itself');
    expect(err).toContain('{ env: NAME }');
    expect(`${out}${err}`).not.toContain(secret);
  });

  test('that the environment or a file lacks are missed by name', async () => {
    const session = open(good.replace('lookout.token', 'other.token'));
    session.env = {};
    const { exit, err } = await session.run('run', '--target-file', 'target.yaml');
    expect(exit).toBe(2);
    expect(err).toContain('the environment has no `ADMIN_SECRET`');
    expect(err).toContain('`other.token` cannot be read, or is empty');
  });

  test('do not belong into `--target`, and are not repeated', async () => {
    const { exit, err } = await open().run('run', '--target', `http://me:${secret}@127.0.0.1:9`);
    expect(exit).toBe(2);
    expect(err).toContain('credentials belong into a target file');
    expect(err).not.toContain(secret);
  });
});

describe('a target that is not ready', () => {
  test('is 5; the reports say why, and nobody can take them for good', async () => {
    const address = await serve(404, 'nothing here');
    const session = open();
    const target = ['--target', address, '--target-file', 'target.yaml'];
    const { exit, err } = await session.run('run', ...target, '--out', 'report');
    expect(exit).toBe(5);
    expect(err).toContain('no tenant can be reset for a case: 404');
    expect(err).toContain('the set-up check of foreign failed, so nothing was judged');
    const summary = JSON.parse(session.read('report/summary.json'));
    expect(summary).toMatchObject({ target: 'foreign', complete: false, planned: 3 });
    expect(Object.values(summary.counts).every((count) => count === 0)).toBe(true);
    expect(summary.setUp.at(-1)).toMatchObject({ what: 'tenant', isGood: false });
    expect(session.read('report/junit.xml')).toContain('errors="1"');
    expect(session.read('report/summary.md')).toContain('so nothing was judged');
    const page = session.read('report/report.html');
    expect(page).toContain('Nothing was judged: the target is not set up');
    const everything = ['run.jsonl', 'summary.json', 'summary.md', 'junit.xml', 'report.html'];
    for (const name of everything) expect(session.read(`report/${name}`)).not.toContain(secret);
  });

  test('comes after files that are wrong', async () => {
    const session = open();
    session.write('scenarios/broken.yaml', 'kind: Scenario\n');
    const address = await serve(404);
    const target = ['--target', address, '--target-file', 'target.yaml'];
    expect((await session.run('run', ...target, '--json')).exit).toBe(2);
  });

  test('has its record read again by `report`', async () => {
    const session = open();
    const target = ['--target', await serve(500), '--target-file', 'target.yaml'];
    await session.run('run', ...target, '--out', 'report');
    const { out, err } = await session.run('report', 'report/run.jsonl', '--format', 'md');
    expect(`${out}${err}`).toContain('so nothing was judged');
  });
});

describe('options', () => {
  test.each([
    [['--target', 'in-process'], 'not of the target `in-process`'],
    [['--all-readings'], '`--all-readings` and `--target-file` do not go together'],
    [['--target', 'ftp://host'], 'a target is an address'],
  ])('%j with a target file', async (options, expected) => {
    const { exit, err } = await open().run('run', '--target-file', 'target.yaml', ...options);
    expect(exit).toBe(2);
    expect(err).toContain(expected);
  });
});

describe('lint, given files of other commands', () => {
  const contract = 'apiVersion: muster/v1\nkind: ContractProfile\nname: mine\n';
  const failing = 'apiVersion: muster/v1\nkind: KnownFailing\nentries: []\n';
  const files = { 'contract.yaml': contract, 'known.yaml': failing };

  test('says that they are sound, without the secrets a target names', async () => {
    const session = openSession({ ...library, ...files, 'target.yaml': good });
    const paths = ['target.yaml', 'contract.yaml', 'known.yaml'];
    const { exit, out, err } = await session.run('lint', ...paths);
    expect(err).toBe('');
    expect(exit).toBe(0);
    expect(out).toBe('1 target, 1 contract profile, 1 list of known failures, no errors\n');
  });

  test('checks them beside scenarios, and tells every error', async () => {
    const text = good.replace('graph: /', 'grahp: /');
    const session = openSession({ ...library, ...files, 'target.yaml': text });
    const both = await session.run('lint', 'scenarios', 'known.yaml');
    expect(both.exit).toBe(0);
    expect(both.out).toMatch(
      /^\d+ scenarios? with \d+ cases?.*, 1 list of known failures, no errors$/m,
    );
    const wrong = await session.run('lint', 'target.yaml', 'contract.yaml');
    expect(wrong.exit).toBe(2);
    expect(wrong.err).toContain('unknown field `grahp`');
    expect(wrong.out).toBe('');
  });

  test('takes a target whose address comes with the command', async () => {
    const text = good.replace('address: http://127.0.0.1:9\n', '');
    const session = openSession({ ...library, 'target.yaml': text });
    expect((await session.run('lint', 'target.yaml')).exit).toBe(0);
  });
});
