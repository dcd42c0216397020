import { deviceFields } from '../../port/observation.ts';
import { deviceActions, type Schema } from './device-actions.ts';

const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });

const reply: Schema = {
  type: 'object',
  required: ['result', 'code'],
  properties: {
    result: { type: 'string', enum: ['done', 'refused', 'denied', 'accepted'] },
    code: { type: 'string', nullable: true, description: 'Why, where there is a reason' },
    complianceState: { type: 'string', description: 'After `check-in`: how the device stands' },
    app: {
      type: 'object',
      description: 'After `launch`: how it ended',
      properties: {
        outcome: { type: 'string', enum: ['allowed', 'warned', 'blocked', 'wiped'] },
        reasons: { type: 'array', items: { type: 'string' } },
        orgData: { type: 'string', enum: ['present', 'wiped'] },
      },
    },
  },
};

const problem = {
  description: 'A problem (RFC 9457)',
  content: { 'application/problem+json': {} },
};

const deviceInPath = {
  name: 'device',
  in: 'path',
  required: true,
  schema: { type: 'string' },
  description: 'Its name in the tenant, or one of its ids',
};

/** OpenAPI refuses lists of types, which JSON Schema has. */
const withoutTypeLists = (schema: Schema): Schema =>
  JSON.parse(
    JSON.stringify(schema).replaceAll(
      '"type":["object","null"]',
      '"type":"object","nullable":true',
    ),
  ) as Schema;

const pathOf = ({ path, summary, body }: (typeof deviceActions)[number]) => [
  `/device/{device}/${path}`,
  {
    post: {
      summary,
      parameters: [deviceInPath],
      requestBody: json(withoutTypeLists(body)),
      responses: {
        200: { description: 'What came of it', ...json(reply) },
        400: problem,
        401: problem,
        403: problem,
        404: problem,
        409: problem,
      },
    },
  },
];

const observed: Schema = {
  type: 'object',
  description: 'What is to be seen of it now, in the words of the scenario format',
  properties: Object.fromEntries(deviceFields.map((field) => [field, {}])),
};

/** The device side in OpenAPI 3.0. It is Muster's own: neither Graph nor any partner has it. */
export const deviceDocument = (base: string, version: string): object => ({
  openapi: '3.0.3',
  info: {
    title: 'Muster: the device side',
    version,
    description: 'What devices and the people who hold them do. Not an API of Microsoft.',
  },
  servers: [{ url: base }],
  security: [{ token: [] }],
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
  },
  paths: {
    '/device': {
      get: {
        summary: 'The devices of the tenant',
        responses: { 200: { description: 'Names and ids', ...json({ type: 'object' }) } },
      },
    },
    '/device/{device}': {
      get: {
        summary: 'What is to be seen of a device now',
        parameters: [
          deviceInPath,
          {
            name: 'resource',
            in: 'query',
            description: 'Resources to ask access for; may be given several times',
            schema: { type: 'array', items: { type: 'string' } },
          },
        ],
        responses: { 200: { description: 'The device', ...json(observed) }, 404: problem },
      },
    },
    ...Object.fromEntries(deviceActions.map(pathOf)),
  },
});
