import { messageOrders, securityLayouts } from '../windows-event/layouts.ts';
import type { WindowsEventData } from '../windows-event/index.ts';
import { labelled, type Labelled } from './labelled.ts';
import { legacyByStructure } from './structure.ts';

/** Labels of the messages of 541 to 547 and of the drops, where the message is that of an English system: name by label. */
const legacyLabels: Readonly<Record<string, string>> = {
  mode: 'Mode',
  filter: 'Filter',
  'peer identity': 'PeerIdentity',
  'failure point': 'FailurePoint',
  'failure reason': 'FailureReason',
  'extra status': 'ExtraStatus',
  parameters: 'Parameters',
  'inbound spi': 'InboundSpi',
  'outbound spi': 'OutboundSpi',
  attribute: 'Attribute',
  'expected value': 'ExpectedValue',
  'received value': 'ReceivedValue',
  'packet source': 'RemoteAddress',
  'inbound sa': 'SPI',
  'number of packets': 'Count',
};

/**
 * Values of an event out of its rendered message: by the order of the labels, which is the same in every language; of legacy events by
 * the English labels, or by the order of its paragraphs where the language is another one. Empty where the message does not have the form expected.
 */
export function dataOfMessage(id: number, message: string | null): WindowsEventData[] {
  if (message === null || message.trim() === '') return [];
  if (id < 4000) return legacyData(id, message);
  const order = messageOrders[id] ?? securityLayouts[id];
  if (order === undefined) return [];
  const lines = labelled(message);
  if (lines.length < order.length || order.length === 0) return englishModern(id, lines);
  return order.flatMap((name, at) => {
    const line = lines[at];
    return line === undefined || name.startsWith('[') ? [] : [{ name, value: line.value }];
  });
}

const modernLabels: Readonly<Record<string, string>> = {
  'failure point': 'FailurePoint',
  'failure reason': 'FailureReason',
  state: 'State',
  role: 'Role',
  'initiator cookie': 'InitiatorCookie',
  'responder cookie': 'ResponderCookie',
  'keying module name': 'KeyModName',
  'remote network address': 'RemoteAddress',
  'local network address': 'LocalAddress',
  'inbound sa spi': 'SPI',
  'inbound spi': 'InboundSpi',
  'outbound spi': 'OutboundSpi',
  'error code': 'Error',
};

/** A message of which lines are missing: what its labels name beyond doubt. Network addresses stand twice, the local one first. */
function englishModern(id: number, lines: readonly Labelled[]): WindowsEventData[] {
  const data: WindowsEventData[] = [];
  const addresses = lines.filter(({ label }) => label === 'network address');
  const [local, remote] = addresses;
  if (local !== undefined) data.push({ name: 'LocalAddress', value: local.value });
  if (remote !== undefined) data.push({ name: 'RemoteAddress', value: remote.value });
  const methods = lines.find(({ label }) => label === 'authentication method');
  if (methods !== undefined) data.push({ name: id === 4984 ? 'EMAuthMethod' : 'MMAuthMethod', value: methods.value });
  for (const { label, value } of lines) {
    const name = modernLabels[label];
    if (name !== undefined) data.push({ name, value });
  }
  return data;
}

/** Where a label of a legacy message begins inside a line. */
const legacyLabel = new RegExp(`(?:^|\\s)(?=(?:${Object.keys(legacyLabels).join('|')})\\s?:)`, 'gi');

/** Lines of a legacy message. Where an export put all of it on one line (eventquery.vbs), a label begins the next one. */
function legacyLines(message: string): readonly string[] {
  const lines = message.split(/\r?\n/);
  const full = lines.filter((line) => line.trim() !== '');
  return full.length > 1 ? lines : (full[0] ?? '').replace(legacyLabel, '\n').split('\n');
}

function legacyData(id: number, message: string): WindowsEventData[] {
  const layout = securityLayouts[id];
  if (layout === undefined || layout.length < 2) return [];
  const data: WindowsEventData[] = [];
  let name: string | null = null;
  let value: string[] = [];
  const close = (): void => {
    if (name !== null) data.push({ name, value: value.join('\n').trim() });
    name = null;
    value = [];
  };
  for (const raw of legacyLines(message.slice(0, 32_768))) {
    const line = raw.trim();
    const colon = line.indexOf(':');
    const label = colon > 0 ? legacyLabels[line.slice(0, colon).trim().toLowerCase()] : undefined;
    if (label !== undefined && layout.includes(label)) {
      close();
      name = label;
      value = [line.slice(colon + 1).trim()];
    } else if (name !== null) value.push(line);
  }
  close();
  return data.length > 0 ? data : legacyByStructure(id, message);
}
