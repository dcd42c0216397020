import { describe, expect, it } from 'vitest';
import { day, hour } from '../../../core/time.ts';
import { capabilityOfVerb } from '../../../simulator/port/capability.ts';
import { compile } from '../../../simulator/scenario/compile.ts';
import { verbs } from '../../../simulator/scenario/verbs/verbs.ts';
import { compileBody, errorsOf, framesOf, memory, onlyCase, smallTenant } from './memory.ts';

const step = (rest: string) => `timeline:\n  - at: 0s\n${rest}`;
const looking = '    expect: { pixel: { complianceState: noncompliant } }\n';

describe('a case', () => {
  it('has its head, its start and every default', () => {
    const kase = onlyCase(compileBody(step(looking)));
    expect(kase).toMatchObject({
      id: 'some/thing',
      scenario: 'some/thing',
      title: 'something is so',
      tags: [],
      covers: ['MULTI-01'],
      needs: [],
      readings: {},
      start: Date.parse('2026-01-05T09:00:00Z'),
      watches: [],
      resources: [],
    });
    expect(kase.span).toMatchObject({ file: 's.yaml', line: 3, column: 5 });
  });

  it('reads the same from a file with CRLF and a byte order mark', () => {
    const text = `apiVersion: muster/v1\nkind: Scenario\nid: a\ntitle: t\ncovers: [X]\nuse: [tenant.yaml]\n${step(looking)}`;
    const compileText = (content: string) =>
      onlyCase(compile(['s.yaml'], memory({ 's.yaml': content, 'tenant.yaml': smallTenant })));
    expect(compileText(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual(compileText(text));
  });

  it('knows steps, operations and expectations with their places', () => {
    const kase = onlyCase(
      compileBody(`timeline:
  - at: 1h + 30m
    note: why
    basis: inferred
    do:
      - report: { partner: lookout, device: pixel, state: secured, observedAt: 1h }
    expect:
      replies: [accepted]
      pixel: { reasons: [scan-missing/lookout, not-in-contact], threatState: { lookout: secured } }
      lookout: { messages: { deviceThreat: accepted } }
`),
    );
    const [only] = kase.steps;
    expect(only).toMatchObject({ at: kase.start + 1.5 * hour, offset: '1h + 30m', note: 'why' });
    expect(only?.basis).toBe('inferred');
    expect(only?.operations.map(({ operation }) => operation)).toEqual([
      {
        do: 'report',
        partner: 'lookout',
        device: 'pixel',
        state: 'secured',
        observedAt: kase.start + hour,
      },
    ]);
    expect(only?.expectations.map(({ span: _, ...rest }) => rest)).toEqual([
      { kind: 'reply', operation: 0, expected: 'accepted' },
      {
        kind: 'device',
        device: 'pixel',
        field: 'reasons',
        key: null,
        expected: ['not-in-contact', 'scan-missing/lookout'],
      },
      {
        kind: 'device',
        device: 'pixel',
        field: 'threatState',
        key: 'lookout',
        expected: 'secured',
      },
      {
        kind: 'connector',
        partner: 'lookout',
        field: 'messages',
        key: 'deviceThreat',
        expected: 'accepted',
      },
    ]);
    expect(only?.expectations[1]?.span).toMatchObject({ line: 15, column: 25 });
    expect(kase.needs).toEqual(['clock-control', 'partner', 'reasons']);
    expect(kase.looksFor).toEqual(['reasons']);
  });

  it('takes true and false as words where a reading is spelt so', () => {
    const kase = onlyCase(
      compileBody(`readings: { multiVendorNeedsDtlPolicy: false }\n${step(looking)}`),
    );
    expect(kase.readings).toEqual({ multiVendorNeedsDtlPolicy: 'false' });
  });

  it('is not made of a file with an error, while other files still are', () => {
    const good = `apiVersion: muster/v1\nkind: Scenario\nid: good\ntitle: t\ncovers: [X]\nuse: [tenant.yaml]\n${step(looking)}`;
    const bad = good.replace('id: good', 'id: bad').replace('pixel', 'pixle');
    const compiled = compile(
      ['bad.yaml', 'good.yaml'],
      memory({ 'bad.yaml': bad, 'good.yaml': good, 'tenant.yaml': smallTenant }),
    );
    expect(compiled.cases.map(({ id }) => id)).toEqual(['good']);
    expect(errorsOf(compiled)).toEqual(['name: unknown device `pixle`']);
  });

  it('tells former ids with the present one', () => {
    const compiled = compileBody(`formerly: [old/one, old/two]\n${step(looking)}`);
    expect([...compiled.renamed]).toEqual([
      ['old/one', 'some/thing'],
      ['old/two', 'some/thing'],
    ]);
  });
});

describe('the verbs', () => {
  it('are those of the port', () => {
    expect(Object.keys(verbs)).toEqual(Object.keys(capabilityOfVerb));
  });

  const operationsOf = (items: string) => {
    const body = `timeline:\n  - at: 0s\n    do:\n${items
      .split('\n')
      .map((item) => `      - ${item}\n`)
      .join('')}${looking}`;
    return onlyCase(compileBody(body)).steps[0]?.operations.map(({ operation }) => operation);
  };

  it.each([
    ['heartbeat: { partner: lookout }', { do: 'heartbeat', partner: 'lookout' }],
    ['consent: { partner: jamf }', { do: 'consent', partner: 'jamf' }],
    [
      'report: { partner: lookout, deviceId: x-1, state: secured }',
      { do: 'report', partner: 'lookout', device: 'x-1', state: 'secured' },
    ],
    [
      'setConnector: { partner: jamf, iosEnabled: true }',
      { do: 'setConnector', partner: 'jamf', settings: { iosEnabled: true } },
    ],
    [
      'removePolicy: { policy: low }',
      { do: 'removePolicy', section: 'compliancePolicies', policy: 'low' },
    ],
    [
      'unassign: { policy: low, groups: [staff] }',
      { do: 'unassign', section: 'compliancePolicies', policy: 'low', groups: ['staff'] },
    ],
    [
      'setTenant: { recalculationDelay: 2h, users: { ada: ~, bob: { groups: [new] } } }',
      {
        do: 'setTenant',
        recalculationDelay: 2 * hour,
        users: { ada: null, bob: { groups: ['new'], roles: [], licensed: true } },
      },
    ],
    [
      'enroll: { device: pixel, managementType: androidFullyManaged }',
      { do: 'enroll', device: 'pixel', managementType: 'androidFullyManaged' },
    ],
    [
      'uninstall: { device: pixel, partner: lookout }',
      { do: 'uninstall', device: 'pixel', partner: 'lookout', silent: false },
    ],
    [
      'deactivate: { device: pixel, partner: lookout, silent: true }',
      { do: 'deactivate', device: 'pixel', partner: 'lookout', silent: true },
    ],
    ['scan: { device: pixel }', { do: 'scan', device: 'pixel' }],
    ['checkIn: { device: pixel }', { do: 'checkIn', device: 'pixel' }],
    ['launch: { device: pixel, app: outlook }', { do: 'launch', device: 'pixel', app: 'outlook' }],
    [
      'requestToken: { device: pixel, resource: wifi }',
      { do: 'requestToken', device: 'pixel', resource: 'wifi' },
    ],
    [
      'tap: { device: pixel, choose: Continue }',
      { do: 'tap', device: 'pixel', choose: 'Continue' },
    ],
  ])('%s', (item, operation) => {
    expect(operationsOf(item)).toEqual([operation]);
  });

  it('setPolicy merges into the policy as it then stands, assignments included', () => {
    const operations = operationsOf(`setPolicy: { policy: low, set: { passwordRequired: true } }
assign: { policy: low, groups: [allUsers] }
setPolicy: { policy: low, set: { deviceThreatProtectionRequiredSecurityLevel: high } }
checkIn: { device: pixel, settings: { passwordRequired: nonCompliant } }`);
    expect(operations?.[0]).toMatchObject({ value: { otherSettings: ['passwordRequired'] } });
    expect(operations?.[2]).toMatchObject({
      do: 'setPolicy',
      section: 'compliancePolicies',
      value: {
        deviceThreatProtectionRequiredSecurityLevel: 'high',
        otherSettings: ['passwordRequired'],
        assignedTo: ['staff', 'allUsers'],
      },
    });
    expect(operations?.[3]).toMatchObject({ settings: { passwordRequired: 'nonCompliant' } });
  });

  it('setPolicy with `in` adds a policy, which can then be spoken of', () => {
    const operations = operationsOf(
      `setPolicy: { policy: new, in: conditionalAccessPolicies, set: { state: enabled, conditions: { users: { includeUsers: [All] }, applications: { includeApplications: [payroll] } }, grantControls: { operator: OR, builtInControls: [mfa] } } }
requestToken: { device: pixel, resource: payroll }
removePolicy: { policy: new }`,
    );
    expect(operations?.map((each) => each.do)).toEqual([
      'setPolicy',
      'requestToken',
      'removePolicy',
    ]);
    expect(operations?.[2]).toMatchObject({ section: 'conditionalAccessPolicies' });
  });

  it.each([
    [
      'checkIn: { device: pixel, settings: { passwordRequired: error } }',
      'no policy that reaches the device sets `passwordRequired`',
    ],
    [
      'report: { partner: lookout, deviceId: pixel, state: secured }',
      'the tenant knows `pixel`, so it is a `device`',
    ],
    ['resolveThreat: { device: pixel, threat: x }', 'unknown threat `x`'],
    ['setTenant: { users: { bob: ~ } }', 'unknown user `bob`'],
    ['wipeRequest: { device: pixel, app: outlook }', 'unknown app `outlook`'],
  ])('%s cannot be', (item, message) => {
    const compiled = compileBody(step(`    do:\n      - ${item}\n${looking}`));
    expect(errorsOf(compiled).map((each) => each.replace(/^[a-z-]+: /, ''))).toEqual([message]);
  });
});

describe('expectations', () => {
  it('graded alternatives and exact events', () => {
    const kase = onlyCase(
      compileBody(
        step(`    expect:
      events: { exactly: [{ event: mark, device: pixel, policy: low }] }
      graded:
        - { grade: met, pixel: { complianceState: compliant } }
        - { grade: violated, pixel: { complianceState: unknown }, lookout: { partnerState: error } }
`),
      ),
    );
    const [only] = kase.steps;
    expect(only?.expectations).toMatchObject([
      { kind: 'events', exactly: [{ event: 'mark', device: 'pixel', policy: 'low' }] },
    ]);
    expect(only?.graded.map(({ grade, expectations }) => [grade, expectations.length])).toEqual([
      ['met', 1],
      ['violated', 2],
    ]);
    expect(kase.needs).toEqual(['events']);
    expect(kase.looksFor).toEqual(['events']);
  });

  it('needs what it names itself, also where only a look would', () => {
    const kase = onlyCase(
      compileBody(
        `needs: [events]\n${step('    expect: { events: { exactly: [] }, pixel: { reasons: [] } }\n')}`,
      ),
    );
    expect(kase.needs).toEqual(['events', 'reasons']);
    expect(kase.looksFor).toEqual(['reasons']);
  });

  it('only `~` among the replies looks at nothing', () => {
    const compiled = compileBody(
      step('    do: [{ heartbeat: { partner: lookout } }]\n    expect: { replies: [~] }\n'),
    );
    expect(errorsOf(compiled)).toEqual(['expects-nothing: this scenario expects nothing']);
  });

  it('a partner without a connector is no subject until it has one', () => {
    const expecting = '    expect: { jamf: { partnerState: notSetUp } }\n';
    expect(errorsOf(compileBody(step(expecting)))).toEqual(['name: unknown connector `jamf`']);
    const added = '    do: [{ setConnector: { partner: jamf } }]\n';
    expect(errorsOf(compileBody(step(added + expecting)))).toEqual([]);
  });
});

describe('requirements', () => {
  it('are checked against the catalogue where there is one', () => {
    const requirementIds = new Set(['MULTI-01', 'MULTI-02']);
    expect(errorsOf(compileBody(step(looking), { requirementIds }))).toEqual([]);
    expect(errorsOf(compileBody(step(looking), { requirementIds: new Set(['MULTI-02']) }))).toEqual(
      ['name: unknown requirement `MULTI-01`'],
    );
  });
});

describe('the tenant of a scenario', () => {
  it('is merged in written order: what stands later wins', () => {
    const given = 'given: { settings: { secureByDefault: true } }\n';
    const strict = 'apiVersion: muster/v1\nkind: Tenant\nsettings: { secureByDefault: false }\n';
    const compileOrder = (...parts: string[]) =>
      onlyCase(
        compile(
          ['s.yaml'],
          memory({
            's.yaml': `apiVersion: muster/v1\nkind: Scenario\nid: a\ntitle: t\ncovers: [X]\n${parts.join('')}${step(looking)}`,
            'tenant.yaml': smallTenant,
            'b.yaml': strict,
          }),
        ),
      ).tenant.settings.secureByDefault;
    const use = 'use: [tenant.yaml, b.yaml]\n';
    expect(compileOrder(use, given)).toBe(true);
    expect(compileOrder(given, use)).toBe(false);
  });

  it('a period before the clock starts is kept, one after it is an error', () => {
    const at = (text: string) =>
      compileBody(
        `given: { connectors: { lookout: { lastHeartbeatDateTime: ${text} } } }\n${step(looking)}`,
      );
    expect(framesOf(at('2026-01-05T09:00:00Z'))).toBe('');
    expect(errorsOf(at('2026-01-05T09:00:01Z'))).toHaveLength(1);
  });

  it('durations of longer than a century are refused', () => {
    const compiled = compileBody(`timeline:\n  - at: 36601d\n${looking}`);
    expect(errorsOf(compiled)[0]).toContain('the longest duration is 36600d');
    expect(onlyCase(compileBody(`timeline:\n  - at: 36600d\n${looking}`)).steps[0]?.at).toBe(
      Date.parse('2026-01-05T09:00:00Z') + 36_600 * day,
    );
  });
});
