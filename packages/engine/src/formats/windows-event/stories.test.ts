/** Scripted stories of Windows hosts with known faults, run through the whole diagnosis. Synthetic evidence throughout. */
import { describe, expect, it } from 'vitest';
import { diagnoseFiles, type EvidenceFile } from '../../causes/play.fixture.ts';
import type { Diagnosis } from '../../document/types.ts';
import {
  client,
  event,
  legacyFails,
  legacyStands,
  logOf,
  mainFails,
  mainStands,
  method,
  quickFails,
  quickStands,
  server,
  stranger,
  system,
} from './stories.fixture.ts';

interface Story {
  readonly name: string;
  readonly files: readonly EvidenceFile[];
  /** Cause that comes first and how sure at least; null: none at all. */
  readonly is: string | null;
  readonly sure?: 'likely' | 'possible';
  /** Causes that have to stay in sight. */
  readonly rivals?: readonly string[];
  readonly note?: string;
  readonly verdict?: Diagnosis['verdict'];
}

const both = { own: client, peer: server, role: 'initiator' } as const;
const back = { own: server, peer: client, role: 'responder' } as const;
const timedOut = 'Negotiation timed out';
const cookie = 'a1b2c3d4e5f60718';

const stories: readonly Story[] = [
  {
    name: 'EVT-K-16: a time-out at the client alone leaves the question open',
    files: [logOf(client, mainFails({ ...both, at: 63, reason: timedOut }))],
    is: 'path.ike-blocked',
    sure: 'possible',
    rivals: ['path.peer-unreachable', 'service.not-listening', 'policy.no-ike-config'],
  },
  {
    name: 'EVT-K-16: a time-out after the second message of main mode',
    files: [
      logOf(
        client,
        mainFails({ ...both, at: 63, reason: timedOut, state: 'id', theirs: '1122334455667788', method: method.psk }),
      ),
    ],
    is: 'auth.psk-mismatch',
    sure: 'possible',
    rivals: ['path.nat-t-blocked', 'ike.peer-failed'],
  },
  {
    name: 'IKE-23: the time-out of one end is the refusal of the other in the minute before (same cookie)',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut, cookie })),
      logOf(server, mainFails({ ...back, at: 1, reason: 'No policy configured', cookie, state: 'none' })),
    ],
    is: 'policy.no-ike-config',
    sure: 'likely',
  },
  {
    name: 'IKE-23: the same without cookies, by addresses and time (547 at both ends)',
    files: [
      logOf(
        client,
        legacyFails({
          ...both,
          at: 63,
          reason: timedOut,
          extra: 'Processed first (SA) payload\nInitiator.  Delta Time 63',
        }),
      ),
      logOf(
        server,
        legacyFails({
          ...back,
          at: 2,
          reason: 'IKE security attributes are unacceptable',
          extra: 'Processed first (SA) payload&#10;Responder.  Delta Time 0',
        }),
      ),
    ],
    is: 'proposal.ike-mismatch',
    sure: 'likely',
  },
  {
    name: 'EVT-K-13: no response from the peer',
    files: [logOf(client, mainFails({ ...both, at: 40, reason: 'No response from peer' }))],
    is: 'path.ike-blocked',
    sure: 'possible',
    rivals: ['path.peer-unreachable', 'service.not-listening'],
  },
  {
    name: 'EVT-K-14: no policy at the responder',
    files: [logOf(server, mainFails({ ...back, at: 1, reason: 'No policy configured', state: 'none' }))],
    is: 'policy.no-ike-config',
    sure: 'likely',
  },
  {
    name: 'EVT-K-15: main mode offers that do not fit',
    files: [logOf(server, legacyFails({ ...back, at: 1, reason: 'IKE security attributes are unacceptable' }))],
    is: 'proposal.ike-mismatch',
  },
  {
    name: 'EVT-K-06: 546 names the attribute that differs',
    files: [
      logOf(
        server,
        event(
          546,
          1,
          [
            ['', 'Key Exchange Mode (Main Mode)'],
            [
              '',
              `Source IP Address ${server.address}&#10;Source IP Address Mask 255.255.255.255&#10;Destination IP Address ${client.address}&#10;Destination IP Address Mask 255.255.255.255&#10;Protocol 0&#10;Source Port 0&#10;Destination Port 0`,
            ],
            ['', 'Phase I encryption algorithm'],
            ['', 'Triple DES CBC'],
            ['', 'DES CBC'],
          ],
          { provider: 'Security', unnamed: true },
        ),
      ),
    ],
    is: 'proposal.ike-mismatch',
    sure: 'likely',
  },
  {
    name: 'EVT-K-18: quick mode without a matching policy at the responder',
    files: [
      logOf(server, mainStands({ ...back, at: 1 }), quickFails({ ...back, at: 2, reason: 'No policy configured' })),
    ],
    is: 'policy.selector-mismatch',
    sure: 'likely',
  },
  {
    name: 'EVT-K-19: quick mode offers that do not fit, at both ends',
    files: [
      logOf(client, mainStands({ ...both, at: 1 }), quickFails({ ...both, at: 62, reason: timedOut })),
      logOf(
        server,
        mainStands({ ...back, at: 1 }),
        quickFails({ ...back, at: 2, reason: 'IKE security attributes are unacceptable' }),
      ),
    ],
    is: 'proposal.esp-mismatch',
  },
  {
    name: 'EVT-K-21: the driver has no filter for what was negotiated',
    files: [
      logOf(
        server,
        mainStands({ ...back, at: 1 }),
        quickFails({
          ...back,
          at: 2,
          reason:
            'Failed to obtain new SPI for the inbound SA from IPsec driver. The most common cause for this is that the driver does not have the correct filter. Check your policy to verify the filters.',
        }),
      ),
    ],
    is: 'policy.selector-mismatch',
  },
  {
    name: 'EVT-K-22: driver event 4289',
    files: [logOf(server, system('IPSec', 4289, 5, '\\Device\\IPSec', client.address))],
    is: 'policy.selector-mismatch',
  },
  {
    name: 'EVT-K-23: the SA could not be added to the driver',
    files: [
      logOf(
        server,
        mainStands({ ...back, at: 1 }),
        quickFails({
          ...back,
          at: 40,
          reason:
            'Failed to add Security Association to IPsec Driver. The most common cause for this is if the IKE negotiation took too long to complete.',
        }),
      ),
    ],
    is: 'sa.install-failed',
  },
  {
    name: 'EVT-K-24: quick mode timed out',
    files: [logOf(client, mainStands({ ...both, at: 1 }), quickFails({ ...both, at: 62, reason: timedOut }))],
    is: 'ike.lost-final-message',
    sure: 'possible',
    rivals: ['ike.peer-failed', 'policy.selector-mismatch'],
  },
  {
    name: 'EVT-K-26: no authority could be contacted',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 1,
          reason: 'No authority could be contacted for authentication.',
          method: method.kerberos,
        }),
      ),
    ],
    is: 'auth.kerberos-unavailable',
    sure: 'likely',
  },
  {
    name: 'EVT-K-27: the target is unknown, at a legacy client',
    files: [
      logOf(
        client,
        legacyFails({
          ...both,
          at: 1,
          reason: 'The specified target is unknown or unreachable',
          extra: 'Processed first (SA) payload&#10;Initiator.  Delta Time 0',
        }),
      ),
    ],
    is: 'auth.kerberos-unavailable',
    sure: 'likely',
  },
  {
    name: 'EVT-K-29: credentials are unacceptable, and nothing tells the method',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 1,
          reason: 'IKE authentication credentials are unacceptable',
          module: 'ikev2',
          state: 'ke',
        }),
      ),
    ],
    is: 'auth.certificate-untrusted',
    sure: 'possible',
    rivals: ['auth.identity-mismatch', 'auth.certificate-unsuitable', 'auth.psk-mismatch'],
  },
  {
    name: 'EVT-K-29 with a pre-shared key',
    files: [
      logOf(
        server,
        mainFails({
          ...back,
          at: 1,
          reason: 'IKE authentication credentials are unacceptable',
          method: method.psk,
          state: 'ke',
        }),
      ),
    ],
    is: 'auth.identity-mismatch',
    sure: 'possible',
    rivals: ['auth.psk-mismatch', 'auth.method-mismatch'],
  },
  {
    name: 'EVT-K-30: the logon attempt failed, and Netlogon tells of a broken channel',
    files: [
      logOf(
        client,
        system('NETLOGON', 3210, -30, 'WOODGROVE', '\\\\wg-dc-01'),
        mainFails({ ...both, at: 1, reason: 'The logon attempt failed', method: method.kerberos }),
      ),
    ],
    is: 'auth.computer-account',
    sure: 'likely',
  },
  {
    name: 'EVT-K-31: Kerberos failed at the responder, for one of several reasons',
    files: [
      logOf(
        server,
        mainFails({
          ...back,
          at: 1,
          reason: 'Failed to authenticate using Kerberos',
          method: method.kerberos,
          state: 'ke',
        }),
      ),
    ],
    is: 'auth.kerberos-unavailable',
    sure: 'possible',
    rivals: ['auth.logon-right-denied', 'auth.membership-stale'],
  },
  {
    name: 'EVT-K-31: the same beside the record of the logon that was not granted',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut, cookie, method: method.kerberos, state: 'ke' })),
      logOf(
        server,
        event(4625, 1, [
          ['TargetUserName', 'WG-CLIENT-01$'],
          ['Status', '0xc000015b'],
          ['SubStatus', '0x0'],
          ['IpAddress', client.address],
        ]),
        mainFails({
          ...back,
          at: 1,
          reason: 'Failed to authenticate using Kerberos',
          cookie,
          method: method.kerberos,
          state: 'ke',
        }),
      ),
    ],
    is: 'auth.logon-right-denied',
    sure: 'likely',
  },
  {
    name: 'DC-11: the clocks are skewed',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 1,
          reason: 'The clocks on the client and server machines are skewed.',
          method: method.kerberos,
        }),
      ),
    ],
    is: 'auth.kerberos-clock-skew',
    sure: 'likely',
  },
  {
    name: 'EVT-K-32: no valid machine certificate',
    files: [
      logOf(
        client,
        mainFails({
          ...both,
          at: 1,
          reason: 'IKE failed to find valid machine certificate',
          method: method.certificate,
        }),
      ),
    ],
    is: 'auth.certificate-missing',
    sure: 'possible',
    rivals: ['auth.certificate-unsuitable'],
  },
  {
    name: 'the chain leads to no root of the policy',
    files: [
      logOf(
        server,
        mainFails({
          ...back,
          at: 1,
          reason: "Certificate doesn't chain to a trusted root in IPsec policy.",
          method: method.certificate,
          state: 'ke',
        }),
      ),
    ],
    is: 'auth.certificate-untrusted',
    sure: 'likely',
  },
  {
    name: 'the revocation check failed: revoked, or no list to be had',
    files: [
      logOf(
        server,
        mainFails({
          ...back,
          at: 1,
          reason: "Certification Revocation check of peer's certificate failed",
          method: method.certificate,
          state: 'ke',
        }),
      ),
    ],
    is: 'auth.revocation-unreachable',
    sure: 'possible',
    rivals: ['auth.certificate-revoked'],
  },
  {
    name: 'the service that negotiates does not run (5453)',
    files: [logOf(client, event(5453, 1))],
    is: 'service.start-failed',
  },
  {
    name: 'EVT-S-16 (616): the IKE module could not be initialised',
    files: [
      logOf(
        server,
        event(
          616,
          1,
          [
            [
              '',
              'IPSec Services failed to initialize IKE module with error code: 10048. IPSec Services could not be started.',
            ],
          ],
          { provider: 'Security', unnamed: true },
        ),
      ),
    ],
    is: 'service.start-failed',
    sure: 'likely',
  },
  {
    name: 'service control manager: the policy agent ended with an error, and the driver blocks (4292)',
    files: [
      logOf(
        server,
        system('Service Control Manager', 7023, 1, 'IPSEC Services', '%%2'),
        system('IPSec', 4292, 2, '\\Device\\IPSec'),
      ),
    ],
    is: 'service.start-failed',
    sure: 'likely',
  },
  {
    name: 'EVT-S-19: the driver went into block mode',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut })),
      logOf(server, mainStands({ ...back, at: -7200 }), system('IPSec', 4292, -60, '\\Device\\IPSec')),
    ],
    is: 'service.block-mode',
    sure: 'likely',
  },
  {
    name: 'EVT-R-11, EVT-I-19: neither the directory nor the stored copy could be applied',
    files: [
      logOf(client, mainFails({ ...both, at: 63, reason: timedOut })),
      logOf(
        server,
        mainStands({ ...back, at: -7200 }),
        event(5457, -90, [
          ['Policy', 'CN=ipsecPolicy{1},CN=IP Security'],
          ['Error', '1355'],
        ]),
        event(5459, -89, [
          ['Policy', 'Woodgrove isolation'],
          ['Error', '2'],
        ]),
      ),
    ],
    is: 'policy.retrieval-failed',
    sure: 'likely',
  },
  {
    name: 'EVT-I-09: a policy without main mode offers',
    files: [
      logOf(
        server,
        event(168, 1, [['', 'Zero Phase 1 offers. Discarding the ISAKMP policy.']], {
          provider: 'PolicyAgent',
          channel: 'System',
          unnamed: true,
        }),
      ),
    ],
    is: 'policy.corrupt',
    sure: 'likely',
  },
  {
    name: 'LOSS-06: packets for an unknown SPI, again and again',
    files: [
      logOf(
        server,
        ...[0, 600, 1200, 1800].map((at) =>
          event(4965, at, [
            ['RemoteAddress', client.address],
            ['SPI', '1842114'],
          ]),
        ),
      ),
    ],
    is: 'sa.out-of-sync',
  },
  {
    name: 'LOSS-16: packets in clear that should be protected',
    files: [
      logOf(server, ...[0, 300, 900].map((at) => system('IPSec', 4284, at, '\\Device\\IPSec', '12', client.address))),
    ],
    is: 'policy.clear-when-protected',
  },
  {
    name: 'LOSS-02: packets that fail the integrity check',
    files: [
      logOf(
        server,
        ...[0, 300, 900].map((at) =>
          event(4960, at, [
            ['RemoteAddress', client.address],
            ['SPI', '1842114'],
          ]),
        ),
      ),
    ],
    is: 'path.packet-altered',
    sure: 'possible',
    rivals: ['host.offload'],
  },
  {
    name: 'field case 13801 of a VPN client',
    files: [dialled('13801')],
    is: 'auth.certificate-untrusted',
    sure: 'possible',
    rivals: ['auth.identity-mismatch', 'auth.certificate-unsuitable', 'auth.certificate-expired'],
  },
  {
    name: 'field case 13868 of a VPN client',
    files: [dialled('13868')],
    is: 'proposal.ike-mismatch',
    sure: 'possible',
    rivals: ['proposal.esp-mismatch'],
  },
  {
    name: 'field case 809 of a VPN client',
    files: [dialled('809')],
    is: 'ike.timeout',
    sure: 'possible',
    rivals: ['path.ike-blocked', 'path.nat-without-nat-t', 'path.nat-t-blocked'],
  },
  {
    name: 'field case 789 of a VPN client',
    files: [dialled('789')],
    is: 'auth.psk-mismatch',
    sure: 'possible',
    rivals: ['path.nat-without-nat-t', 'path.nat-t-blocked'],
  },
  { name: 'field case 691 of a VPN client', files: [dialled('691')], is: 'auth.user-rejected' },
  {
    name: 'field case 812 of a VPN client',
    files: [dialled('812')],
    is: 'auth.user-rejected',
    rivals: ['auth.method-mismatch'],
  },

  // Healthy and benign.
  {
    name: 'healthy: main and quick mode stand at both ends',
    files: [
      logOf(client, mainStands({ ...both, at: 1 }), quickStands({ ...both, at: 1.2, spis: [1111111, 2222222] })),
      logOf(server, mainStands({ ...back, at: 1 }), quickStands({ ...back, at: 1.2, spis: [2222222, 1111111] })),
    ],
    is: null,
  },
  {
    name: 'healthy: a legacy host makes its SAs',
    files: [logOf(server, legacyStands(server, client, 1))],
    is: null,
  },
  {
    name: 'benign: fallback to clear for a peer without IPsec (EVT-K-12)',
    files: [
      logOf(
        client,
        quickStands({ own: client, peer: stranger, role: 'initiator', at: 3, spis: [31311481, 0], soft: true }),
      ),
    ],
    is: null,
    note: 'note.soft-sa',
  },
  {
    name: 'benign: a legacy soft SA (EVT-K-12)',
    files: [logOf(client, legacyStands(client, stranger, 3, true))],
    is: null,
    note: 'note.soft-sa',
  },
  {
    name: 'benign: the client went to sleep, and the server waits in vain (IKE-19)',
    files: [
      logOf(client, mainStands({ ...both, at: -900 }), system('Microsoft-Windows-Kernel-Power', 42, -30, '4')),
      logOf(
        server,
        mainStands({ ...back, at: -900 }),
        mainFails({
          own: server,
          peer: client,
          role: 'initiator',
          at: 63,
          reason: timedOut,
          cookie: '9999999999999999',
        }),
      ),
    ],
    is: null,
    note: 'note.benign-timeout',
  },
  {
    name: 'benign: a policy change deleted the SAs (EVT-K-33)',
    files: [
      logOf(
        server,
        mainStands({ ...back, at: 1 }),
        mainFails({ ...back, at: 30, reason: 'New policy invalidated SAs formed with old policy', state: 'none' }),
      ),
    ],
    is: null,
  },
  {
    name: 'benign: the directory is away and the stored copy is applied (EVT-I-15)',
    files: [
      logOf(
        client,
        event(5457, 1, [
          ['Policy', 'CN=ipsecPolicy{1}'],
          ['Error', '1355'],
        ]),
        event(5458, 2, [['Policy', 'Woodgrove isolation']]),
      ),
    ],
    is: null,
  },
  {
    name: 'benign: bad SPIs within a minute of a new SA (LOSS-11)',
    files: [
      logOf(
        server,
        mainStands({ ...back, at: 0 }),
        quickStands({ ...back, at: 1, spis: [1111111, 2222222] }),
        ...[5, 9, 14, 20].map((at) =>
          event(4965, at, [
            ['RemoteAddress', client.address],
            ['SPI', '777777'],
          ]),
        ),
      ),
    ],
    is: null,
    note: 'note.bad-spi-after-rekey',
  },
  {
    name: 'benign: denial-of-service protection started and nothing failed (EVT-K-34)',
    files: [
      logOf(
        server,
        event(4646, 1, [['notification', '%%8214']]),
        mainStands({ ...back, at: 2 }),
        event(4646, 30, [['notification', '%%8215']]),
      ),
    ],
    is: null,
  },
  {
    name: 'benign: auditing of IPsec was switched off (C43)',
    files: [
      logOf(
        server,
        event(4719, 1, [
          ['SubcategoryGuid', '{0cce9218-69ae-11d9-bed3-505054503030}'],
          ['AuditPolicyChanges', '%%8448, %%8450'],
        ]),
      ),
    ],
    is: null,
  },
];

