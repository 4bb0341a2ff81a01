/** What people paste into a question: one line or two of one end, without anything around it. */
import { describe, expect, it } from 'vitest';
import { bytesInput, diagnose } from '../index.ts';
import { candidates, causesOf } from './describe-cause.fixture.ts';
import { certain, likely, type Excerpt } from './excerpt.fixture.ts';
import { charon, hidden } from './charon-excerpts.fixture.ts';
import { pluto } from './pluto-excerpts.fixture.ts';

const commands: readonly Excerpt[] = [
  // Both ends in one text: an initiator that names itself by its address may be asked for the key of another.
  likely(
    [
      '"net" #1: authentication failed: computed hash does not match hash received from peer ID_IPV4_ADDR \'192.0.2.10\'',
      'other end: 09[CFG] no IDi configured, fall back on IP address',
    ],
    'auth.psk-mismatch',
    'auth.identity-mismatch',
  ),
  likely('whack: Pluto is not running (no "/run/pluto/pluto.ctl")', 'service.not-listening', 'service.start-failed'),
  likely(
    "failed to connect to stroke socket 'unix:///var/run/charon.ctl'",
    'service.not-listening',
    'service.start-failed',
  ),
  likely("connecting to 'unix:///var/run/charon.vici' failed: No such file or directory", 'service.not-listening'),
  certain(
    ["# unknown keyword 'leftsubnets'", 'unable to start strongSwan -- fatal errors in config'],
    'policy.config-rejected',
  ),
];

/** The same words as they come out of a console, a log file and the journal. */
const charonClothes: Readonly<Record<string, (line: string) => string>> = {
  'its own log': (line) => `10${line}`,
  'a named SA': (line) => line.replace(/^(\[[A-Z]+\]) /, '10$1 <net|1> '),
  syslog: (line) => `Nov  3 10:00:00 gw charon[912]: 10${line}`,
  'the journal of the starter': (line) => `Nov 03 10:00:00 gw ipsec[712]: 10${line}`,
};
const plutoClothes: Readonly<Record<string, (line: string) => string>> = {
  'the console': (line) => line,
  whack: (line) => `003 ${line}`,
  'its own log': (line) => `Nov  3 10:00:00.123456: ${line}`,
  syslog: (line) => `Nov  3 10:00:00 gw pluto[812]: ${line}`,
};

async function answer(lines: readonly string[]): ReturnType<typeof diagnose> {
  return diagnose([bytesInput('pasted.txt', new TextEncoder().encode(`${lines.join('\n')}\n`))]);
}

function tell(daemon: string, excerpts: readonly Excerpt[], clothes: typeof charonClothes): void {
  describe(`a pasted excerpt of ${daemon}`, () => {
    for (const [where, dress] of Object.entries(clothes))
      it.each(excerpts.map((excerpt) => [excerpt.says.join(' / '), excerpt] as const))(
        `in the words of ${where}: %s`,
        async (_, { says, is, confidence, rivals = [] }) => {
          const diagnosis = await answer(says.map(dress));
          const [found, ...more] = causesOf(diagnosis);
          const told = candidates(diagnosis).join(' ');
          expect([found?.id ?? null, found?.confidence], told).toEqual([is, confidence]);
          expect(more, told).toEqual([]);
          expect(candidates(diagnosis), told).toEqual(expect.arrayContaining([...rivals]));
          expect(diagnosis.verdict).toBe(is === null ? 'inconclusive' : 'failing');
          if (confidence !== 'certain') expect(diagnosis.missingEvidence).not.toEqual([]);
        },
      );
  });
}

describe('an excerpt that another program passes on', () => {
  const refused = 'no acceptable Oakley Transform';
  it.each([
    ['NetworkManager', `Nov  3 10:00:00 pc NetworkManager[812]: 003 "net" #1: ${refused}`, 'proposal.ike-mismatch'],
    [
      'an MX appliance',
      "1795428000.1 office events Non-Meraki / Client VPN negotiation msg: <remote-peer-1|4> no shared key found for 'b.example'[b.example] - 'a.example'[a.example]",
      'auth.secret-missing',
    ],
    [
      'logcat',
      "11-03 10:00:00.123  1480  1491 I charon  : 10[IKE] no trusted RSA public key found for 'b.example'",
      'auth.certificate-untrusted',
    ],
  ])('%s', async (_, line, is) => {
    expect(causesOf(await answer([line])).map(({ id }) => id)).toEqual([is]);
  });
});

describe('an excerpt whose words hang on what it does not show', () => {
  const method =
    'policy does not allow Extended Authentication (XAUTH) of initiator (we are responder).  Attribute OAKLEY_AUTHENTICATION_METHOD';
  it('a connection for any address was taken before anything was known of the peer: another one may accept the method', async () => {
    const told = async (connection: string): Promise<unknown> =>
      causesOf(await answer([`Nov  3 10:00:00 gw pluto[812]: ${connection} #6: ${method}`])).map(
        ({ id, confidence }) => `${id} ${confidence}`,
      );
    expect(await told('"net"')).toEqual(['auth.method-mismatch certain']);
    expect(await told('"net"[1] 192.0.2.10')).toEqual(['auth.method-mismatch likely']);
  });

  it('a later child may want a group that its proposals do not have; the first one has none', async () => {
    const told = async (exchange: string): Promise<unknown> => {
      const diagnosis = await answer(
        [
          'STATE_PARENT_R2: received v2I2, PARENT SA established',
          'no local proposal matches remote proposals 1:ESP:ENCR=AES_CBC_256;INTEG=HMAC_SHA1_96;ESN=DISABLED',
          `${exchange} responder matching remote ESP/AH proposals failed, responder SA processing returned STF_FAIL+v2N_NO_PROPOSAL_CHOSEN`,
        ].map((text) => `Nov  3 10:00:00 gw pluto[812]: "net" #8: ${text}`),
      );
      return [
        causesOf(diagnosis).map(({ id, confidence }) => `${id} ${confidence}`),
        candidates(diagnosis).includes('proposal.pfs-mismatch'),
      ];
    };
    expect(await told('IKE_AUTH')).toEqual([['proposal.esp-mismatch certain'], false]);
    expect(await told('CREATE_CHILD_SA')).toEqual([['proposal.esp-mismatch possible'], true]);
  });
});

tell('charon', charon, charonClothes);
tell('pluto', pluto, plutoClothes);
tell('charon with hidden addresses', hidden, charonClothes);
tell('what commands print', commands, { 'a console': (line) => line });
