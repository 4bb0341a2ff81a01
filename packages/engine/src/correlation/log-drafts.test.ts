import { describe, expect, it } from 'vitest';
import { charonLog } from '../formats/charon-log/index.ts';
import { readText } from '../formats/shared/testing.ts';
import { fragmentOf, whole } from './log-drafts.ts';
import { attemptsOfLog } from './log-attempts.ts';
import type { Sighting } from './types.ts';

const a = '192.0.2.10[4500]';
const b = '198.51.100.20[4500]';

/** The messages of a log of host a, as the ledger gets them. */
function sightings(...lines: readonly string[]): readonly Sighting[] {
  const text = lines.map((line, i) => `2025-11-03 10:00:${String(i).padStart(2, '0')}.000 09${line}`).join('\n');
  return attemptsOfLog('a1', 'a', readText(charonLog, text)).attempts.flatMap((attempt) => attempt.sightings);
}

const out = (bytes: number): string => `[NET] <net|1> sending packet: from ${a} to ${b} (${bytes} bytes)`;
const into = (bytes: number): string => `[NET] <net|1> received packet: from ${b} to ${a} (${bytes} bytes)`;
const made = (text: string): string => `[ENC] <net|1> generating ${text}`;
const read = (text: string): string => `[ENC] <net|1> parsed ${text}`;
const init = [
  '[IKE] <net|1> initiating IKE_SA net[1] to 198.51.100.20',
  made('IKE_SA_INIT request 0 [ SA KE No ]'),
  '[NET] <net|1> sending packet: from 192.0.2.10[500] to 198.51.100.20[500] (464 bytes)',
  '[NET] <net|1> received packet: from 198.51.100.20[500] to 192.0.2.10[500] (456 bytes)',
  read('IKE_SA_INIT response 0 [ SA KE No ]'),
];
const auth = (list: readonly Sighting[], kind: 'request' | 'response'): readonly Sighting[] =>
  list.filter((item) => item.exchange === 'IKE_AUTH' && item.kind === kind);

describe('IKE fragments in a log', () => {
  it('that were sent are one message, with what it carries', () => {
    const found = auth(
      sightings(
        ...init,
        made('IKE_AUTH request 1 [ IDi CERT AUTH SA TSi TSr ]'),
        '[ENC] <net|1> splitting IKE message (1640 bytes) into 2 fragments',
        made('IKE_AUTH request 1 [ EF(1/2) ]'),
        made('IKE_AUTH request 1 [ EF(2/2) ]'),
        out(1248),
        out(452),
      ),
      'request',
    );
    expect(found).toMatchObject([
      { act: 'sent', bytes: 1248, copies: 1, round: 0, ikeFragments: { total: 2, seen: 2 } },
    ]);
    expect(found[0]?.payloads).toEqual(['IDi', 'CERT', 'AUTH', 'SA', 'TSi', 'TSr']);
    expect(found[0]?.sources.length).toBeGreaterThanOrEqual(4);
  });

  it('that came are one message, read when it was put together', () => {
    const found = auth(
      sightings(
        ...init,
        made('IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]'),
        out(300),
        into(1248),
        read('IKE_AUTH response 1 [ EF(1/2) ]'),
        '[ENC] <net|1> received fragment #1 of 2, waiting for complete IKE message',
        into(452),
        read('IKE_AUTH response 1 [ EF(2/2) ]'),
        '[ENC] <net|1> received fragment #2 of 2, reassembled fragmented IKE message (1640 bytes)',
        read('IKE_AUTH response 1 [ IDr CERT AUTH SA TSi TSr ]'),
      ),
      'response',
    );
    expect(found).toMatchObject([{ act: 'parsed', bytes: 1248, copies: 1, ikeFragments: { total: 2, seen: 2 } }]);
    expect(found[0]?.payloads).toContain('CERT');
  });

  it('that did not all come are taken in and never read', () => {
    const found = auth(
      sightings(
        ...init,
        made('IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]'),
        out(300),
        into(1248),
        read('IKE_AUTH response 1 [ EF(1/3) ]'),
        into(1248),
        read('IKE_AUTH response 1 [ EF(3/3) ]'),
      ),
      'response',
    );
    expect(found).toMatchObject([{ act: 'received', payloads: [], ikeFragments: { total: 3, seen: 2 } }]);
  });

  it('of a refusal keep its notify', () => {
    const found = auth(
      sightings(
        ...init,
        made('IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]'),
        out(300),
        into(1248),
        read('IKE_AUTH response 1 [ EF(1/1) ]'),
        read('IKE_AUTH response 1 [ N(AUTH_FAILED) ]'),
      ),
      'response',
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.notifies.map(({ name, error }) => [name, error])).toEqual([['AUTHENTICATION_FAILED', true]]);
  });

  it('of IKEv1 are one message too', () => {
    const found = sightings(
      '[IKE] <net|1> initiating Main Mode IKE_SA net[1] to 198.51.100.20',
      made('ID_PROT request 0 [ SA V V ]'),
      out(176),
      into(140),
      read('ID_PROT response 0 [ SA V ]'),
      made('ID_PROT request 0 [ KE No ]'),
      out(372),
      into(372),
      read('ID_PROT response 0 [ KE No ]'),
      made('ID_PROT request 0 [ ID HASH ]'),
      out(108),
      into(1248),
      read('ID_PROT response 0 [ FRAG(1) ]'),
      into(320),
      read('ID_PROT response 0 [ FRAG(2/2) ]'),
      read('ID_PROT response 0 [ ID CERT SIG ]'),
    ).filter(({ sender }) => sender === 'responder');
    expect(found).toHaveLength(3);
    expect(found[2]).toMatchObject({ act: 'parsed', round: 2, bytes: 1248, ikeFragments: { total: 2, seen: 2 } });
    expect(found[2]?.payloads).toEqual(['ID', 'CERT', 'SIG']);
  });

  it('may come in any order: the last one tells how many there are', () => {
    const found = sightings(
      '[IKE] <net|1> initiating Main Mode IKE_SA net[1] to 198.51.100.20',
      made('ID_PROT request 0 [ SA V V ]'),
      out(176),
      into(320),
      read('ID_PROT response 0 [ FRAG(3/3) ]'),
      into(1248),
      read('ID_PROT response 0 [ FRAG(1) ]'),
    ).filter(({ sender }) => sender === 'responder');
    expect(found).toMatchObject([{ act: 'received', bytes: 1248, ikeFragments: { total: 3, seen: 2 } }]);
  });

  it('a message that is whole stays one of its own', () => {
    expect(fragmentOf(['EF(2/7)'])).toEqual({ total: 7 });
    expect(fragmentOf(['FRAG(1)'])).toEqual({ total: 1 });
    for (const payloads of [[], ['SA'], ['EF(1/2)', 'N(COOKIE)'], ['N(FRAG_SUP)'], ['EF(x)']])
      expect(fragmentOf(payloads)).toBeNull();
  });
});

