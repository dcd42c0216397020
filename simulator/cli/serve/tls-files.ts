import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { diskReason } from '../atomic-file.ts';
import { isRefusal, type Refusal } from '../refusal.ts';

export interface TlsOptions {
  readonly 'tls-cert'?: string | undefined;
  readonly 'tls-key'?: string | undefined;
}

/** A certificate and its key in PEM, known to fit. */
interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

const textOf = (directory: string, file: string): string | Refusal => {
  try {
    return readFileSync(resolve(directory, file), 'utf8');
  } catch (error) {
    return { message: `\`${file}\` cannot be read: ${diskReason(error)}` };
  }
};

const certificateIn = (file: string, text: string): X509Certificate | Refusal => {
  try {
    if (text.includes('-----BEGIN CERTIFICATE-----')) return new X509Certificate(text);
  } catch {
    // What stands between the lines is no certificate either.
  }
  return { message: `\`${file}\` of \`--tls-cert\` holds no certificate in PEM` };
};

const keyIn = (file: string, text: string): KeyObject | Refusal => {
  try {
    return createPrivateKey(text);
  } catch {
    const isLocked = /ENCRYPTED/.test(text);
    return {
      message: isLocked
        ? `the key in \`${file}\` asks for a passphrase; \`--tls-key\` takes one without`
        : `\`${file}\` of \`--tls-key\` holds no private key in PEM`,
    };
  }
};

/** What a service speaks TLS with; null: it speaks plain HTTP. */
export const tlsFilesOf = (options: TlsOptions, directory: string): TlsFiles | null | Refusal => {
  const { 'tls-cert': certFile, 'tls-key': keyFile } = options;
  if (certFile === undefined && keyFile === undefined) return null;
  if (certFile === undefined || keyFile === undefined) {
    return { message: '`--tls-cert` and `--tls-key` belong together' };
  }
  const cert = textOf(directory, certFile);
  if (typeof cert !== 'string') return cert;
  const key = textOf(directory, keyFile);
  if (typeof key !== 'string') return key;
  const certificate = certificateIn(certFile, cert);
  if (isRefusal(certificate)) return certificate;
  const privateKey = keyIn(keyFile, key);
  if (isRefusal(privateKey)) return privateKey;
  if (certificate.checkPrivateKey(privateKey)) return { cert, key };
  return { message: `the key in \`${keyFile}\` is not that of the certificate in \`${certFile}\`` };
};
