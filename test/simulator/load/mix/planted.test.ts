import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newPhaseRecord } from '../../../../reports/load/phase-record.ts';
import { newSeries } from '../../../../reports/load/series.ts';
import { imbalances } from '../../../../reports/load/sums.ts';
import { profileOf } from '../../../../simulator/contract/profile.ts';
import { prepareMix } from '../../../../simulator/load/mix/mixed-traffic.ts';
import type { MixedTraffic } from '../../../../simulator/load/mix/plan.ts';
import { openMix } from '../../../../simulator/load/mix/traffic.ts';
import { monotonic } from '../../../../simulator/load/monotonic.ts';
import { openLoad } from '../../../../simulator/load/profile/open-profile.ts';
import type { LoadProfile } from '../../../../simulator/load/profile/profile.ts';
import { createRequester } from '../../../../simulator/load/requester.ts';
import { diskIo } from '../../../../simulator/scenario/load.ts';
import { createControl } from '../../../../simulator/service/control/control-server.ts';
import { createService } from '../../../../simulator/service/server.ts';
import { surfaces } from '../../../../simulator/service/surfaces.ts';
import { documentsOf } from '../../../../simulator/source/documents.ts';
import { signingKey } from '../../service/signing-key.ts';

const scenarios = join(import.meta.dirname, '../../../../scenarios');

const steady = (): LoadProfile => {
  const documents = documentsOf(diskIo({ directory: scenarios }));
  const { profile } = openLoad('loads/steady.yaml', documents, null);
  if (profile === null) throw new Error('the load cannot be read');
  const mix = { messages: 20, heartbeats: 1, checkIns: 29, launches: 10, tokens: 10, reads: 30 };
  const phases = profile.phases.map((phase) => ({ ...phase, mix }));
  return { ...profile, devices: 10, threatened: 500_000, mix, phases };
};

type Service = Awaited<ReturnType<typeof createService>>;
let service: Service;
let control: ReturnType<typeof createControl>;
let target = '';
let tells = '';

beforeAll(async () => {
  // However fast this machine is, no partner is told to wait.
  const contract = profileOf('patient', [
    { group: 'limits', name: 'requestsPerSecond', value: 1_000_000 },
    { group: 'limits', name: 'burst', value: 1_000_000 },
  ]);
  service = await createService({ signingKey, surfaces, contract });
  target = await service.listen(0);
  control = createControl(service.context);
  tells = await control.listen(0);
});

afterAll(async () => {
  await control.close();
  await service.close();
});

const plant = async (fault: object): Promise<void> => {
  const answer = await fetch(`${tells}/_control/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  expect(answer.status).toBe(201);
};

const met = async (): Promise<Record<string, number>> => {
  const answer = await fetch(`${tells}/_control/faults`);
  const { value } = (await answer.json()) as { value: { kind: string; met: number }[] };
  return Object.fromEntries(value.map((fault) => [fault.kind, fault.met]));
};

/** Asks one after the other, so that nothing depends on how fast this machine is. */
const play = async (traffic: MixedTraffic, requests: number) => {
  const record = newPhaseRecord();
  const epoch = monotonic();
  const place = { seed: 1, epoch, now: monotonic, timeout: 1e7, records: [record.judgements] };
  const mix = openMix({ ...traffic, phases: traffic.phases.slice(0, 1) }, place);
  let over: Promise<void> = Promise.resolve();
  const requester = createRequester({
    now: monotonic,
    send: (ask, told) => {
      const { method, path, body } = ask;
      const headers = { 'content-type': 'application/json', ...ask.headers };
      over = fetch(`${target}${path}`, { method, headers, body }).then(
        async (answer) => {
          told.sent();
          told.head(answer.status);
          told.end(await answer.text());
        },
        () => told.lose('gone'),
      );
      return () => undefined;
    },
    traffic: mix.ask,
    records: [record],
    series: newSeries(),
    epoch,
    timeout: 1e7,
    mostInFlight: 10,
  });
  for (let sequence = 0; sequence < requests; sequence++) {
    record.sums.offered += 1;
    requester.start(monotonic(), 0, sequence);
    await over;
  }
  requester.close();
  mix.close(monotonic());
  return record;
};

const prepared = async (): Promise<MixedTraffic> => {
  const made = await prepareMix(target, steady(), 10_000);
  if ('message' in made) throw new Error(made.message);
  return made.traffic;
};

describe('a fleet against the real service', () => {
  test('is answered correctly, request for request', async () => {
    const { sums, judgements } = await play(await prepared(), 150);
    expect(imbalances(sums)).toEqual([]);
    expect(sums).toMatchObject({ wrong: 0, stale: 0, lost: 0, refused: 0 });
    expect(sums.correct).toBeGreaterThan(100);
    const asked = [...judgements.slices.keys()].filter((name) => name.startsWith('request/'));
    expect(asked.length).toBeGreaterThanOrEqual(5);
    const times = [...judgements.detections.values()];
    expect(times.reduce((sum, { measured }) => sum + measured.count, 0)).toBeGreaterThan(0);
  });

  test('finds exactly the wrong, stale and lost answers that were planted', async () => {
    const traffic = await prepared();
    const { tenant } = traffic;
    await plant({ kind: 'wrong', times: 5, tenant });
    await plant({ kind: 'stale', times: 4, tenant, settled: 0 });
    await plant({ kind: 'lost', times: 3, tenant, path: '/v1.0/' });
    const { sums, judgements } = await play(traffic, 200);
    expect(await met()).toEqual({ wrong: 5, stale: 4, lost: 3 });
    expect(sums).toMatchObject({ wrong: 5, stale: 4, lost: 3, refused: 0 });
    expect(imbalances(sums)).toEqual([]);
    const found = judgements.findings.map(({ judged }) => judged);
    expect(found).toEqual([...Array(5).fill('wrong'), ...Array(4).fill('stale')]);
    for (const { expected, got, timeline } of judgements.findings) {
      expect(expected).not.toContain(got);
      expect(timeline.at(-1)?.answer).toBe(got);
    }
  });
});
