import type { AuthMethod, ConnectionConfig, Endpoint, Proposal, Selector, Source } from '../observations/index.ts';
import { parseSelector } from '../policy/selectors.ts';
import { proposalsOfSa } from '../policy/wire-proposals.ts';
import { firstPayload, type IkePayload, payloadsOf, type TrafficSelector } from '../protocol/ike/message.ts';
import type { PskProof } from '../protocol/decrypt/psk-proof.ts';
import type { WireIke } from '../protocol/wire-reading.ts';
import type { CertificateSummary } from '../protocol/x509.ts';
import type { Role } from './types.ts';

/** What a protected message says that was opened with keys among the evidence: the sender's own words, authenticated. */
export interface OpenedMessage {
  readonly sender: Role;
  readonly exchange: string;
  readonly kind: 'request' | 'response' | 'message';
  readonly messageId: number;
  readonly artifact: string;
  /** In the capture's own clock. */
  readonly ns: bigint;
  readonly source: Source;
  /** The sender's identity with its type in front where the text alone does not tell (`fqdn:`, `keyid:`), and the one it asks the peer for. */
  readonly identity: string | null;
  readonly asked: string | null;
  readonly method: AuthMethod | null;
  readonly certificates: readonly CertificateSummary[];
  /** Tells whether a pre-shared key made the sender's proof; null where that cannot be told. */
  readonly proof: PskProof | null;
  /** EAP codes (1 request … 4 failure) and methods, RFC 3748 section 4. */
  readonly eap: readonly { readonly code: number; readonly method: string | null; readonly refusal: string | null }[];
  readonly notifies: readonly string[];
  /** Of a request for a child: what it offers, its selectors from the sender's side, and whether it asks for transport mode. */
  readonly child: {
    readonly proposals: readonly Proposal[];
    readonly local: readonly Selector[];
    readonly remote: readonly Selector[];
    readonly transport: boolean;
  } | null;
}

/** Reads an opened message; null for one that was not opened. */
export function openedMessage(
  ike: WireIke,
  sender: Role,
  exchange: string,
  kind: OpenedMessage['kind'],
  source: Source,
): OpenedMessage | null {
  if (ike.opened === undefined) return null;
  const { payloads } = ike.message;
  const v2 = ike.message.protocol === 'IKEv2';
  const ids = exchange === 'Quick Mode' ? [] : payloadsOf(payloads, 'id');
  const own = v2 ? ids.find((id) => id.role === sender) : ids[0];
  const asked = v2 && sender === 'initiator' ? ids.find((id) => id.role === 'responder') : undefined;
  return {
    sender,
    exchange,
    kind,
    messageId: ike.message.messageId >>> 0,
    artifact: source.artifact,
    ns: ike.ns,
    source,
    identity: own === undefined ? null : typedIdentity(own.idType.id, own.text),
    asked: asked === undefined ? null : typedIdentity(asked.idType.id, asked.text),
    method: methodOf(payloads, v2, own !== undefined),
    proof: ike.proof ?? null,
    certificates: payloadsOf(payloads, 'cert').flatMap(({ certificate }) =>
      certificate === null ? [] : [certificate],
    ),
    eap: payloadsOf(payloads, 'eap').map(({ code, method, refusal }) => ({
      code: code.id,
      method: method?.name ?? null,
      refusal,
    })),
    notifies: payloadsOf(payloads, 'notify').map(({ notify }) => notify.name),
    child: v2 ? childV2(payloads, kind) : childV1(payloads, exchange),
  };
}

/** Types that the text alone does not show get their prefix of swanctl.conf. */
function typedIdentity(type: number, text: string): string {
  if (type === 2) return `fqdn:${text}`;
  if (type === 3) return `email:${text}`;
  return type === 11 ? `keyid:${text}` : text;
}

