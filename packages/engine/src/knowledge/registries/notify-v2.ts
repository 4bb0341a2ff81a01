import { errorsV2 } from './notify-v2-errors.ts';
import { recentStatusV2 } from './notify-v2-recent.ts';
import { statusV2 } from './notify-v2-status.ts';
import { defineRegistry, type Registry } from './registry.ts';

/** IKEv2 notify messages. Source: IANA ikev2-parameters; RFC 7296 section 3.10.1. */
export const notifyV2: Registry = defineRegistry(
  'notify-v2',
  'IKEv2 notify messages',
  'RFC 7296 section 3.10.1',
  [...errorsV2, ...statusV2, ...recentStatusV2],
  [
    [8192, 16383],
    [40960, 65535],
  ],
);
