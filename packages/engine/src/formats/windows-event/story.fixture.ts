import { type EvidenceFile } from '../../causes/play.fixture.ts';
import type { Diagnosis } from '../../document/types.ts';
import { client, event, logOf, server, type StoryHost } from './stories.fixture.ts';

/** A scripted story with a known fault, or with none. */
export interface Story {
  readonly name: string;
  readonly files: readonly EvidenceFile[];
  /** Cause that comes first and how sure at least; null: none at all. */
  readonly is: string | null;
  /** The scripted fault, where something else comes first: the evidence leaves it open, or the judgement has a gap there. */
  readonly fault?: string;
  readonly sure?: 'certain' | 'likely' | 'possible';
  /** Causes that have to stay in sight. */
  readonly rivals?: readonly string[];
  /** Causes that are true as well, by the words of one end, and stand first where what tells the fault apart is gone. */
  readonly holds?: readonly string[];
  /** Causes that may not be in sight. */
  readonly without?: readonly string[];
  /** Remarks that have to stand beside it. */
  readonly notes?: readonly string[];
  /** Rules of the inventory that it shows (story-rules.fixture.ts). */
  readonly shows?: readonly string[];
  readonly verdict?: Diagnosis['verdict'];
  /** How many pairs of hosts it is about, where that matters. */
  readonly pairs?: number;
}

/** The client that asks. */
export const both = { own: client, peer: server, role: 'initiator' } as const;
/** The server that is asked. */
export const back = { own: server, peer: client, role: 'responder' } as const;
export const timedOut = 'Negotiation timed out';
export const cookie = 'a1b2c3d4e5f60718';

/** Hosts whose files a story has, by their folders. */
export function hostsOf({ files }: Pick<Story, 'files'>): readonly string[] {
  return [...new Set(files.map(({ path }) => path.split('/')[0] ?? ''))];
}

/** What commands printed on a host of the stories, in the folder of its log. */
export function printed(host: StoryHost, files: Readonly<Record<string, string>>): readonly EvidenceFile[] {
  const folder = host.name.split('.')[0] ?? host.name;
  return Object.entries(files).map(([name, text]) => ({ path: `${folder}/${name}`, lines: text.split('\n') }));
}

/** A dial-up that failed, as RasClient records it. */
export function dialled(code: string): EvidenceFile {
  return logOf(
    client,
    event(
      20227,
      1,
      [
        ['', '{5D6C2F3E-0B1A-4C61-9D5C-4B7B1E5B0F11}'],
        ['', 'WOODGROVE\\carol'],
        ['', 'Woodgrove VPN'],
        ['', code],
      ],
      {
        provider: 'RasClient',
        channel: 'Application',
        unnamed: true,
      },
    ),
  );
}
