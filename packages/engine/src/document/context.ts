import type { Evidence as CaseEvidence } from '../causes/api.ts';
import type { Account } from '../correlation/account.ts';
import type { Ingested } from '../ingest/types.ts';
import type { Platform } from '../knowledge/windows-commands.ts';
import { clip, type Source } from '../observations/index.ts';
import { formatMessage } from './message.ts';
import { Moments } from './moments.ts';
import { platformOf } from './platform.ts';
import type { Evidence, Lang, MessageArgs } from './types.ts';

const maxEvidence = 12;

/** What every part of the document needs: the account, the language, and the citations gathered so far. */
export class DocumentContext {
  readonly account: Account;
  readonly ingested: Ingested;
  readonly lang: Lang;
  readonly moments: Moments;
  readonly sources: { id: string; artifact: string; at: Source['at'] }[] = [];
  #hostOfEachPlatform: readonly string[] | null = null;
  readonly #sourceIds = new Map<string, string>();
  readonly #platforms = new Map<string, Platform | null>();

  constructor(account: Account, ingested: Ingested, lang: Lang) {
    this.account = account;
    this.ingested = ingested;
    this.lang = lang;
    this.moments = new Moments(account);
  }

  /** Interns a citation; equal places share an id. */
  source(source: Source): string {
    const key = JSON.stringify([source.artifact, source.at]);
    const known = this.#sourceIds.get(key);
    if (known !== undefined) return known;
    const id = `s${this.sources.length + 1}`;
    this.sources.push({ id, artifact: source.artifact, at: source.at });
    this.#sourceIds.set(key, id);
    return id;
  }

  /** Format of an artifact; empty where nobody knows the artifact. */
  formatOf(artifact: string): string {
    return this.account.artifacts.find(({ id }) => id === artifact)?.format ?? '';
  }

  /** What runs on a host; see `platformOf`. */
  platformOf(label: string): Platform | null {
    const known = this.#platforms.get(label);
    if (known !== undefined) return known;
    const found = platformOf(this.account, label);
    this.#platforms.set(label, found);
    return found;
  }

  /** A host of every platform there is, in the order of the hosts: there may be thousands, and most run the same or are unknown. */
  hostOfEachPlatform(): readonly string[] {
    if (this.#hostOfEachPlatform === null) {
      const found = new Map<Platform, string>();
      for (const { label } of this.account.hosts) {
        const platform = this.platformOf(label);
        if (platform !== null && !found.has(platform)) found.set(platform, label);
      }
      this.#hostOfEachPlatform = [...found.values()];
    }
    return this.#hostOfEachPlatform;
  }

  /** Words of a message of the catalogue in the language of the document. */
  text(id: string, args: MessageArgs): string {
    return formatMessage(this.lang, id, args);
  }

  /** Pieces of evidence with their citations, each place once, at most twelve. */
  evidence(items: readonly CaseEvidence[]): Evidence[] {
    const seen = new Set<string>();
    const list: Evidence[] = [];
    for (const item of items) {
      const source = this.source(item.source);
      if (seen.has(source)) continue;
      seen.add(source);
      list.push({
        source,
        class: item.class,
        time: item.source.time,
        ...this.moments.of(item.source.artifact, item.ns ?? null),
        quote: clip(item.source.quote),
      });
      if (list.length >= maxEvidence) break;
    }
    return list;
  }
}
