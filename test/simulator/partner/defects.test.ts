import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { minute } from '../../../core/time.ts';
import { defaultProfile, profileOf } from '../../../simulator/contract/profile.ts';
import { tourOf } from '../../../simulator/partner/deed.ts';
import { type Defect, defectNames, defects } from '../../../simulator/partner/defect.ts';
import { passiveChecks } from '../../../simulator/partner/judge/judge.ts';
import { type Play, play } from './stage.ts';

const stranger = randomUUID();
const tour = tourOf([
  { name: 'pixel', id: '', platform: 'android' },
  { name: 'iphone', id: '', platform: 'ios' },
  { name: 'own-iphone', id: '', platform: 'ios' },
]);

/** An occasion for every check: what has to happen before a connector can do well or badly. */
const occasions: Readonly<Record<string, () => Omit<Play, 'defect'>>> = {
  tour: () => ({ script: tour }),
  'asked to wait': () => ({
    script: 'activate pixel\nscan pixel\nheartbeat\nscan iphone\nscan own-iphone\nscan pixel',
    before: ({ service, tenant }) => {
      const path = `/partner/v1/tenants/${tenant.id}/threat-messages`;
      service.context.faults.add({ kind: 'status', status: 429, retryAfter: 7, path, times: 1 });
    },
  }),
  blocked: () => {
    let isOff = false;
    return {
      script: 'wait 5s\nscan pixel\nscan iphone\nheartbeat\nscan own-iphone\nheartbeat',
      linger: 30 * minute,
      waiting: (_waited, { tenant }) => {
        if (!isOff) tenant.perform({ do: 'deprovision', partner: 'lookout' });
        isOff = true;
      },
    };
  },
  'rejected for good': () => ({
    script: 'raise pixel trojan\nraise pixel adware\nheartbeat\nscan iphone\nscan own-iphone',
    profile: profileOf('one-threat', [{ group: 'limits', name: 'threatsPerDevice', value: 1 }]),
  }),
  'items rejected': () => ({
    script: `scan pixel\nscan ${stranger}\nwait 1200s\nheartbeat\nwait 1200s\nheartbeat`,
    strangers: [stranger],
    linger: 30 * minute,
  }),
};

const occasionOf: Readonly<Partial<Record<string, keyof typeof occasions>>> = {
  'PR-01': 'asked to wait',
  'PB-01': 'blocked',
  'PT-12': 'items rejected',
};

const occasion = (name: keyof typeof occasions): Omit<Play, 'defect'> =>
  occasions[name]?.() ?? { script: tour };

const occasionFor = (defect: Defect): Omit<Play, 'defect'> =>
  defect === 'repeats-rejected'
    ? occasion('rejected for good')
    : occasion(occasionOf[defects[defect].check] ?? 'tour');

describe('the reference connector', () => {
  it('passes every check on its tour that the tour gives occasion for', async () => {
    const { verdicts, end, said } = await play({ script: tour });
    expect(verdicts, said.join('\n')).toEqual({
      'PA-06': 'passed',
      'PT-01': 'passed',
      'PT-17': 'passed',
      'PT-18': 'passed',
      'PI-02': 'passed',
      // The stand-in takes twenty calls at once.
      'PR-01': 'passed',
    });
    expect(end).toMatchObject({ started: true, rejected: 0, owed: 0 });
  });

  it('waits as long as it is asked to, and sends the same message again', async () => {
    const { verdicts, end } = await play(occasion('asked to wait'));
    expect(verdicts).toMatchObject({ 'PR-01': 'passed' });
    expect(end).toMatchObject({ accepted: 5, owed: 0 });
  });

  it('sends a retryable item again when it may, and no other', async () => {
    const { verdicts, end } = await play(occasion('items rejected'));
    expect(verdicts).toMatchObject({ 'PT-12': 'passed', 'PT-01': 'passed' });
    expect(end.owed).toBe(1);
  });
});

describe('the reference connector in trouble', () => {
  it('holds messages back while it is blocked, and then sends what is so', async () => {
    const { verdicts, end, stand, said } = await play(occasion('blocked'));
    expect(verdicts, said.join('\n')).toMatchObject({ 'PB-01': 'passed', 'PT-01': 'passed' });
    expect(end).toMatchObject({ accepted: 3, owed: 0 });
    for (const device of ['pixel', 'iphone', 'own-iphone']) {
      const query = { kind: 'device', device, fields: ['threatState'], resources: [] } as const;
      expect(stand.tenant.observe(query)).toEqual({ threatState: { lookout: 'secured' } });
    }
  });

  it('sends nothing again that was rejected for good', async () => {
    const { verdicts, end, said } = await play(occasion('rejected for good'));
    expect(verdicts).toMatchObject({ 'PT-12': 'passed' });
    expect(end).toMatchObject({ accepted: 3, rejected: 1, owed: 0 });
    expect(said.join('\n')).toContain('rejected for good, schema_invalid');
  });

  it('reads results that come later, and takes an error code for an error', async () => {
    const profile = profileOf('late', [
      { group: 'answers', name: 'messages', value: 'async' },
      { group: 'answers', name: 'errors', value: 'inbandNumber' },
    ]);
    const { end, verdicts } = await play({ ...occasion('blocked'), profile });
    expect(end).toMatchObject({ accepted: 3, owed: 0 });
    expect(verdicts).toMatchObject({ 'PB-01': 'passed' });
  });

  it('splits what is too much at once', async () => {
    const profile = profileOf('two', [{ group: 'limits', name: 'itemsPerMessage', value: 2 }]);
    const { end, said } = await play({ ...occasion('blocked'), profile, believes: defaultProfile });
    expect(end).toMatchObject({ accepted: 3, owed: 0 });
    expect(said.filter((line) => /^sent 3/.test(line))).toEqual([]);
  });

  it('sends heartbeats however long it has nothing to do', async () => {
    const times: number[] = [];
    const { stand } = await play({ script: `wait ${26 * 3_600}s`, listen: (at) => times.push(at) });
    const contact = stand.tenant.world().connectors.lookout?.contact ?? 0;
    expect(stand.tenant.clock.now() - contact).toBeLessThanOrEqual(60 * minute);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * 60 * minute);
    expect(times.length).toBeGreaterThan(25);
  });

  it('stops with its reason where nobody lets it in', async () => {
    const { end, said } = await play({
      script: 'scan pixel',
      before: ({ tenant }) => {
        const id = [...tenant.clients.values()].find(({ partner }) => partner === 'lookout')?.id;
        const client = tenant.clients.get(id ?? '');
        if (client !== undefined) tenant.clients.set(client.id, { ...client, roles: [] });
      },
    });
    expect(end.started).toBe(false);
    expect(said.join('\n')).toContain('status 403');
  });
});

describe('each defect', () => {
  it.each(defectNames)('%s is noticed by its check', async (defect) => {
    const { verdicts, judgement } = await play({ ...occasionFor(defect), defect });
    const { check } = defects[defect];
    const result = judgement.results.find((one) => one.check.id === check);
    const expected = result?.check.severity === 'MUST' ? ['failed', 'warning'] : ['warning'];
    expect(expected, JSON.stringify(verdicts)).toContain(verdicts[check]);
    expect(result?.faults[0]?.exchange).toBeGreaterThan(0);
  });

  it('stands for one check at least, and no check is without', () => {
    const killed = new Set(Object.values(defects).map(({ check }) => check));
    expect([...killed].sort()).toEqual(passiveChecks.map(({ id }) => id).sort());
  });
});
