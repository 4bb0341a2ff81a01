import { describe, expect, it } from 'vitest';
import { charonLog } from '../charon-log/index.ts';
import { readText, sniffText } from '../shared/testing.ts';
import { isTraceLine, rasTrace } from '../windows-ras-trace/index.ts';
import { traceText } from './index.ts';

const converted = [
  '[0]0274.04B4::2026/05/04-09:00:01.123456700 [Microsoft-Windows-WFP]IPsec: Main Mode Failure.',
  '[1]0004.0058::2026/05/04-09:00:02.123456700 [Microsoft-Windows-NDIS-PacketCapture]Packet Fragment (60 (0x3C) bytes)',
].join('\n');
const traced = ['[1568] 03-09 17:16:35:098: a text', '[1568] 17:16:35: another'].join('\n');

describe('texts of traces', () => {
  it('are known by the front of their lines, and say what to hand in instead', () => {
    expect(sniffText(traceText, converted)).toBeGreaterThan(70);
    expect(readText(traceText, converted).faults[0]?.reason).toContain('hand in the .etl itself');
    expect(sniffText(traceText, traced)).toBe(0);
  });

  it('tracing logs of remote access are known, and nothing is taken from them', () => {
    expect(sniffText(rasTrace, traced)).toBeGreaterThan(70);
    expect(readText(rasTrace, traced)).toMatchObject({ observations: [], faults: [], records: 2 });
    expect(sniffText(rasTrace, converted)).toBe(0);
  });

  it('no log of a daemon is taken for one', () => {
    const log = '[1568] 05[IKE] received AUTHENTICATION_FAILED\n2026-05-04T09:00:00 a charon: 05[IKE] a';
    expect([sniffText(traceText, log), sniffText(rasTrace, log), isTraceLine('[12] 1:2')]).toEqual([0, 0, false]);
    expect(sniffText(charonLog, traced)).toBeLessThan(70);
  });
});
