import { type Entry, entry, type EventPlace, type Severity, told, type WindowsOs } from '../types.ts';

interface EventMore {
  /** Where several events share a number: the row of the guide that tells this one apart. */
  readonly key?: string;
  readonly text?: string;
  readonly names?: readonly string[];
  readonly os?: readonly WindowsOs[];
  readonly related?: readonly string[];
  readonly see?: readonly string[];
  readonly sources?: readonly string[];
  readonly severity?: Severity;
  readonly tier?: string;
  readonly causes?: readonly [en: string, ko: string];
  readonly action?: readonly [en: string, ko: string];
  readonly unconfirmed?: boolean;
}

const messageTables = 'libyal/winevt-kb, message tables of released binaries';
const manifests = 'repnz/etw-providers-docs';

/** What holds for all events of a provider, unless an event says otherwise. */
const ofProvider: Readonly<Record<string, Pick<EventMore, 'os' | 'sources'>>> = {
  'Microsoft-Windows-Security-Auditing': { os: ['modern'], sources: [messageTables, manifests] },
  'Windows Firewall With Advanced Security': { os: ['modern'], sources: [manifests] },
  'Microsoft-Windows-WFP': { os: ['modern'], sources: [manifests] },
  Oakley: { os: ['2000'], sources: [messageTables] },
  IPSECPolicyStorage: { os: ['2000'], sources: [messageTables] },
};

/** An event of Windows. Its id in the documentation is `event-NUMBER`, or the row of the guide where several share the number. */
export function event(
  number: number,
  en: string,
  ko: string,
  at: EventPlace,
  { key, text, causes, action, ...more }: EventMore,
): Entry {
  return entry('event', key ?? `event-${number}`, `${at.provider} ${number}`, told(en, ko), {
    number,
    at,
    text: text ?? null,
    ...(causes === undefined ? {} : { causes: told(...causes) }),
    ...(action === undefined ? {} : { action: told(...action) }),
    ...ofProvider[at.provider],
    ...more,
  });
}
