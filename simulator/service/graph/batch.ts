import { isBody, ownText } from '../../graph/body.ts';
import { failure } from './answers.ts';
import type { Entity, GraphCall } from './call.ts';
import { bodyOf, type GraphAnswer } from './error.ts';

const mostRequests = 20;

interface Part {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
}

const headersOf = (value: unknown): Readonly<Record<string, string>> =>
  isBody(value)
    ? Object.fromEntries(
        Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)]),
      )
    : {};

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];

const partOf = (item: unknown): Part | null => {
  if (!isBody(item)) return null;
  const [id, method, url] = ['id', 'method', 'url'].map((name) => ownText(item, name));
  if (id === undefined || method === undefined || url === undefined || id === '') return null;
  return {
    id,
    method: method.toUpperCase(),
    url,
    headers: headersOf(item['headers']),
    body: item['body'],
    dependsOn: textsOf(item['dependsOn']),
  };
};

/** The parts, or why the whole batch is refused. */
const partsOf = (body: unknown): readonly Part[] | string => {
  const list = isBody(body) ? body['requests'] : undefined;
  if (!Array.isArray(list) || list.length === 0) return 'Batch request is missing its requests.';
  if (list.length > mostRequests) {
    return `Number of batch request steps exceeds the maximum value of ${mostRequests}.`;
  }
  const parts = list.map(partOf);
  const sound = parts.filter((part) => part !== null);
  if (sound.length < parts.length) return 'A request lacks its id, method or url.';
  const untyped = sound.find(
    (part) => part.body !== undefined && !('content-type' in part.headers),
  );
  if (untyped !== undefined) {
    return `Write request id : ${untyped.id} does not contain Content-Type header or body.`;
  }
  const ids = new Set(sound.map(({ id }) => id.toLowerCase()));
  if (ids.size < sound.length) return 'Request ids must be unique.';
  const strange = sound
    .flatMap(({ dependsOn }) => dependsOn)
    .find((id) => !ids.has(id.toLowerCase()));
  return strange === undefined ? sound : `dependsOn names '${strange}', which is no request.`;
};

const write = (id: string, answer: GraphAnswer): Entity => {
  const { status, headers } = answer;
  const body = bodyOf(answer);
  return {
    id,
    status,
    headers: {
      ...headers,
      ...(body === undefined
        ? {}
        : { 'Content-Type': typeof body === 'string' ? 'text/plain' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  };
};

/** Answers the requests of a batch, each as if it had come alone; a failed forerunner is 424. */
export const answerBatch = async (
  call: GraphCall,
  answer: (part: Part) => Promise<GraphAnswer>,
): Promise<GraphAnswer> => {
  const parts = partsOf(call.body);
  if (typeof parts === 'string') return failure(call, 400, 'BadRequest', parts);
  const done = new Map<string, GraphAnswer>();
  const waiting = [...parts];
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ dependsOn }) =>
      dependsOn.every((id) => done.has(id.toLowerCase())),
    );
    const [part] = waiting.splice(Math.max(next, 0), 1);
    if (part === undefined) break;
    if (next < 0) return failure(call, 400, 'BadRequest', 'Requests depend on each other.');
    const failed = part.dependsOn.some((id) => (done.get(id.toLowerCase())?.status ?? 400) >= 400);
    const one = failed
      ? failure(call, 424, 'FailedDependency', 'A request this one depends on has failed.')
      : await answer(part);
    done.set(part.id.toLowerCase(), one);
  }
  const responses = parts.flatMap(({ id }) => {
    const one = done.get(id.toLowerCase());
    return one === undefined ? [] : [write(id, one)];
  });
  return { status: 200, body: { responses } };
};
