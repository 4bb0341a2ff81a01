import type { Diagnosis } from '../document/types.ts';
import { type WrittenPacket } from '../protocol/capture/write.ts';
import { be32 } from '../protocol/ike/build.ts';
export type Side = 'a' | 'b';
/** One file of the evidence: lines of a text, or packets of a capture. */
export type EvidenceFile = {
    readonly path: string;
    readonly lines: readonly string[];
} | {
    readonly path: string;
    readonly packets: readonly WrittenPacket[];
};
export interface PlayOptions {
    readonly version?: 1 | 2;
    readonly a?: string;
    readonly b?: string;
    /** Daemon of each end; Libreswan writes no line per datagram, so its lines are all said by the test. */
    readonly daemons?: Partial<Record<Side, 'charon' | 'pluto'>>;
    /** First moment, seconds since the Unix epoch. */
    readonly start?: bigint;
    /** Added to what this end's clock shows, in seconds: its log and its capture. */
    readonly clock?: Partial<Record<Side, bigint>>;
    /** The initiator stands behind a NAT with this outer address. */
    readonly nat?: string;
}
export interface MessageOptions {
    /** UDP payload without non-ESP marker, for encrypted messages. */
    readonly bytes?: number;
    /** `path`: leaves and does not arrive. `out`: the sender's host drops it. `in`: arrives and the receiver's host drops it. */
    readonly lost?: 'path' | 'out' | 'in';
    /** Sent in IP fragments of this MTU; with `lost: 'path'` only those after the first are lost when `firstArrives`. */
    readonly mtu?: number;
    readonly firstArrives?: boolean;
    /** The receiver takes it from the socket and says no more. */
    readonly unread?: boolean;
}
export interface Play {
    readonly a: string;
    readonly b: string;
    /** Time goes on. */
    wait(seconds: number): void;
    now(): bigint;
    /** A line in the log of one end: `[IKE] text` for charon, the bare message for pluto. */
    say(side: Side, ...lines: readonly string[]): void;
    /**
     * An IKE message in charon's words: `IKE_SA_INIT request 0 [ SA KE No ]`. Both logs and both captures get their part; what is
     * in clear is built from the payloads, what is encrypted is `bytes` long.
     */
    message(from: Side, text: string, options?: MessageOptions): void;
    /** The last message of this side once more, as charon repeats it (`retransmit n of request with message ID 0`). */
    retransmit(from: Side, number: number, options?: MessageOptions): void;
    /** The last message of this side once more, without a word about it. */
    resend(from: Side, options?: MessageOptions): void;
    /** A new IKE SA: new SPIs, new number in the logs, back to port 500. */
    attempt(): void;
    /** Ports float to 4500 from the next message on. */
    float(): void;
    /** ESP packets, one every 100 ms. */
    esp(from: Side, spi: number, options?: {
        readonly count?: number;
        readonly first?: number;
        readonly length?: number;
        readonly lost?: 'path' | 'out';
        readonly udp?: boolean;
        readonly sequences?: readonly number[];
        readonly ah?: boolean;
        /** So many of them arrive with another byte in them. */
        readonly altered?: number;
    }): void;
    /** A packet into the captures named, as it is. */
    packet(sides: readonly Side[], datagram: Uint8Array): void;
    /** Somebody else asks b for an IKE SA and, when answered, is not heard of again; `comesBack`: goes on to IKE_AUTH. */
    stranger(number: number, options?: {
        readonly answered?: boolean;
        readonly comesBack?: boolean;
    }): void;
    /** An ICMP error about the last IKE message of `to`; seen where `sides` says. */
    unreachable(reporter: string, to: Side, code: number, sides?: readonly Side[]): void;
    /** Something that has nothing to do with the case, so that a capture is known to be live. */
    life(...sides: readonly Side[]): void;
    /** Echo request and its answer between the two hosts. */
    ping(from: Side, options?: {
        readonly answered?: boolean;
        readonly seen?: readonly Side[];
    }): void;
    file(side: Side, name: string, text: string): void;
    /** Everything: `a/charon.log`, `a/capture.pcap`, files. */
    evidence(): readonly EvidenceFile[];
}
/** Starts a play. Host a is the initiator of most. */
export declare function play(options?: PlayOptions): Play;
/** The bytes of a file as it would lie on a disk. */
export declare function bytesOfFile(file: EvidenceFile): Uint8Array;
/** Runs ingest, readers, correlation and judgement over evidence in memory. The first folder of a path is the host. */
export declare function diagnoseFiles(files: readonly EvidenceFile[], lang?: 'en' | 'ko'): Promise<Diagnosis>;
/** A TCP segment or other clear packet between two addresses, for `packet`. */
export declare function clearTcp(src: string, dst: string, port: number, flags: number): Uint8Array;
/** 32-bit words as bytes, for hand-made packets. */
export declare const word: typeof be32;
