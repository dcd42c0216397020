import { expect, it } from 'vitest';
import { controlOf } from '../../../../simulator/target/http/desk.ts';
import { openSignIn } from '../../../../simulator/target/http/sign-in.ts';
import type { Answer, Ask, Wires } from '../../../../simulator/target/http/wire.ts';
import { foreignSetup } from './setups.ts';

const origin = 'http://example';
const setup = {
  ...foreignSetup(origin, { tenancy: { manner: 'perCase' } }),
  credentials: { admin: null, control: 'control-token', partners: {} },
};

const answers: Readonly<Record<string, Partial<Answer>>> = {
  '/tenants/t/admins': {
    status: 201,
    json: { userPrincipalName: 'ada@t', password: 'pass', clientId: 'c' },
  },
  '/t/token': { status: 200, json: { access_token: 'of-ada' } },
  '/v1.0/me': { status: 200, json: {} },
};

it('admins are made with the token of the control surface, which nobody else gets', async () => {
  const asked: (readonly [string, Ask])[] = [];
  const wires: Wires = {
    to: (address) => ({
      ask: async (ask) => {
        asked.push([address, ask]);
        return { status: 404, headers: {}, json: null, ...answers[ask.path] };
      },
    }),
    close: async () => undefined,
  };
  const asUser = openSignIn(setup, wires, { control: controlOf(setup, wires), tenantId: 't' });
  for (let time = 0; time < 2; time++) {
    const answer = await asUser('ada', 'graph', { method: 'GET', path: '/v1.0/me' });
    expect(answer.status).toBe(200);
  }
  expect(asked.map(([address, { path, headers }]) => [address, path, headers])).toEqual([
    [`${origin}/control`, '/tenants/t/admins', { authorization: 'Bearer control-token' }],
    [origin, '/t/token', undefined],
    [origin, '/v1.0/me', { authorization: 'Bearer of-ada' }],
    [origin, '/v1.0/me', { authorization: 'Bearer of-ada' }],
  ]);
});