/** A dial-up that failed, as RasClient records it. */
function dialled(code: string): EvidenceFile {
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

const grades = { certain: 3, likely: 2, possible: 1 } as const;

/** What is said, for the failure of a test. */
function show(diagnosis: Diagnosis): string {
  return [
    diagnosis.verdict,
    ...diagnosis.findings.map((finding) => `${finding.role} ${finding.id} ${finding.confidence}`),
    `rivals ${diagnosis.rivals.map(({ id }) => id).join(' ')}`,
    ...diagnosis.incidents.map(({ breakPoint }) => JSON.stringify(breakPoint)),
    ...diagnosis.artifacts.map(({ path, format, status, note }) => `${path} ${format} ${status} ${note ?? ''}`),
  ].join('\n');
}

describe('stories of Windows hosts', () => {
  it.each(stories)('$name', async ({ files, is, sure, rivals, note }) => {
    const diagnosis = await diagnoseFiles(files);
    const causes = diagnosis.findings.filter(({ role }) => role === 'cause');
    const [first] = causes;
    expect(first?.id ?? null, show(diagnosis)).toBe(is);
    // What rests on readers that nobody held against real output is never certain.
    expect(
      causes.every(({ confidence }) => confidence !== 'certain'),
      show(diagnosis),
    ).toBe(true);
    if (first !== undefined && sure !== undefined) expect(first.confidence, show(diagnosis)).toBe(sure);
    if (first?.confidence === 'likely') expect(first.details, show(diagnosis)).toHaveProperty('unconfirmedReaders');
    const inSight = new Set([...causes.map(({ id }) => id), ...diagnosis.rivals.map(({ id }) => id)]);
    for (const rival of rivals ?? []) expect([...inSight], show(diagnosis)).toContain(rival);
    if (note !== undefined)
      expect(
        diagnosis.findings.filter(({ role }) => role === 'note').map(({ id }) => id),
        show(diagnosis),
      ).toContain(note);
  });

  it('gets no surer by less evidence', async () => {
    for (const { name, files, is } of stories) {
      const whole = await diagnoseFiles(files);
      const best = whole.findings.find(({ role }) => role === 'cause');
      for (const [index, file] of files.entries()) {
        if (!('lines' in file)) continue;
        const cuts = files.length > 1 ? [[...files.slice(0, index), ...files.slice(index + 1)]] : [];
        if (file.lines.length > 1)
          for (let line = 0; line < file.lines.length; line++)
            cuts.push(
              files.map((other, at) =>
                at === index ? { path: file.path, lines: file.lines.filter((_, i) => i !== line) } : other,
              ),
            );
        for (const cut of cuts) {
          const less = await diagnoseFiles(cut);
          for (const finding of less.findings.filter(({ role }) => role === 'cause')) {
            const grade = grades[finding.confidence];
            if (finding.id === is)
              expect(grade, `${name}\n${show(less)}`).toBeLessThanOrEqual(grades[best?.confidence ?? 'possible']);
            else expect(grade, `${name}\n${show(less)}`).toBeLessThan(3);
          }
        }
      }
    }
  }, 60_000);
});
