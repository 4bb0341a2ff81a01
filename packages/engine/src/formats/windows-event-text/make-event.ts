import type { WindowsEvent, WindowsEventData } from '../windows-event/index.ts';
import { eventOfMessage } from './first-words.ts';
import { dataOfMessage } from './message.ts';

/** What an export tells of an event, as text. */
export interface EventTexts {
  provider?: string | null;
  channel?: string | null;
  id?: string | null;
  ns?: bigint | null;
  computer?: string | null;
  record?: string | null;
  message?: string | null;
  data?: readonly WindowsEventData[];
}

/** `Microsoft Windows security auditing.` and `Microsoft-Windows-Security-Auditing` are one source; so are names in other capitals. */
function providerName(text: string | null): string | null {
  if (text === null) return null;
  const plain = text.trim();
  if (/^microsoft[ -]windows[ -]security[ -]auditing\.?$/i.test(plain)) return 'Microsoft-Windows-Security-Auditing';
  return plain === '' ? null : plain;
}

/** The event that these texts are of; null where there is no number. Values come from the message where there are none. */
export function makeEvent(texts: EventTexts, place: number): WindowsEvent | null {
  const idText = texts.id?.trim() ?? '';
  if (!/^[0-9]{1,10}$/.test(idText)) return null;
  // Get-EventLog's InstanceId has qualifiers in its upper half.
  const id = Number(idText) & 0xffff;
  const message = texts.message ?? null;
  const data = texts.data !== undefined && texts.data.length > 0 ? texts.data : dataOfMessage(id, message);
  const record = texts.record?.trim() ?? '';
  const named = providerName(texts.provider ?? null);
  // A selection of properties may leave the source out: the message tells it.
  const told = named === null && texts.channel == null && message !== null ? eventOfMessage(message) : null;
  return {
    provider: named ?? told?.provider ?? null,
    channel: texts.channel?.trim() ?? null,
    id,
    version: null,
    qualifiers: null,
    level: null,
    keywords: null,
    ns: texts.ns ?? null,
    computer: texts.computer?.trim() ?? null,
    record: /^[0-9]{1,19}$/.test(record) ? BigInt(record) : null,
    processId: null,
    threadId: null,
    data,
    message,
    place,
  };
}
