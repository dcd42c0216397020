import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultReadings } from '../../../core/readings.ts';
import { runCase } from '../../../simulator/run/run-case.ts';
import { loadScenarios } from '../../../simulator/scenario/load.ts';
import { createControl } from '../../../simulator/service/control/control-server.ts';
import { createService, type Service } from '../../../simulator/service/server.ts';
import { surfaces } from '../../../simulator/service/surfaces.ts';
import {
  type HttpTarget,
  isNotReady,
  openHttpTarget,
} from '../../../simulator/target/http/http-target.ts';
import { inProcessTarget } from '../../../simulator/target/in-process.ts';
import { signingKey } from './signing-key.ts';

const folder = join(import.meta.dirname, '../../../scenarios');
const { cases } = loadScenarios([folder]);

/** One case in forty touches every topic; `MUSTER_ALL_CASES` plays all of them. */
const every = process.env['MUSTER_ALL_CASES'] === undefined ? 40 : 1;
const chosen = cases.filter(({ needs }, index) => index % every === 0 || needs.includes('roles'));

let service: Service;
let control: ReturnType<typeof createControl>;
let target: HttpTarget;
beforeAll(async () => {
  service = await createService({ signingKey, surfaces });
  const url = await service.listen(0);
  control = createControl(service.context);
  await control.listen(0);
  const opened = await openHttpTarget(url);
  if (isNotReady(opened)) throw new Error(opened.because);
  target = opened;
});
afterAll(async () => {
  await target.close();
  await control.close();
  await service.close();
});

describe('the stand-in over HTTP', () => {
  it('has scenarios of every topic to play', () => {
    expect(chosen.length).toBeGreaterThan(25);
    expect(new Set(chosen.map(({ id }) => id.split('/')[0])).size).toBeGreaterThan(6);
  });

  it('can do whatever a case may need, so that none is passed over', () => {
    expect([...target.capabilities].sort()).toEqual([...inProcessTarget.capabilities].sort());
  });

  it.each(chosen.map((kase) => [kase.id, kase] as const))(
    'shows what the core shows in process: %s',
    async (_id, kase) => {
      const here = await runCase(kase, inProcessTarget, defaultReadings);
      const there = await runCase(kase, target, defaultReadings);
      expect(there).toEqual(here);
    },
  );

  it('leaves no tenant behind', () => {
    expect(service.context.tenants.list()).toEqual([]);
  });
});

describe('the set-up check', () => {
  it('says that nobody answers', async () => {
    const opened = await openHttpTarget('http://127.0.0.1:1');
    expect(isNotReady(opened) && opened.because).toContain('nobody answers');
  });

  it('says that there is no control surface', async () => {
    const bare = await createService({ signingKey, surfaces: [] });
    const opened = await openHttpTarget(await bare.listen(0));
    expect(isNotReady(opened) && opened.because).toContain('no control surface');
    await bare.close();
  });
});
