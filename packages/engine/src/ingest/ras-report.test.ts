/** The report of `netsh ras diagnostics`: what is in it is known by itself, whatever its frame looks like. Made up. */
import { describe, expect, it } from 'vitest';
import { ipconfigText, netstatText } from '../causes/windows.fixture.ts';
import { textFormats } from '../formats/index.ts';
import type { WireReading } from '../protocol/wire-reading.ts';
import { bytesInput, ingest } from './ingest.ts';
import { tagStripper } from './ras-report.ts';

const readWire = (): Promise<WireReading> => Promise.reject(new Error('no capture here'));
const ipconfig = ipconfigText({ address: '172.10.1.21', gateway: '172.10.0.1' });
const netstat = netstatText([500, 'cvpnd.exe']);
const trace = ['[1568] 03-09 17:16:35:098: a text', '[1568] 03-09 17:16:35:099: another'].join('\n');
const oakley = [
  '3-29: 23:12:46:306:ee8 Receive: (get) SA = 0x00000000 from 172.10.2.40.500',
  '3-29: 23:12:46:306:ee8 ISAKMP Header: (V1.0), len = 200',
  '3-29: 23:12:46:306:ee8   I-COOKIE a6256b4534195894',
].join('\n');

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const report = [
  'Remote Access Diagnostic Report',
  '',
  'Tracing Logs',
  trace,
  '',
  'A title',
  ipconfig,
  netstat,
  'Another title',
  oakley,
  '',
].join('\n');
const page = [
  '<html><head><title>Remote Access Diagnostic Report</title><style>Windows IP Configuration</style></head><body>',
  `<h1>A title</h1><table><tr><td>Windows</td><td>10.0</td></tr></table><pre>${escaped(ipconfig)}</pre>`,
  `<pre>${escaped(netstat)}</pre><p>${oakley.split('\n').map(escaped).join('<br>')}</p></body></html>`,
].join('\n');

async function members(text: string) {
  const { artifacts } = await ingest([bytesInput('rasdiag.htm', new TextEncoder().encode(text))], {
    formats: textFormats,
    readWire,
  });
  return artifacts.map(({ path, format, status }) => [path, format, status]);
}

describe('the report of netsh ras diagnostics', () => {
  it('as a text: each output and each log has its own reader', async () => {
    expect(await members(report)).toEqual([
      ['rasdiag.htm', 'windows-ras-report', 'read'],
      ['rasdiag.htm/ipconfig', 'windows-ipconfig', 'read'],
      ['rasdiag.htm/netstat', 'windows-netstat', 'read'],
      ['rasdiag.htm/oakley.log', 'oakley-log', 'read'],
      ['rasdiag.htm/tracing.log', 'windows-ras-trace', 'read'],
    ]);
  });

  it('as a page: the same, without its tags, and nothing of its style', async () => {
    expect(await members(page)).toEqual([
      ['rasdiag.htm', 'windows-ras-report', 'read'],
      ['rasdiag.htm/ipconfig', 'windows-ipconfig', 'read'],
      ['rasdiag.htm/netstat', 'windows-netstat', 'read'],
      ['rasdiag.htm/oakley.log', 'oakley-log', 'read'],
    ]);
  });

  it('a page that is no such report is left to others', async () => {
    const [[, format] = []] = await members(page.replace('Remote Access Diagnostic Report', 'Report'));
    expect(format).not.toBe('windows-ras-report');
  });

  it('a log in which a peer is called so stays a log', async () => {
    const line = `2026-05-04T09:00:00+00:00 a charon: 07[CFG] looking for peer configs matching 192.0.2.1[Remote Access Diagnostic Report]...192.0.2.2[b]`;
    expect((await members(`${line}\n`)).map(([, format]) => format)).toEqual(['charon-log']);
  });

  it.each([
    ['a &lt;b&gt; &#65;&#x42;&nbsp;&unknown; &#1114112;', ['a <b> AB &unknown;  ']],
    ['<td>one</td><td>two</td><br>three', ['one two ', 'three']],
    ['<script>Windows IP Configuration', ['']],
    ['<b unclosed', ['']],
  ])('takes the tags out of %s', (line, texts) => {
    const strip = tagStripper();
    strip('<html>');
    expect(strip(line)).toEqual(texts);
  });
});
