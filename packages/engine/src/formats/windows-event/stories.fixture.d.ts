/**
 * A generator of Windows evidence: records of the event logs of hosts of a made-up company (Woodgrove, as in Microsoft's guide to server and
 * domain isolation), written from the documented layouts. Synthetic: no record comes from a real machine.
 */
import type { EvidenceFile } from '../../causes/play.fixture.ts';
/** A host of the stories. */
export interface StoryHost {
    readonly name: string;
    readonly address: string;
}
export declare const client: StoryHost;
export declare const server: StoryHost;
export declare const stranger: StoryHost;
type Values = readonly (readonly [name: string, value: string])[];
/** A record, before it is written. */
export interface StoryEvent {
    readonly id: number;
    readonly provider: string;
    readonly channel: string;
    /** Seconds after nine o'clock of the day of the stories. */
    readonly at: number;
    readonly values: Values;
    /** Insertion strings have no names. */
    readonly unnamed?: true;
}
/** Time of a record, as `SystemTime` writes it. */
export declare function systemTime(at: number): string;
export declare function event(id: number, at: number, values?: Values, more?: {
    readonly provider?: string;
    readonly channel?: string;
    readonly unnamed?: true;
}): StoryEvent;
/** A record of the system log. */
export declare function system(provider: string, id: number, at: number, ...strings: readonly string[]): StoryEvent;
export declare const method: {
    readonly kerberos: '%%8192';
    readonly psk: '%%8193';
    readonly unknown: '%%8194';
    readonly certificate: '%%8227';
    readonly eap: '%%8247';
};
declare const modules: {
    readonly ikev1: '%%8222';
    readonly authip: '%%8223';
    readonly ikev2: '%%8244';
};
declare const roles: {
    readonly initiator: '%%8205';
    readonly responder: '%%8206';
};
declare const points: {
    readonly local: '%%8199';
    readonly remote: '%%8200';
};
declare const states: {
    readonly none: '%%8201';
    readonly sa: '%%8202';
    readonly ke: '%%8203';
    readonly id: '%%8204';
};
interface Main {
    readonly own: StoryHost;
    readonly peer: StoryHost;
    readonly at: number;
    readonly role: keyof typeof roles;
    readonly module?: keyof typeof modules;
    readonly method?: string;
    readonly port?: string;
}
/** 4653: main mode failed. */
export declare function mainFails(story: Main & {
    readonly reason: string;
    readonly point?: keyof typeof points;
    readonly state?: keyof typeof states;
    readonly cookie?: string;
    readonly theirs?: string;
}): StoryEvent;
/** 4650: main mode stands. */
export declare function mainStands(story: Main & {
    readonly sa?: string;
}): StoryEvent;
/** 4654: quick mode failed. */
export declare function quickFails(story: Main & {
    readonly reason: string;
    readonly point?: keyof typeof points;
    readonly sa?: string;
}): StoryEvent;
/** 5451: quick mode stands; with `soft`, an SA that protects nothing. */
export declare function quickStands(story: Main & {
    readonly spis: readonly [inbound: number, outbound: number];
    readonly soft?: true;
    readonly sa?: string;
}): StoryEvent;
/** The filter of a legacy record (Server 2003). */
export declare function filterBlock(own: StoryHost, peer: StoryHost): string;
/** 547 of Server 2003. */
export declare function legacyFails(story: {
    readonly own: StoryHost;
    readonly peer: StoryHost;
    readonly at: number;
    readonly quick?: true;
    readonly point?: 'Me' | 'Peer';
    readonly reason: string;
    readonly extra?: string;
    readonly identity?: string;
}): StoryEvent;
/** 541 of Server 2003: quick mode, or a soft SA. */
export declare function legacyStands(own: StoryHost, peer: StoryHost, at: number, soft?: boolean): StoryEvent;
/** A log of a host as `wevtutil qe /f:xml` writes it: a record per line. */
export declare function logOf(host: StoryHost, ...events: readonly StoryEvent[]): EvidenceFile;
export {};
