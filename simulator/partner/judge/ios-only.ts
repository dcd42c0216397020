import { inventoryRequestSchema } from '../../contract/request-schema.ts';
import { schemaCheck } from '../../contract/schema.ts';
import { member } from '../json-member.ts';
import type { Check } from './check.ts';
import { isMessage, itemsOf } from './message-items.ts';

const idsIn = (body: unknown): readonly string[] => {
  const devices = member(body, 'devices');
  return Array.isArray(devices) ? devices.map((id) => String(id).toLowerCase()) : [];
};

export const iosOnly: Check = {
  id: 'PI-02',
  title: 'Apps are asked for of iOS and iPadOS devices alone, in requests that are well formed',
  rule: 'App Sync is for iOS and iPadOS (Microsoft Learn); shape of 6.8',
  mark: 'F',
  severity: 'MUST',
  topics: [],
  watch: (profile) => {
    const platforms = new Map<string, string>();
    /** By id of a request, the exchange it came with. */
    const asked = new Map<string, number>();
    return (call, note) => {
      if (isMessage(call)) {
        for (const { value, deviceId } of itemsOf(call)) {
          platforms.set(deviceId, String(member(value, 'platform')));
        }
      }
      if (call.endpoint === 'request' && call.method === 'PUT') {
        note.seen();
        asked.set(call.id ?? '', call.number);
        const form = member(call.body, 'devices') === 'all' ? 'all' : 'list';
        for (const { path, message } of schemaCheck(inventoryRequestSchema(profile, form))(
          call.body,
        )) {
          note.fault('a request as the schema says', `${path || '/'}: ${message}`);
        }
        for (const id of idsIn(call.body)) {
          const platform = platforms.get(id) ?? 'ios';
          if (platform !== 'ios')
            note.fault('ids of iOS devices', 'a device that it calls another platform');
        }
      }
      const value = call.endpoint === 'pages' ? member(call.answer, 'value') : undefined;
      for (const item of Array.isArray(value) ? value : []) {
        const known = platforms.get(String(member(item, 'deviceId')).toLowerCase()) ?? 'ios';
        if (member(member(item, 'error'), 'code') !== 'platform_not_supported') continue;
        // What the connector itself calls Android was told when it was asked for.
        if (known !== 'ios') continue;
        const exchange = asked.get(call.id ?? '') ?? call.number;
        note.fault('ids of iOS devices', 'a device of another platform', { exchange });
      }
    };
  },
};
