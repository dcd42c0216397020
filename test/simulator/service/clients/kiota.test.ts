import {
  type AccessTokenProvider,
  AllowedHostsValidator,
  BaseBearerTokenAuthenticationProvider,
  Duration,
  HttpMethod,
  type ModelSerializerFunction,
  type Parsable,
  type ParsableFactory,
  RequestInformation,
} from '@microsoft/kiota-abstractions';
import { GraphRequestAdapter } from '@microsoft/msgraph-sdk';
import * as models from '@microsoft/msgraph-sdk/models/index.js';
import {
  createODataErrorFromDiscriminatorValue,
  type ODataError,
} from '@microsoft/msgraph-sdk/models/oDataErrors/index.js';
import { PageIterator } from '@microsoft/msgraph-sdk-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setHidesNewMembers } from '../../../../simulator/service/graph/manners.ts';
import { everyEntityTenant, liveALittle, lookoutPath, signIn } from '../every-entity.ts';
import { type TlsStand, tlsStand } from './tls-stand.ts';

let stand: TlsStand;
let adapter: GraphRequestAdapter;
beforeAll(async () => {
  stand = await tlsStand(everyEntityTenant);
  liveALittle(stand);
  const hosts = new AllowedHostsValidator(new Set(['127.0.0.1']));
  const tokens: AccessTokenProvider = {
    getAuthorizationToken: () => stand.token(),
    getAllowedHostsValidator: () => hosts,
  };
  adapter = new GraphRequestAdapter(new BaseBearerTokenAuthenticationProvider(tokens));
  adapter.baseUrl = `${stand.base}/v1.0`;
});
afterAll(() => stand.close());

const request = (method: HttpMethod, path: string): RequestInformation => {
  const information = new RequestInformation(method, `{+baseurl}/${path}`);
  information.headers.add('Accept', 'application/json');
  return information;
};

const errors = {
  _4XX: createODataErrorFromDiscriminatorValue,
  _5XX: createODataErrorFromDiscriminatorValue,
};

const read = async <Model extends Parsable>(
  path: string,
  factory: ParsableFactory<Model>,
): Promise<Model> => {
  const model = await adapter.send(request(HttpMethod.GET, path), factory, errors);
  if (model === undefined) throw new Error(`nothing came of ${path}`);
  return model;
};

/** The answer to a model that is sent. */
const write = async <Model extends Parsable>(
  method: HttpMethod,
  path: string,
  model: Model,
  serialise: ModelSerializerFunction<Model>,
  factory: ParsableFactory<Model>,
): Promise<Model> => {
  const information = request(method, path);
  information.setContentFromParsable(adapter, 'application/json', model, serialise);
  const answer = await adapter.send(information, factory, errors);
  if (answer === undefined) throw new Error(`nothing came of ${path}`);
  return answer;
};

type Flat = Map<string, unknown>;

/** Every value with the path to it, as on the wire; dates are compared as the moments they are. */
const flat = (value: unknown, path = '', into: Flat = new Map()): Flat => {
  if (value instanceof Date) into.set(path, value.getTime());
  else if (value instanceof Duration) into.set(path, value.toString());
  else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      const wire = name.replace(/^odata([A-Z])/, (_, first) => `@odata.${first.toLowerCase()}`);
      flat(part, name === 'additionalData' ? path : `${path}/${wire}`, into);
    }
  } else if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) {
    into.set(path, Date.parse(value));
  } else if (value !== null && value !== undefined) into.set(path, value);
  return into;
};

/** What of an answer the models have lost or changed. */
const lost = (wire: unknown, model: unknown): string[] => {
  const read = flat(model);
  return [...flat(wire)].flatMap(([path, value]) => (read.get(path) === value ? [] : [path]));
};

/** Properties the models have no place for. */
const strange = (value: unknown, path = ''): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    name === 'additionalData'
      ? Object.keys(part ?? {}).flatMap((key) => (key.startsWith('@') ? [] : [`${path}/${key}`]))
      : strange(part, `${path}/${name}`),
  );
};

