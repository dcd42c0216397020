const codeIn = (error: unknown): string | null => {
  if (typeof error !== 'object' || error === null) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('errors' in error && Array.isArray(error.errors)) return codeIn(error.errors[0]);
  return 'cause' in error ? codeIn(error.cause) : null;
};

const tls = (what: string): string => `its certificate is not accepted: ${what}`;

const texts: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut before the answer was whole',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'the answer is larger than any that is looked at',
  DEPTH_ZERO_SELF_SIGNED_CERT: tls('it is signed by itself'),
  SELF_SIGNED_CERT_IN_CHAIN: tls('who signed it is not known here'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: tls('who signed it is not known here'),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: tls('who signed it is not known here'),
  CERT_HAS_EXPIRED: tls('it is over'),
  CERT_NOT_YET_VALID: tls('it is not valid yet'),
  ERR_TLS_CERT_ALTNAME_INVALID: tls('it is for another host'),
  EPROTO: 'it does not speak TLS there, or none that is accepted',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS there',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak TLS there',
};

/** Whether the connection was cut, which happens to one that nobody used for a while. */
export const isCut = (error: unknown): boolean =>
  ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(codeIn(error) ?? '');

const late = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT']);
const slow = new Set(['TimeoutError', 'AbortError']);

/** What to do about a certificate of one's own. */
export const certificateHelp = 'a certificate of your own: start with NODE_EXTRA_CA_CERTS=ca.pem';

/** Whether it is the certificate or TLS that is in the way. */
export const isAboutTls = (error: unknown): boolean => {
  const code = codeIn(error) ?? '';
  return /CERT|TLS|SSL|EPROTO|LEAF_SIGNATURE/.test(code);
};

/** Why there was no answer, for whoever set the service up; `timeout` in milliseconds. */
export const brokenText = (error: unknown, timeout: number): string => {
  const code = codeIn(error);
  const name = error instanceof Error ? error.name : '';
  if (slow.has(name) || late.has(code ?? '') || code === 'UND_ERR_CONNECT_TIMEOUT') {
    return `no answer within ${timeout / 1000} s`;
  }
  const known = code === null ? undefined : texts[code];
  if (known !== undefined) return `${known} (${code})`;
  if (name === 'HTTPParserError') return 'it does not speak HTTP there';
  const deepest = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const message = deepest instanceof Error ? deepest.message : String(deepest);
  if (message === 'bad port') return 'it is a port that no browser asks, so it is not asked here';
  return (message.split('\n')[0] ?? '') || (code ?? 'the request failed');
};

/**
 * What a `Retry-After` asks for, in milliseconds from `now`: seconds or a date (RFC 9110, 10.2.3).
 * Null where there is none that can be read.
 */
export const waitAsked = (header: string | string[] | undefined, now: number): number | null => {
  const text = Array.isArray(header) ? header[0] : header;
  if (text === undefined || text.trim() === '') return null;
  if (/^\s*\d+(?:\.\d+)?\s*$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
};