function methodOf(payloads: readonly IkePayload[], v2: boolean, identified: boolean): AuthMethod | null {
  const auth = firstPayload(payloads, 'auth');
  if (auth !== undefined) return auth.method.id === 2 ? 'psk' : auth.method.id === 13 ? 'null' : 'pubkey';
  if (!v2) return firstPayload(payloads, 'sig') !== undefined ? 'pubkey' : null;
  // A request with an identity and no AUTH asks for EAP (RFC 7296 section 2.16).
  return identified && firstPayload(payloads, 'sa') !== undefined ? 'eap' : null;
}

function childV2(payloads: readonly IkePayload[], kind: OpenedMessage['kind']): OpenedMessage['child'] {
  const sa = firstPayload(payloads, 'sa');
  const ts = payloadsOf(payloads, 'ts');
  if (kind !== 'request' || sa === undefined || ts.length < 2) return null;
  const of = (role: Role): Selector[] =>
    ts.filter((one) => one.role === role).flatMap((one) => one.selectors.map(selectorOf));
  return {
    proposals: proposalsOfSa(sa.proposals),
    // TSi is the side of whoever asks in this exchange (RFC 7296 section 2.9).
    local: of('initiator'),
    remote: of('responder'),
    transport: payloadsOf(payloads, 'notify').some(({ notify }) => notify.name === 'USE_TRANSPORT_MODE'),
  };
}

/** The first message of quick mode: proposals and the two client identities (RFC 2409 section 5.5). */
function childV1(payloads: readonly IkePayload[], exchange: string): OpenedMessage['child'] {
  const sa = firstPayload(payloads, 'sa');
  if (exchange !== 'Quick Mode' || sa === undefined) return null;
  const [local, remote] = payloadsOf(payloads, 'id').map((id) => parseSelector(id.text.replaceAll(' ', '')));
  const suites = sa.proposals.flatMap((one) =>
    one.transforms.map((transform) => transform.suite?.encapsulation?.name ?? ''),
  );
  return {
    proposals: proposalsOfSa(sa.proposals),
    local: local === undefined ? [] : [local],
    remote: remote === undefined ? [] : [remote],
    transport: suites.length > 0 && suites.every((name) => /transport/i.test(name)),
  };
}

function selectorOf(one: TrafficSelector): Selector {
  const any = one.startPort === 0 && one.endPort === 65535;
  return {
    from: one.startAddress,
    to: one.endAddress,
    protocol: one.protocol.id,
    portFrom: any ? 0 : one.startPort,
    portTo: any ? 65535 : one.endPort,
    ...(one.startPort === 65535 && one.endPort === 0 ? { opaque: true } : {}),
    text: one.text,
  };
}

/**
 * The configuration an end shows by what it offers, as far as it shows it: for a host of which no configuration is at hand. Null
 * when nothing of it was opened.
 */
export function shownConnection(
  messages: readonly OpenedMessage[],
  role: Role,
  version: 1 | 2 | null,
  own: Endpoint | null,
  peer: Endpoint | null,
): ConnectionConfig | null {
  const mine = messages.filter((message) => message.sender === role);
  const named = mine.find((message) => message.identity !== null);
  const child = mine.find((message) => message.child !== null);
  const first = named ?? child;
  if (first === undefined || version === null) return null;
  const method = mine.find((message) => message.method !== null)?.method ?? null;
  const asked = mine.find((message) => message.asked !== null)?.asked ?? null;
  const bare = { detail: null, certificates: [], authorities: [] };
  return {
    kind: 'connection',
    name: `${first.exchange} ${first.kind}`,
    loaded: true,
    versions: [version],
    aggressive: null,
    localAddresses: own === null ? [] : [own.address],
    remoteAddresses: peer === null ? [] : [peer.address],
    local: named === undefined || method === null ? [] : [{ ...bare, method, id: named.identity }],
    remote: asked === null ? [] : [{ ...bare, method: 'any', id: asked }],
    proposals: [],
    children:
      child?.child == null
        ? []
        : [
            {
              name: child.exchange,
              local: child.child.local,
              remote: child.child.remote,
              mode: child.child.transport ? 'transport' : 'tunnel',
              proposals: child.child.proposals,
              pfs: null,
              settings: {},
              src: child.source,
            },
          ],
    settings: {},
    src: first.source,
  };
}
