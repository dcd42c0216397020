import type { FastifyRequest } from 'fastify';
import type { Instant } from '../../../core/time.ts';
import type { World } from '../../target/world.ts';
import type { ServedTenant } from '../tenants.ts';
import type { Caller } from '../token.ts';
import type { GraphAnswer } from './error.ts';
import type { ODataQuery } from './odata-query.ts';

export type GraphVersion = 'v1.0' | 'beta';

/** How much Graph says about itself: `odata.metadata` of the `Accept` header. */
export type Metadata = 'none' | 'minimal' | 'full';

/** One request to Graph, whole or inside a `$batch`. */
export interface GraphCall {
  readonly version: GraphVersion;
  readonly method: string;
  /** Below the version, keys as segments of their own. */
  readonly segments: readonly string[];
  /** The segments in lower case: names know no case. */
  readonly lower: readonly string[];
  /** Type the path ends with: of a set, only entities of it. */
  readonly cast: string | null;
  readonly query: ODataQuery;
  readonly search: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  readonly metadata: Metadata;
  readonly caller: Caller;
  readonly tenant: ServedTenant;
  readonly world: World;
  readonly now: Instant;
  /** `http://127.0.0.1:8080/v1.0`. */
  readonly root: string;
  readonly request: FastifyRequest;
}

export type Entity = Readonly<Record<string, unknown>>;

/** Values of the `{…}` of a pattern, in order. */
export type Keys = readonly string[];

export interface GraphRoute {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** `deviceManagement/managedDevices/{id}`. */
  readonly path: string;
  /** Any of them will do. */
  readonly roles: readonly string[];
  /** All of these are wanted besides. */
  readonly also?: readonly string[];
  readonly betaOnly?: boolean;
  readonly answer: (call: GraphCall, keys: Keys) => GraphAnswer;
}

/** Whether a caller asked for enum members that its version does not list. */
export const wantsUnknownMembers = ({ headers }: GraphCall): boolean =>
  /include-unknown-enum-members/i.test(headers['prefer'] ?? '');