const raw = async (path: string, init: RequestInit = {}): Promise<unknown> => {
  const headers = {
    authorization: `Bearer ${await stand.token()}`,
    'content-type': 'application/json',
  };
  return (await fetch(`${stand.base}/v1.0/${path}`, { headers, ...init })).json();
};

const expand = 'scheduledActionsForRule($expand=scheduledActionConfigurations),assignments';

const sets: readonly (readonly [path: string, factory: ParsableFactory<Parsable>])[] = [
  [
    `deviceManagement/deviceCompliancePolicies?$expand=${expand}`,
    models.createDeviceCompliancePolicyCollectionResponseFromDiscriminatorValue,
  ],
  [
    'deviceAppManagement/iosManagedAppProtections?$expand=apps,assignments',
    models.createIosManagedAppProtectionCollectionResponseFromDiscriminatorValue,
  ],
  [
    'deviceAppManagement/androidManagedAppProtections?$expand=apps,assignments',
    models.createAndroidManagedAppProtectionCollectionResponseFromDiscriminatorValue,
  ],
  [
    'deviceAppManagement/managedAppPolicies',
    models.createManagedAppPolicyCollectionResponseFromDiscriminatorValue,
  ],
  [
    'deviceManagement/managedDevices',
    models.createManagedDeviceCollectionResponseFromDiscriminatorValue,
  ],
  [
    'deviceAppManagement/managedAppRegistrations',
    models.createManagedAppRegistrationCollectionResponseFromDiscriminatorValue,
  ],
  [
    'deviceManagement/detectedApps',
    models.createDetectedAppCollectionResponseFromDiscriminatorValue,
  ],
  [
    'identity/conditionalAccess/policies',
    models.createConditionalAccessPolicyCollectionResponseFromDiscriminatorValue,
  ],
  ['devices', models.createDeviceCollectionResponseFromDiscriminatorValue],
  ['deviceManagement', models.createDeviceManagementFromDiscriminatorValue],
];

const compliance = 'deviceManagement/deviceCompliancePolicies';
const policies = (path = compliance) =>
  read<models.DeviceCompliancePolicyCollectionResponse>(
    path,
    models.createDeviceCompliancePolicyCollectionResponseFromDiscriminatorValue,
  );