describe('a proof that is repeated although nothing tells of its making', () => {
  const retransmit = (id: number): string => `[IKE] <net|1> retransmit 1 of request with message ID ${id}`;

  it('was sent: it is the IKE_AUTH request, more than once, of unknown size', () => {
    const found = auth(sightings(...init, retransmit(1)), 'request');
    expect(found).toMatchObject([{ act: 'sent', sender: 'initiator', messageId: 1, copies: 2, encrypted: true }]);
    expect(found[0]?.sources.map(({ quote }) => quote)).toEqual([expect.stringContaining('retransmit 1')]);
  });

  it('is one message however often it is repeated, and gets the size of its packets', () => {
    const found = auth(sightings(...init, retransmit(1), out(300), retransmit(1), out(300)), 'request');
    expect(found).toMatchObject([{ copies: 3, bytes: 300, dstPort: 4500 }]);
  });

  it('is not taken for a copy of the first message', () => {
    const first = sightings(...init, retransmit(1)).filter(({ exchange }) => exchange === 'IKE_SA_INIT');
    expect(first.map(({ copies }) => copies)).toEqual([1, 1]);
  });

  it('is not made up of a later message', () => {
    expect(sightings(...init, retransmit(3))).toHaveLength(2);
  });
});

describe('a whole number of an argument', () => {
  it('is read from text and number, and from nothing else', () => {
    expect([whole(7), whole('7'), whole(1.5), whole('-1'), whole('12345678901'), whole(null)]).toEqual([
      7,
      7,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('an answer that is sent again because the peer asks again', () => {
  const asked = [
    '[NET] <1> received packet: from 192.0.2.10[4500] to 198.51.100.20[4500] (108 bytes)',
    '[ENC] <1> parsed ID_PROT request 0 [ ID HASH ]',
    '[ENC] <1> generating ID_PROT response 0 [ ID HASH ]',
    '[NET] <1> sending packet: from 198.51.100.20[4500] to 192.0.2.10[4500] (92 bytes)',
    '[NET] <1> received packet: from 192.0.2.10[4500] to 198.51.100.20[4500] (108 bytes)',
  ];
  const answers = (...lines: readonly string[]): readonly number[] =>
    sightings(...asked, ...lines)
      .filter(({ sender, act }) => sender === 'responder' && act === 'sent')
      .map(({ copies }) => copies);

  it('is one more copy of it', () => {
    expect(
      answers(
        '[IKE] <1> received retransmit of request with ID 0, retransmitting response',
        '[NET] <1> sending packet: from 198.51.100.20[4500] to 192.0.2.10[4500] (92 bytes)',
      ),
    ).toEqual([2]);
  });

  it('is none where nothing is sent', () => {
    expect(answers('[IKE] <1> received retransmit of request with ID 0, but no response to retransmit')).toEqual([1]);
  });
});
