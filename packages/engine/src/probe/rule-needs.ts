/** What has to pass for IPsec: inventory PATH-08 to PATH-11 and PATH-15, as packets to try on a list of rules. */
import {
  type RuleList,
  type RuleNeed,
  ruleNeeds,
  type RulesDocument,
  type RuleVerdict,
  type RuleWhy,
} from '../document/rules-types.ts';

/** A packet that is tried; `fragment`: not the first one, so without ports. */
export interface NeededPacket {
  readonly protocol: number;
  readonly port: number | null;
  readonly fragment: boolean;
}

const whole = (protocol: number, port: number | null = null): NeededPacket => ({ protocol, port, fragment: false });

/** ICMP that says a packet is too big: type 3 code 4 (RFC 1191), of IPv6 type 2 (RFC 4443 section 3.2). */
export const tooBig = { protocol: { 4: 1, 6: 58 } } as const;

/** The packets of each need; all of them have to pass. */
export const neededPackets: Readonly<Record<Exclude<RuleNeed, 'too-big'>, readonly NeededPacket[]>> = {
  ike: [whole(17, 500)],
  'nat-t': [whole(17, 4500)],
  esp: [whole(50)],
  ah: [whole(51)],
  fragments: [
    { protocol: 17, port: null, fragment: true },
    { protocol: 50, port: null, fragment: true },
  ],
};

/** What a list does with one packet. */
export interface PacketFate {
  readonly state: RuleVerdict['state'];
  readonly why: RuleWhy;
  readonly rule: string | null;
}

/** Several packets of one need: closed where one is, open where all are. */
export function together(need: RuleNeed, fates: readonly PacketFate[]): RuleVerdict {
  const decisive =
    fates.find(({ state }) => state === 'closed') ?? fates.find(({ state }) => state === 'unknown') ?? fates[0];
  return decisive === undefined
    ? { need, state: 'unknown', why: null, rule: null }
    : { need, state: decisive.state, why: decisive.why, rule: decisive.rule?.slice(0, 300) ?? null };
}

/** Puts lists into a document. `without`: needs that do not count, as AH where only ESP is used. */
export function rulesDocument(
  lists: readonly RuleList[],
  unreadFiles: readonly string[],
  without: readonly RuleNeed[] = [],
): RulesDocument {
  const kept = lists.map((list) => ({
    ...list,
    verdicts: list.verdicts.filter(({ need }) => !without.includes(need)),
  }));
  const all = kept.flatMap(({ verdicts }) => verdicts);
  const missing = ruleNeeds.filter((need) => all.some((one) => one.need === need && one.state === 'closed'));
  const doubt = all.length === 0 || unreadFiles.length > 0 || all.some(({ state }) => state === 'unknown');
  return {
    schema: 'ipsec-doctor/probe-rules@1',
    lists: kept,
    unreadFiles,
    missing,
    result: missing.length > 0 ? 'missing' : doubt ? 'unknown' : 'open',
  };
}
