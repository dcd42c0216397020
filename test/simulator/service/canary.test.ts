import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceLog } from '../../../simulator/cli/serve/service-log.ts';
import { createJudge } from '../../../simulator/partner/judge/judge.ts';
import { createControl } from '../../../simulator/service/control/control-server.ts';
import type { Surface } from '../../../simulator/service/server.ts';
import { surfaces } from '../../../simulator/service/surfaces.ts';
import {
  admin,
  lookout,
  secretFor,
  serviceUnderTest,
  tenantId,
  type UnderTest,
} from './service-under-test.ts';

/** Shown wherever somebody could show something secret, rightly or by mistake. */
const canary = 'CANARY-b1f0c4d2-never-to-be-seen';

/** What breaks inside, with a secret in its words and in what it carries. */
const broken: Surface = (app) => {
  app.get('/broken/*', async (request) => {
    const { authorization } = request.headers;
    throw Object.assign(new Error(`it broke over ${authorization}`), {
      secret: canary,
      authorization,
    });
  });
};

let service: UnderTest;
let control: ReturnType<typeof createControl>;
const log: string[] = [];
const answers: string[] = [];
const secrets: string[] = [canary];

interface Sent {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: string | object;
}

/** Sends, and keeps what came back, unless it is where a secret is rightly given out. */
const send = async (request: Sent, givesOut = false) => {
  const answer = await service.app.inject({ method: 'GET', ...request });
  if (!givesOut) answers.push(JSON.stringify(answer.headers) + answer.payload);
  return answer;
};

const form = (fields: Readonly<Record<string, string>>, path = 'oauth2/v2.0/token'): Sent => ({
  method: 'POST',
  url: `/${tenantId}/${path}`,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  payload: new URLSearchParams({ grant_type: 'client_credentials', ...fields }).toString(),
});

const graphScope = 'https://graph.microsoft.com/.default';

beforeAll(async () => {
  const terminal = {
    complain: (text: string) => log.push(text),
  };
  const logger = serviceLog(terminal);
  service = await serviceUnderTest(undefined, { surfaces: [...surfaces, broken], logger });
  control = createControl(service.context);
  const secret = secretFor(service.tenant, admin);
  const good = { client_id: admin, client_secret: secret, scope: graphScope };
  for (const path of ['oauth2/v2.0/token', 'OAuth2/v2.0/Token', 'o%61uth2/v2.0/token']) {
    const answer = await send(form(good, path), true);
    expect(answer.statusCode).toBe(200);
    secrets.push(answer.json().access_token);
  }
  const token = String(secrets.at(-1));
  secrets.push(secret, token.split('.')[2] ?? '');
  const basic = Buffer.from(`${admin}:${canary}`).toString('base64');
  secrets.push(basic);
  const bearer = { authorization: `Bearer ${canary}` };
  const json = { 'content-type': 'application/json' };
  await send(form({ ...good, client_secret: canary }));
  await send(form({ client_id: canary, client_secret: canary, scope: canary }));
  await send(form({ grant_type: 'password', client_id: admin, username: 'ada', password: canary }));
  await send(form({ client_id: lookout, client_assertion: canary, client_assertion_type: canary }));
  await send({
    ...form({ scope: graphScope }),
    headers: { ...form({}).headers, authorization: `Basic ${basic}` },
  });
  await send({
    method: 'POST',
    url: `/${tenantId}/oauth2/v2.0/token`,
    headers: json,
    payload: `{"client_secret":"${canary}"`,
  });
  for (const url of [
    `/v1.0/deviceManagement?access_token=${canary}`,
    `/v1.0/deviceManagement?access%5Ftoken=${canary}&a=b`,
    `/v1.0/deviceManagement?client%5Fsecre%74=${canary}`,
    `/${tenantId}/adminconsent?client_id=x&client_secret=${canary}`,
    '/v1.0/deviceManagement',
    `/partner/v1/tenants/${tenantId}/connector`,
    '/device',
    '/nowhere',
    `/broken/x?token=${canary}`,
  ]) {
    await send({
      url,
      headers: { ...bearer, cookie: `session=${canary}`, 'x-api-secret': canary },
    });
  }
  const headers = { authorization: `Bearer ${token}`, ...json };
  const mistaken = { displayName: 'x', clientSecret: canary, nested: [{ access_token: canary }] };
  await send({
    method: 'POST',
    url: '/beta/deviceManagement/deviceCompliancePolicies',
    headers,
    payload: mistaken,
  });
  await send({
    method: 'POST',
    url: '/beta/$batch',
    headers,
    payload: {
      requests: [{ id: '1', method: 'GET', url: '/x', headers: { authorization: canary } }],
    },
  });
  await send({ method: 'POST', url: '/beta/$batch', headers, payload: `{"password":"${canary}"` });
  await send({ url: '/broken/y', headers: { authorization: `Bearer ${token}` } });
});
afterAll(async () => {
  await control.close();
  await service.close();
});

const seenIn = (text: string): readonly string[] =>
  secrets.filter((secret) => text.includes(secret));

describe('a secret is not to be found', () => {
  it('in any answer, nor a trace of the inside', () => {
    expect(answers.length).toBeGreaterThan(15);
    expect(seenIn(answers.join('\n'))).toEqual([]);
    expect(answers.join('\n')).not.toMatch(/\bat .*\.[jt]s:\d+|node_modules|it broke over/);
  });

  it('in the log, which says that something broke, and no more', () => {
    expect(log).toHaveLength(2);
    for (const line of log) {
      expect(JSON.parse(line)).toMatchObject({ level: 50, err: { type: 'Error' } });
      expect(line).not.toMatch(/stack|\.ts:\d+|it broke over/);
    }
    expect(seenIn(log.join('\n'))).toEqual([]);
  });

  it('in the transcript, which has every exchange', async () => {
    const asked = { url: '/_control/transcript', headers: { host: 'localhost' } };
    const transcript = (await control.app.inject(asked)).payload;
    const { value } = JSON.parse(transcript) as {
      value: readonly { surface: string; url: string }[];
    };
    expect(value.length).toBeGreaterThan(20);
    expect(value.filter(({ surface }) => surface === 'token').length).toBeGreaterThan(7);
    expect(seenIn(transcript)).toEqual([]);
  });

  it('in what the passive judge reports', () => {
    const judge = createJudge();
    for (const exchange of service.context.journal.since(0)) judge.hear(exchange);
    expect(seenIn(JSON.stringify(judge.report()))).toEqual([]);
  });

  it('in anything the control surface tells of the tenant', async () => {
    const paths = [
      'tenants',
      `tenants/${tenantId}`,
      'faults',
      `tenants/${tenantId}/devices`,
      `tenants/${tenantId}/clock`,
    ];
    for (const path of paths) {
      const asked = { url: `/_control/${path}`, headers: { host: 'localhost' } };
      expect(seenIn((await control.app.inject(asked)).payload)).toEqual([]);
    }
  });
});
