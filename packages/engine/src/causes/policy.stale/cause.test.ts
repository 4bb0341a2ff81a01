import { describe, expect, it } from 'vitest';
import { client, logOf, mainFails, server } from '../../formats/windows-event/stories.fixture.ts';
import { back, cookie } from '../../formats/windows-event/story.fixture.ts';
import { writePolicy } from '../../protocol/ipsec-data/write.fixture.ts';
import { candidates, causesOf, describeCause } from '../describe-cause.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from '../play.fixture.ts';
import { assignedText, ipconfigText } from '../windows.fixture.ts';

const file = (path: string, text: string): EvidenceFile => ({ path, lines: text.split('\n') });
const own = file('wg-client-01/ipconfig.txt', ipconfigText({ address: client.address, gateway: '172.10.1.1' }));
const version = (word: string): EvidenceFile =>
  file('wg-client-01/version.txt', `Version of the stored policy: 1.0.1\nIPsec policy is ${word}\n`);
const unread = logOf(client, {
  id: 5474,
  at: 1,
  provider: 'Microsoft-Windows-Security-Auditing',
  channel: 'Security',
  values: [
    ['Policy', 'Woodgrove isolation'],
    ['Error', '1355'],
  ],
});
const refused = logOf(
  server,
  mainFails({ ...back, at: 1, reason: 'IKE security attributes are unacceptable', cookie, state: 'none' }),
);

describeCause('policy.stale', {
  proves: { files: [own, version('not up-to-date')], confidence: 'likely', details: { host: 'wg-client-01' } },
  unlike: {
    'the policy is the current one': { files: [own, version('up-to-date')], is: null },
    'the directory could not be read': {
      files: [own, version('not up-to-date'), unread],
      is: 'policy.retrieval-failed',
    },
  },
  // The names of the policies differ in their versions, and names may be out of step (POL-13).
  cannotTell: {
    files: [
      refused,
      file('wg-server-02/assigned.txt', assignedText({ domain: 'Isolation (1.0.2)' })),
      own,
      file('wg-client-01/assigned.txt', assignedText({ domain: 'Isolation (1.0.1)' })),
    ],
  },
});

const object = 'ipsecPolicy{00000000-0000-0000-0000-000000000001}';
const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(',');
const copy = file(
  'wg-client-01/policy.reg',
  [
    'Windows Registry Editor Version 5.00',
    '',
    `[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\Policy\\Cache\\${object}]`,
    '"ClassName"="ipsecPolicy"',
    '"ipsecName"="Isolation"',
    `"ipsecData"=hex:${hex(writePolicy(600))}`,
    `"whenChanged"=dword:${(Date.UTC(2026, 3, 1) / 1000).toString(16)}`,
    '',
  ].join('\n'),
);
const directory = (changed: string): EvidenceFile =>
  file(
    'wg-dc-01/policies.ldif',
    [
      'version: 1',
      '',
      `dn: CN=${object},CN=IP Security,CN=System,DC=woodgrove,DC=example`,
      'objectClass: ipsecPolicy',
      `cn: ${object}`,
      `whenChanged: ${changed}`,
      `ipsecData:: ${Buffer.from(writePolicy(600)).toString('base64')}`,
      '',
    ].join('\n'),
  );

describe('names of policies with versions', () => {
  const named = [
    refused,
    file('wg-server-02/assigned.txt', assignedText({ domain: 'Isolation (1.0.2)' })),
    own,
    file('wg-client-01/assigned.txt', assignedText({ domain: 'Isolation (1.0.1)' })),
  ];

  it('say nothing where the policy itself is known to be the current one (POL-13)', async () => {
    const told = async (files: readonly EvidenceFile[]): Promise<Record<string, unknown> | undefined> =>
      causesOf(await diagnoseFiles(files)).find(({ id }) => id === 'policy.stale')?.details;
    expect(await told([...named, version('up-to-date')])).toBeUndefined();
    expect(await told([...named, copy, directory('20260401000000.0Z')])).toBeUndefined();
  });
});

describe('the stored copy of a policy beside the directory', () => {
  it('is stale where it was changed earlier', async () => {
    const found = await diagnoseFiles([own, copy, directory('20260402000000.0Z')]);
    const finding = causesOf(found).find(({ id }) => id === 'policy.stale');
    expect(finding?.details).toMatchObject({ policy: 'Isolation', behindSeconds: 86_400 });
    expect(finding?.confidence).not.toBe('certain');
  });

  it('is none where it is as old, or where nothing shows the directory', async () => {
    for (const files of [
      [own, copy, directory('20260401000000.0Z')],
      [own, copy],
    ])
      expect(candidates(await diagnoseFiles(files))).not.toContain('policy.stale');
  });
});
