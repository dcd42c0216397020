import { command, onOff, single } from '../command.ts';

export const serveCommand = command({
  name: 'serve',
  takes: '',
  describe: 'Stand in for Intune: Microsoft Graph, the partner contract and devices over HTTP',
  positionals: {},
  options: {
    port: single('Port of this machine (default 8080); 0 takes a free one'),
    'control-port': single('Opens the control surface on this port; without it there is none'),
    tenant: single('Tenant file, or a shipped one such as muster:tenants/phone-one-vendor.yaml'),
    fleet: single(
      'Fleet file, or a shipped one such as muster:fleets/small-office.yaml: tenant and devices',
    ),
    devices: single('How many devices the fleet has; default: what its file says'),
    seed: single('Seed by which they are drawn; default: what its file says'),
    contract: single('Contract profile of the partner side, e.g. muster:contract/async.yaml'),
    scenario: single(
      'Scenario whose timeline happens to whoever is connected; brings its own tenant',
    ),
    'tls-cert': single('Certificate in PEM, to speak TLS; needs --tls-key'),
    'tls-key': single('Its private key in PEM'),
    data: single(
      'Folder that keeps tenants and messages across restarts; made where it is missing',
    ),
    durable: single('What an answered request survives: process-death (default) or power-loss'),
    'new-secrets': onOff('Shows new secrets of the applications in a kept tenant, beside the old'),
    'most-waiting': single('Requests that wait together before newcomers get 503 (default 16)'),
    throttle: single(
      'Published limits of Graph: told (429 with Retry-After), withheld, server-error; default off',
    ),
  },
  examples: [
    ['muster serve', 'a small tenant of its own on http://127.0.0.1:8080'],
    ['muster serve --tenant tenant.yaml --port 9000', 'a tenant of yours'],
    ['muster serve --control-port 8081', 'with a clock that can be turned, faults, a transcript'],
    ['muster serve --fleet muster:fleets/small-office.yaml', 'with the devices of a small office'],
    ['muster serve --scenario outage.yaml', 'a vendor that falls silent while you look'],
    ['muster serve --data ./kept', 'goes on tomorrow where it stops today'],
    ['muster serve --tls-cert cert.pem --tls-key key.pem', 'over TLS, as Microsoft Graph is'],
  ],
  perform: async (_words, options, terminal) =>
    (await import('../serve/serve.ts')).performServe(options, terminal),
});
