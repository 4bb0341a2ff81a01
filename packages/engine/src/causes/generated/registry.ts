// Made by `npm run generate` from the folders beside. Do not edit.
import type { Cause, CauseMessages } from '../api.ts';
import cause0 from '../auth.psk-mismatch/cause.ts';
import en0 from '../auth.psk-mismatch/messages.en.ts';
import ko0 from '../auth.psk-mismatch/messages.ko.ts';

export const causeModules: readonly { readonly cause: Cause; readonly en: CauseMessages; readonly ko: CauseMessages }[] = [
  { cause: cause0, en: en0, ko: ko0 },
];
