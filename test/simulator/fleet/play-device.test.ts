import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

const folder = mkdtempSync(join(tmpdir(), 'life-'));
const life = join(folder, 'life.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

/** In a process of its own, since a device that never ends cannot be stopped from inside. */
const play = (device: number) =>
  spawnSync(
    process.execPath,
    [
      ...['--import', 'tsx', 'simulator/cli/main.ts', 'fleet'],
      ...['muster:fleets/hundred-thousand-mixed.yaml', '--device', `${device}`],
      ...['--as-scenario', life],
    ],
    { cwd: root, encoding: 'utf8', timeout: 20_000, killSignal: 'SIGKILL' },
  );

describe('the life of one device', () => {
  it('ends, also where a scan of everybody puts off when its app falls silent', () => {
    expect(play(27_208)).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(life)).toBe(true);
  });
});
