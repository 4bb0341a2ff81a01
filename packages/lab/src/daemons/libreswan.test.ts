import { describe, expect, it } from 'vitest';
import { workingConfig } from '../defaults.ts';
import { drawScenario } from '../draw.ts';
import type { Draw, HostDraw, Scenario } from '../types.ts';
import { libreswanChild, libreswanId, libreswanIke, renderIpsecConf, renderIpsecSecrets } from './libreswan-conf.ts';
import { plutoFileLog, plutoProof } from './libreswan.ts';

const scenario: Scenario = {
  id: 'rendering',
  title: 'rendering',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  ike: [2],
  allow: { nat: ['none'], family: [4], daemons: [['libreswan', 'libreswan']] },
  act: () => Promise.resolve(),
  prove: () => [],
};

function draw(): Draw {
  return drawScenario(scenario, 7, { esp: false, ah: false, netem: false, tun: true });
}

describe('ipsec.conf', () => {
  it('spells algorithms as Libreswan does', () => {
    expect(libreswanIke({ encryption: 'aes256', integrity: 'sha256', group: 'ecp256' })).toBe('aes256-sha2_256-dh19');
    expect(libreswanIke({ encryption: 'aes128gcm16', prf: 'prfsha384', group: 'modp2048' })).toBe(
      'aes_gcm128-sha2_384-modp2048',
    );
    expect(libreswanChild({ encryption: 'aes128', integrity: 'sha1', group: 'modp2048' }, 'esp')).toBe(
      'aes128-sha1;modp2048',
    );
    expect(libreswanChild({ encryption: 'aes128', integrity: 'sha256' }, 'ah')).toBe('sha2_256');
  });

  it('marks names with an at sign and leaves other identities alone', () => {
    expect(libreswanId('gw.example.org')).toBe('@gw.example.org');
    expect(libreswanId('kim@example.org')).toBe('kim@example.org');
    expect(libreswanId('192.0.2.1')).toBe('192.0.2.1');
    expect(libreswanId('C=KR, CN=gw')).toBe('C=KR, CN=gw');
    expect(libreswanId('%any')).toBe('%any');
  });

  it('holds both ends, the networks and the secret of a working configuration', () => {
    const one = draw();
    const config = workingConfig(one, 'initiator');
    const text = renderIpsecConf(config, one, ['logtime=yes']);
    const own = one.hosts[one.initiator] as HostDraw;
    const peer = one.hosts[one.responder] as HostDraw;
    expect(text).toContain(`conn ${one.connection}\n`);
    expect(text).toContain(`\tleft=${own.address}\n`);
    expect(text).toContain(`\tright=${peer.address}\n`);
    expect(text).toContain(`\tleftsubnet=${own.subnet}\n`);
    expect(text).toContain('\tikev2=insist\n');
    expect(renderIpsecSecrets(config)).toContain(`: PSK "${one.secret}"`);
  });

  it('omits the networks in transport mode between the hosts themselves', () => {
    const one = draw();
    const config = workingConfig(one, 'initiator');
    const child = config.connections[0]?.children[0];
    if (child === undefined) throw new Error('no child');
    child.mode = 'transport';
    child.localSubnets = [];
    child.remoteSubnets = ['dynamic'];
    const text = renderIpsecConf(config, one, []);
    expect(text).toContain('\ttype=transport\n');
    expect(text).not.toContain('subnet');
  });
});

describe("pluto's log", () => {
  const raw =
    'Nov  3 22:13:15.823577: "site" #1: initiating\nNov 23 01:00:00.000001: | more\ncontinued\nDec 31 23:59:59.999999: old\n';
  const now = Date.UTC(2026, 10, 24);
  const host = (time: HostDraw['log']['time'], timeZone: string): HostDraw => {
    const one = draw();
    const own = one.hosts[one.initiator] as HostDraw;
    return { ...own, log: { ...own.log, time, timeZone } };
  };

  it('gets a year, and last year where this one would be in the future', () => {
    expect(plutoProof(raw, now).split('\n')).toEqual([
      '2026-11-03T22:13:15.823577 "site" #1: initiating',
      '2026-11-23T01:00:00.000001 | more',
      'continued',
      '2025-12-31T23:59:59.999999 old',
      '',
    ]);
  });

  it('comes back byte for byte in UTC, shifted in other zones, and bare without times', () => {
    const proof = plutoProof(raw, now);
    expect(plutoFileLog(proof, host('clock', 'UTC'))).toBe(raw);
    expect(plutoFileLog(proof, host('clock', 'Asia/Seoul')).split('\n')[0]).toBe(
      'Nov  4 07:13:15.823577: "site" #1: initiating',
    );
    expect(plutoFileLog(proof, host('none', 'UTC')).split('\n')[0]).toBe('"site" #1: initiating');
  });
});
