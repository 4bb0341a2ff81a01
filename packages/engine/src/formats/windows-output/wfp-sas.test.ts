/** Written from the members that Microsoft documents of the structures; no text comes from a real machine. */
import { describe, expect, it } from 'vitest';
import { diagnoseFiles } from '../../causes/play.fixture.ts';
import { read } from './output.fixture.ts';

const key = '00112233445566778899aabbccddeeff';
const details = (spi: string, direction: string): string => `<ipVersion>FWP_IP_VERSION_V4</ipVersion>
<saDirection>FWP_DIRECTION_${direction}</saDirection>
<traffic><ipVersion>FWP_IP_VERSION_V4</ipVersion><localV4Address>172.10.1.21</localV4Address><remoteV4Address>172.10.2.40</remoteV4Address>
<trafficType>IPSEC_TRAFFIC_TYPE_TRANSPORT</trafficType><ipsecFilterId>4711</ipsecFilterId><remotePort>0</remotePort><localPort>0</localPort><ipProtocol>6</ipProtocol></traffic>
<saBundle><flags/><saList numItems="1"><item>
<spi>${spi}</spi>
<saTransformType>IPSEC_TRANSFORM_ESP_AUTH_AND_CIPHER</saTransformType>
<espAuthAndCipherInformation><saCipherInformation><cipherTransform><cipherTransformId><cipherType>IPSEC_CIPHER_TYPE_AES_128</cipherType></cipherTransformId></cipherTransform>
<cipherKey><data>${key}</data><asString>${key}</asString></cipherKey></saCipherInformation>
<saAuthInformation><authTransform><authTransformId><authType>IPSEC_AUTH_SHA_1</authType></authTransformId></authTransform><authKey><data>${key}</data></authKey></saAuthInformation></espAuthAndCipherInformation>
</item></saList><mmSaId>17</mmSaId></saBundle>`;
const state = (...parts: readonly string[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<wfpstate>
${parts.join('\n')}
</wfpstate>`;
const quick = `<saContexts numItems="1"><item><saContextId>33</saContextId>
<inboundSa>${details('1111111', 'INBOUND')}</inboundSa>
<outboundSa>${details('0x0021e88e', 'OUTBOUND')}</outboundSa></item></saContexts>`;
const main = `<ikeSas numItems="1"><item><saId>17</saId><keyModuleType>IKEEXT_KEY_MODULE_IKEV2</keyModuleType><ipVersion>FWP_IP_VERSION_V4</ipVersion>
<ikeTraffic><ipVersion>FWP_IP_VERSION_V4</ipVersion><localV4Address>2886336789</localV4Address><remoteV4Address>0xac0a0228</remoteV4Address><authIpFilterId>0</authIpFilterId></ikeTraffic>
<ikeProposal><cipherAlgorithm><algoIdentifier>IKEEXT_CIPHER_AES_256</algoIdentifier></cipherAlgorithm><dhGroup>IKEEXT_DH_GROUP_14</dhGroup></ikeProposal>
<cookiePair>
<initiator>a1b2c3d4e5f60718</initiator><responder>1122334455667788</responder>
</cookiePair></item></ikeSas>`;

describe('SAs in the state of the filtering platform (unconfirmed)', () => {
  it('are a main mode and a quick mode', () => {
    const reading = read(state(main, quick));
    expect(reading.format).toBe('windows-wfp');
    expect(reading.observations).toMatchObject([
      {
        kind: 'ike-sa',
        version: 2,
        local: '172.10.1.21',
        remote: '172.10.2.40',
        initiatorSpi: 'a1b2c3d4e5f60718',
        responderSpi: '1122334455667788',
        proposal: 'AES_256-14',
      },
      {
        kind: 'child-sa',
        mode: 'transport',
        protocol: 'ESP',
        local: '172.10.1.21',
        remote: '172.10.2.40',
        spiIn: '0010f447',
        spiOut: '0021e88e',
        transform: 'AES_128-SHA_1',
        remoteTs: [{ from: '172.10.2.40', protocol: 6 }],
      },
    ]);
    expect(
      JSON.stringify(reading, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain(key);
  });

  it('are not told where a peer or its numbers are missing, and their absence is not told at all', () => {
    for (const text of [
      state(quick.replaceAll('<remoteV4Address>172.10.2.40</remoteV4Address>', '')),
      state(quick.replaceAll(/<spi>.*<\/spi>/g, '')),
      state(main.replace('0xac0a0228', '0')),
      state('<saContexts numItems="0"/>'),
    ])
      expect(read(text).observations).toEqual([]);
  });

  it('a cookie in decimal has no known order of bytes', () => {
    expect(read(state(main.replace('a1b2c3d4e5f60718', '11651590505119483672'))).observations).toMatchObject([
      { initiatorSpi: null, responderSpi: '1122334455667788' },
    ]);
  });

  it('what rests on them is never certain, and says that the reader is unconfirmed', async () => {
    const lines = state(main, quick).split('\n');
    const { artifacts, findings } = await diagnoseFiles([{ path: 'a/wfpstate.xml', lines }]);
    expect(artifacts).toMatchObject([{ format: 'windows-wfp', status: 'read' }]);
    expect(findings.filter(({ confidence }) => confidence === 'certain')).toEqual([]);
    expect(JSON.stringify(findings)).not.toContain(key);
  });
});
