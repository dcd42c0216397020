import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { objectId } from '../../simulator/contract/object-id.ts';
import { applicationsIn, type Served, serve } from './kill/served.ts';
import {
  accessTo,
  answeredIn,
  faultsAfterRestart,
  type Ledger,
  newLedger,
  stateFaults,
  streamUntilDead,
} from './kill/stream.ts';

/** How often it is killed: a few times here, a hundred times in `scripts/kill.mjs`. */
const kills = Number(process.env['MUSTER_KILLS'] ?? 2);

const folder = mkdtempSync(join(tmpdir(), 'muster kill '));
const running: Served[] = [];
const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

writeFileSync(
  join(folder, 'killed.yaml'),
  `apiVersion: muster/v1
kind: Tenant
connectors: { lookout: { androidEnabled: true } }
users: { ada: { groups: [staff] } }
devices:
${names.map((name) => `  ${name}: { managementType: androidWorkProfile, user: ada, mtdApps: [lookout] }`).join('\n')}
`,
);
writeFileSync(
  join(folder, 'fast.yaml'),
  `apiVersion: muster/v1
kind: ContractProfile
name: fast
title: As many calls as come
limits:
  requestsPerSecond: { value: 100000, basis: inferred }
  burst: { value: 100000, basis: inferred }
`,
);

afterAll(async () => {
  for (const { isRunning, end } of running) if (isRunning()) await end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const start = async (): Promise<Served> => {
  const files = ['--tenant', 'killed.yaml', '--contract', 'fast.yaml'];
  const served = await serve(folder, ['--data', 'data', ...files]);
  running.push(served);
  return served;
};

const whenAnswered = async (ledger: Ledger, count: number): Promise<void> => {
  while (answeredIn(ledger) < count) await setTimeout(1);
};

describe('a service with --data that is killed with -9 in the middle of a stream', () => {
  test(`has every acknowledged message once, ${kills} times over`, {
    timeout: 60_000 + kills * 15_000,
  }, async () => {
    let served = await start();
    const applications = applicationsIn(served);
    const ledger = newLedger(names.map((name) => objectId(served.tenant, 'entraDevice', name)));
    for (let kill = 1; kill <= kills; kill++) {
      const access = await accessTo(served, applications);
      const streaming = streamUntilDead(access, ledger);
      await whenAnswered(ledger, answeredIn(ledger) + Math.ceil(Math.random() * 100));
      await served.end('SIGKILL');
      await streaming;
      served = await start();
      const again = await accessTo(served, applications);
      expect(await faultsAfterRestart(again, ledger, 20)).toEqual([]);
      expect(await stateFaults(again, ledger)).toEqual([]);
    }
    const last = await accessTo(served, applications);
    expect(await faultsAfterRestart(last, ledger, Number.POSITIVE_INFINITY)).toEqual([]);
    process.stdout.write(
      `killed ${kills} times: ${answeredIn(ledger)} messages, ${ledger.policies.size} policies\n`,
    );
    expect(await served.end('SIGTERM')).toBe(0);
  });
});
