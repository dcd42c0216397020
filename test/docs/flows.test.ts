import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { flowNames } from '../../core/flows/flow.ts';
import { flows } from '../../core/flows/flows.ts';
import { defaultReadings } from '../../core/readings.ts';
import { requirementIds } from '../../core/requirements/catalogue.ts';
import { flowPicture } from '../../simulator/cli/flow/mermaid.ts';
import { runCase } from '../../simulator/run/run-case.ts';
import { compile } from '../../simulator/scenario/compile.ts';
import { diskIo } from '../../simulator/scenario/load.ts';
import { inProcessTarget } from '../../simulator/target/in-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(`${root}docs/flows.md`, 'utf8');

/** After a change of a flow, `npx vitest run test/docs/flows.test.ts -u` draws it anew. */
test('the pictures are what the flows are', async () => {
  const pictures = flowNames.map((name) => flowPicture(flows[name]));
  const anew = page.replace(/(```mermaid\n)[\s\S]*?(```)/g, (_, open: string, close: string) => {
    const picture = pictures.shift();
    return picture === undefined ? 'one picture too many' : `${open}${picture}\n${close}`;
  });
  expect(pictures).toEqual([]);
  await expect(anew).toMatchFileSnapshot('../../docs/flows.md');
});

test('the page names requirements that exist, and every flow', () => {
  const named = [...page.matchAll(/\b[A-Z]+(?:-[A-Za-z]+)*-\d+\b/g)].map(([id]) => id);
  expect(named.length).toBeGreaterThan(7);
  expect(named.filter((id) => !requirementIds.has(id))).toEqual([]);
  expect(flowNames.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
});

test('the example is met', async () => {
  const example = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? '';
  const head = `apiVersion: muster/v1
kind: Scenario
id: guide/flow
title: the example of the page
covers: [FLOW-iOS-02]
use: [${root}scenarios/tenants/flow-phones.yaml]
`;
  const io = diskIo();
  const read: typeof io.read = (path, limit) =>
    path === 'guide.yaml'
      ? { kind: 'bytes', bytes: new TextEncoder().encode(head + example) }
      : io.read(path, limit);
  const { cases, diagnostics } = compile(['guide.yaml'], { ...io, read });
  expect(diagnostics).toEqual([]);
  const outcomes = cases.map(async (kase) => runCase(kase, inProcessTarget, defaultReadings));
  expect((await Promise.all(outcomes)).map(({ outcome }) => outcome)).toEqual(['met']);
});
