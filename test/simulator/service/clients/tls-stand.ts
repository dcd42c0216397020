import { generate } from 'selfsigned';
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import type { ServiceOptions } from '../../../../simulator/service/server.ts';
import { serviceUnderTest, type UnderTest } from '../service-under-test.ts';

/** A certificate authority that lives as long as a test, and a certificate of it for this machine. */
interface Certificates {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

const authority = async (): Promise<{ key: string; cert: string }> => {
  const made = await generate([{ name: 'commonName', value: 'Throwaway authority' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { key: made.private, cert: made.cert };
};

const throwawayCertificates = async (): Promise<Certificates> => {
  const ca = await authority();
  const made = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca,
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  return { ca: ca.cert, cert: made.cert, key: made.private };
};

export interface TlsStand extends UnderTest {
  /** `https://127.0.0.1:54321`, which `fetch` of this process trusts until the stand is closed. */
  readonly base: string;
}

/**
 * The service on a port of its own, over TLS. Clients that use the `fetch` of Node check its
 * certificate as ever; they are told of the authority, and of nothing else.
 */
export const tlsStand = async (
  yaml?: string,
  options: Partial<ServiceOptions> = {},
): Promise<TlsStand> => {
  const { ca, cert, key } = await throwawayCertificates();
  const service = await serviceUnderTest(yaml, { ...options, tls: { cert, key } });
  const base = await service.listen(0);
  const before = getGlobalDispatcher();
  const trusting = new Agent({ connect: { ca } });
  setGlobalDispatcher(trusting);
  return {
    ...service,
    base,
    close: async () => {
      setGlobalDispatcher(before);
      await trusting.close();
      await service.close();
    },
  };
};
