import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultReadings } from '../../../../core/readings.ts';
import { runCase } from '../../../../simulator/run/run-case.ts';
import type { Case } from '../../../../simulator/scenario/case.ts';
import { loadScenarios } from '../../../../simulator/scenario/load.ts';
import { createControl } from '../../../../simulator/service/control/control-server.ts';
import { createService, type Service } from '../../../../simulator/service/server.ts';
import { surfaces } from '../../../../simulator/service/surfaces.ts';
import { checkSetUp } from '../../../../simulator/target/http/check/check.ts';
import { findOwn } from '../../../../simulator/target/http/find-own.ts';
import { targetOf } from '../../../../simulator/target/http/http-target.ts';
import type { TargetClock, TargetSetup } from '../../../../simulator/target/http/setup.ts';
import { signingKey } from '../../service/signing-key.ts';

const folder = join(import.meta.dirname, '../../../../scenarios');
const { cases } = loadScenarios([join(folder, 'several-vendors/missed-second-scan.yaml')]);

let service: Service;
let control: ReturnType<typeof createControl>;
let own: TargetSetup;
beforeAll(async () => {
  service = await createService({ signingKey, surfaces });
  const url = await service.listen(0);
  control = createControl(service.context);
  await control.listen(0);
  const found = await findOwn(url);
  if ('because' in found) throw new Error(found.because);
  own = found;
});
afterAll(async () => {
  await control.close();
  await service.close();
});

const withClock = (clock: TargetClock): TargetSetup => ({ ...own, clock });

const play = async (kase: Case, clock: TargetClock) => {
  const target = targetOf(withClock(clock));
  const result = await runCase(kase, target, defaultReadings);
  await target.close();
  return result;
};

/** Seven hours pass in a second; what is looked at lies half an hour apart or more. */
const fast = { kind: 'running', factor: 25_200, atMost: 5_000, apart: 40 } as const;

describe('a case of hours on a clock that nobody sets', () => {
  const [kase] = cases;
  if (kase === undefined) throw new Error('no case');
  const hours = { ...kase, steps: kase.steps.filter(({ offset }) => offset !== '6h+1s') };
  const spread: Case = { ...hours, watches: [], steps: hours.steps.slice(0, 2) };

  it('is played by waiting, where the clock is fast enough', async () => {
    const from = performance.now();
    expect(await play(spread, fast)).toMatchObject({ outcome: 'met', because: null });
    // Six hours at that rate.
    expect(performance.now() - from).toBeGreaterThan(850);
  });

  it('is not run where its looks are too near each other, and says so', async () => {
    expect(await play(kase, fast)).toMatchObject({
      outcome: 'not-run',
      because: 'looks twice within 40 ms on a clock that cannot be set',
    });
  });

  it('is not run on a real clock', async () => {
    const real = { kind: 'running', factor: 1, atMost: 60_000, apart: 1_000 } as const;
    expect(await play(spread, real)).toMatchObject({
      outcome: 'not-run',
      because: 'lasts longer than 60 s on a clock that cannot be set',
    });
  });

  it('a case of one instant is played there, in the time of the service', async () => {
    const real = { kind: 'running', factor: 1, atMost: 0, apart: 1_000 } as const;
    const once = { ...spread, steps: spread.steps.slice(0, 1), needs: ['partner'] as const };
    expect(await play(once, real)).toMatchObject({ outcome: 'met' });
  });
});

describe('the set-up check of our own service', () => {
  it('is good whatever its clock, and leaves no tenant behind', async () => {
    const real = { kind: 'running', factor: 1, atMost: 0, apart: 1_000 } as const;
    for (const clock of [own.clock, fast, real]) {
      const findings = await checkSetUp(withClock(clock));
      expect(findings.filter(({ isGood }) => isGood !== true)).toEqual([]);
    }
    expect(service.context.tenants.list()).toEqual([]);
  });
});
