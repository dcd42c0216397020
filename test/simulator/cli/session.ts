import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { noPaint } from '../../../reports/paint.ts';
import { runCli } from '../../../simulator/cli/cli.ts';
import type { Terminal } from '../../../simulator/cli/terminal.ts';

/** What one command said and how it ended. */
interface Said {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own with the command line in it. */
export interface Session {
  readonly folder: string;
  readonly write: (path: string, text: string) => void;
  readonly read: (path: string) => string;
  readonly run: (...argv: readonly string[]) => Promise<Said>;
  /** Called with the listener of Ctrl-C each time a command waits for one. */
  interrupted: ((listener: () => void) => void) | null;
  env: Record<string, string>;
  today: string;
}

const opened: string[] = [];

afterEach(() => {
  for (const folder of opened.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export const openSession = (files: Readonly<Record<string, string>> = {}): Session => {
  const folder = mkdtempSync(join(tmpdir(), 'muster-cli-'));
  opened.push(folder);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const session: Session = {
    folder,
    write,
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    interrupted: null,
    env: {},
    today: '2026-06-01',
    run: async (...argv) => {
      let out = '';
      let err = '';
      const terminal: Terminal = {
        cwd: folder,
        env: session.env,
        isInteractive: false,
        columns: 80,
        paint: noPaint,
        today: session.today,
        print: (text) => {
          out += `${text}\n`;
        },
        write: (text) => {
          out += text;
        },
        complain: (text) => {
          err += `${text}\n`;
        },
        log: () => undefined,
        onInterrupt: (listener) => {
          session.interrupted?.(listener);
          return () => undefined;
        },
      };
      const exit = await runCli(argv, terminal);
      return { exit, out, err };
    },
  };
  return session;
};

export const tenant = `apiVersion: muster/v1
kind: Tenant
connectors:
  lookout: { androidEnabled: true }
  zimperium: { androidEnabled: true }
compliancePolicies:
  at-or-under-low:
    "@odata.type": "#microsoft.graph.androidWorkProfileCompliancePolicy"
    deviceThreatProtectionEnabled: true
    deviceThreatProtectionRequiredSecurityLevel: low
    assignedTo: [staff]
users: { ada: { groups: [staff] } }
devices:
  pixel: { managementType: androidWorkProfile, user: ada, mtdApps: [lookout, zimperium] }
`;

/** A scenario with one step at which both partners have reported. */
export const scenario = (
  id: string,
  complianceState: 'compliant' | 'noncompliant' = 'compliant',
  head = 'covers: [MULTI-01]',
): string => `apiVersion: muster/v1
kind: Scenario
id: ${id}
title: what ${id} says
${head}
use: [../tenant.yaml]
timeline:
  - at: 1h
    do:
      - report: { partner: lookout, device: pixel, state: secured }
      - report: { partner: zimperium, device: pixel, state: secured }
    expect:
      pixel: { complianceState: ${complianceState} }
`;

/** Two cases that are met and one that is not. */
export const library = {
  'tenant.yaml': tenant,
  'scenarios/good.yaml': scenario('area/good'),
  'scenarios/bad.yaml': scenario('area/bad', 'noncompliant', 'covers: [COMP-02]\ntags: [wrong]'),
  'scenarios/other.yaml': scenario('other/good', 'compliant', 'covers: [MULTI-01]\ntags: [fine]'),
};
