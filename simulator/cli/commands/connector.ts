import { command, several, single } from '../command.ts';

export const connectorCommand = command({
  name: 'connector',
  takes: '',
  describe: "Play a partner's connector against a service that speaks the partner contract",
  positionals: {},
  options: {
    target: single('Address of the service, e.g. http://127.0.0.1:8080; no other is contacted'),
    control: single("Control surface of Muster's stand-in: gives tenant, secret and devices"),
    'tenant-id': single('GUID of the tenant'),
    partner: single('Which partner it is (default lookout)'),
    device: several('A device as name:platform, the name of a tenant file or an Entra device id'),
    'secret-file': single('File with the client secret; or set MUSTER_CLIENT_SECRET'),
    'key-file': single('Private key (PKCS #8, PEM) to sign assertions with in place of a secret'),
    script: single('File with one deed on a line; without it, a tour of everything'),
    defect: single('Something to do wrong, e.g. ignores-retry-after'),
    linger: single('How long to go on with what is still owed after the script (default 0s)'),
    contract: single('Contract profile in force, e.g. muster:contract/async.yaml'),
    ca: single('Certificates to trust, in PEM, for a service with one of its own'),
  },
  examples: [
    [
      'muster connector --target http://127.0.0.1:8080 --control http://127.0.0.1:8081',
      'against `muster serve --control-port 8081`',
    ],
    [
      'muster connector --target https://intune.test --tenant-id GUID --device GUID:ios',
      'against another service',
    ],
  ],
  perform: async (_words, options, terminal) =>
    (await import('../connector/connector.ts')).performConnector(options, terminal),
});