describe("Kiota's models", () => {
  it.each(sets)('read all of %s, and know every property', async (path, factory) => {
    const model = await read(path, factory);
    const wire = await raw(path);
    expect(flat(wire).size).toBeGreaterThan(5);
    expect(lost(wire, model)).toEqual([]);
    expect(strange(model)).toEqual([]);
  });

  it('know every policy by its type, and those v1.0 has not by none', async () => {
    const { value } = await policies();
    const types = value?.map(({ odataType }) => odataType?.replace('#microsoft.graph.', ''));
    expect(types).toEqual([
      'iosCompliancePolicy',
      'androidCompliancePolicy',
      'androidWorkProfileCompliancePolicy',
      undefined,
      undefined,
      'windows10CompliancePolicy',
    ]);
    const ios: models.IosCompliancePolicy | undefined = value?.[0];
    expect(ios?.deviceThreatProtectionRequiredSecurityLevel).toBe('low');
    expect(ios?.createdDateTime).toBeInstanceOf(Date);
  });

  it('lose a member v1.0 does not list, unless it is hidden as documented', async () => {
    const path = 'deviceManagement/mobileThreatDefenseConnectors';
    const connectors = async () => ({
      wire: await raw(path),
      model: await read<models.MobileThreatDefenseConnectorCollectionResponse>(
        path,
        models.createMobileThreatDefenseConnectorCollectionResponseFromDiscriminatorValue,
      ),
    });
    const live = await connectors();
    expect(lost(live.wire, live.model)).toEqual(['/value/0/partnerState']);
    expect(strange(live.model)).toEqual([]);
    setHidesNewMembers(stand.tenant, true);
    const documented = await connectors();
    setHidesNewMembers(stand.tenant, false);
    expect(lost(documented.wire, documented.model)).toEqual([]);
    expect(documented.model.value?.[0]?.lastHeartbeatDateTime?.getUTCFullYear()).toBe(1);
  });

  it('send a connector back as they read it, with what was changed', async () => {
    const factory = models.createMobileThreatDefenseConnectorFromDiscriminatorValue;
    const connector = await read<models.MobileThreatDefenseConnector>(lookoutPath, factory);
    connector.windowsEnabled = true;
    connector.partnerUnresponsivenessThresholdInDays = 3;
    const changed = await write<models.MobileThreatDefenseConnector>(
      HttpMethod.PATCH,
      lookoutPath,
      connector,
      models.serializeMobileThreatDefenseConnector,
      factory,
    );
    expect(lost(connector, changed)).toEqual([]);
    expect(flat(await raw(lookoutPath)).get('/windowsEnabled')).toBe(true);
  });

  it('send a policy as a new one, of which nothing is lost', async () => {
    const ios: models.IosCompliancePolicy = {
      odataType: '#microsoft.graph.iosCompliancePolicy',
      displayName: 'Sent by Kiota',
      description: 'kept',
      deviceThreatProtectionEnabled: true,
      deviceThreatProtectionRequiredSecurityLevel: 'medium',
      passcodeMinimumLength: 6,
      scheduledActionsForRule: [
        { ruleName: 'r', scheduledActionConfigurations: [{ actionType: 'block' }] },
      ],
    };
    const made = await write<models.IosCompliancePolicy>(
      HttpMethod.POST,
      compliance,
      ios,
      models.serializeIosCompliancePolicy,
      models.createIosCompliancePolicyFromDiscriminatorValue,
    );
    const { value } = await policies(`${compliance}?$expand=${expand}`);
    expect(
      lost(
        ios,
        value?.find(({ id }) => id === made.id),
      ),
    ).toEqual([]);
  });

  it('read what a sign-in would meet', async () => {
    const information = request(HttpMethod.POST, 'identity/conditionalAccess/evaluate');
    const body = new TextEncoder().encode(JSON.stringify(signIn(stand)));
    information.setStreamContent(body.buffer, 'application/json');
    interface Results extends Parsable {
      value?: models.WhatIfAnalysisResult[] | undefined;
    }
    const one = models.createWhatIfAnalysisResultFromDiscriminatorValue;
    const factory: ParsableFactory<Results> =
      () =>
      (results: Results = {}) => ({
        value: (node) => {
          results.value = node.getCollectionOfObjectValues(one) ?? [];
        },
      });
    const answer = await adapter.send(information, factory, errors);
    expect(answer?.value).toMatchObject([{ policyApplies: true, displayName: 'mail' }]);
    expect(strange(answer?.value)).toEqual([]);
  });

  it('tell what went wrong', async () => {
    const asked = read(
      'deviceManagement/mobileThreatDefenseConnectors/nobody',
      models.createMobileThreatDefenseConnectorFromDiscriminatorValue,
    );
    const error: ODataError = await asked.then(
      () => {
        throw new Error('it was answered');
      },
      (refusal) => refusal,
    );
    expect(error.responseStatusCode).toBe(404);
    expect(error.errorEscaped?.code).toBe('ResourceNotFound');
    expect(error.errorEscaped?.innerError?.date).toBeInstanceOf(Date);
    expect(error.errorEscaped?.innerError?.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(strange(error.errorEscaped)).toEqual([]);
  });
});

describe("Kiota's adapter", () => {
  it('follows pages, and asks again after a 429', async () => {
    const factory = models.createManagedDeviceCollectionResponseFromDiscriminatorValue;
    stand.context.faults.add({ kind: 'status', status: 429, retryAfter: 0, times: 1 });
    const first = await read<models.ManagedDeviceCollectionResponse>(
      'deviceManagement/managedDevices?$top=1',
      factory,
    );
    const names: unknown[] = [];
    const keep = (device: models.ManagedDevice): boolean => names.push(device.deviceName) > 0;
    const page = { ...first, value: first.value ?? [], odataNextLink: first.odataNextLink ?? '' };
    const pages = new PageIterator(adapter, page, keep, factory, errors);
    await pages.iterate();
    expect(names).toEqual(['pixel', 'laptop', 'ipad']);
  });
});
