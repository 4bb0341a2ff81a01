import { windowsSeeds } from './windows-seeds.ts';

/** Small made-up texts, one or more for each text format, from which its inputs grow. A format without any grows from all. */
export const seedTexts: Readonly<Record<string, readonly string[]>> = {
  'linux-ping': [
    'PING a (10.0.0.6) 56(84) bytes of data.\n64 bytes from a (10.0.0.6): icmp_seq=1 ttl=64 time=0.3 ms\n2 packets transmitted, 1 received, 50% packet loss, time 0ms\nping: b: Name or service not known\n',
  ],
  'windows-ping-unresolved': ['Ping 요청에서 a 호스트를 찾을 수 없습니다. 이름을 확인하고 다시 시도하십시오.\n'],
  'windows-rasdial': [
    'Connecting to A...\nRemote Access error 809 - The network connection\n원격 액세스 오류 13801 - IKE\nSuccessfully connected to A.\n',
  ],
  'systemctl-status': [
    '○ strongswan.service - strongSwan IPsec IKEv1/IKEv2 daemon using swanctl\n     Active: inactive (dead)\nUnit ipsec.service could not be found.\n',
  ],
  'windows-dsregcmd': ['             AzureAdJoined : NO\n              DomainJoined : YES\n'],
  'strongswan-conf': [
    '# made up\ncharon-systemd {\n  load = random nonce openssl! vici\n  i_dont_care_about_security_and_use_aggressive_mode_psk = yes\n  plugins {\n    eap-radius {\n      secret = x\n    }\n  }\n  filelog {\n    a {\n      path = /b\n    }\n  }\n}\ncharon {\n  port = 0\n}\ninclude strongswan.d/*.conf\n',
  ],
  'pki-private-key': [
    '  privkey:   ECDSA 256 bits\n  keyid:     00:01:02:03:04:05:06:07:08:09:0a:0b:0c:0d:0e:0f:10:11:12:13\n  subjkey:   00:01:02:03:04:05:06:07:08:09:0a:0b:0c:0d:0e:0f:10:11:12:13\n',
  ],
  'ipsec-version': [
    'Libreswan 4.10 IKEv2 IKEv1 XFRM FORK NSS (IPsec profile)\n',
    'Linux Libreswan v4.12rc1 (XFRM) on 6.1\n',
  ],
  'certutil-list': [
    '\nCertificate Nickname                                         Trust Attributes\n                                                             SSL,S/MIME,JAR/XPI\n\nca                                                           CT,, \na b - c                                                      u,u,u\n',
  ],
  'swanctl-conf': [
    `# made up
include conf.d/*.conf
base { version = 2
  remote { auth = psk } }
connections {
  site : base {
    local_addrs = 192.0.2.1
    remote_addrs = 192.0.2.2, 2001:db8::1, %any
    proposals = aes256-sha256-modp2048,default
    encap = yes
    local { auth = psk
      id = alpha.example }
    remote { id = "C=CH, O=a b" }
    children { net { local_ts = 10.1.0.0/16[tcp/80], 10.3.0.0/16
        remote_ts = dynamic
        esp_proposals = aes128gcm16-x25519!
        mode = transport
        start_action = trap } } } }
pools { p { addrs = 10.9.0.0/24 } }
`,
  ],
  'windows-event-xml': [
    `<Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing'/><EventID>4653</EventID><TimeCreated SystemTime='2026-05-04T09:01:03.0000000Z'/><EventRecordID>7</EventRecordID><Channel>Security</Channel><Computer>alpha</Computer></System><EventData><Data Name='LocalAddress'>192.0.2.1</Data><Data Name='RemoteAddress'>192.0.2.2</Data><Data Name='KeyModName'>%8222</Data><Data Name='FailurePoint'>%8199</Data><Data Name='FailureReason'>Negotiation timed out&#13;&#10;</Data><Data Name='State'>%8202</Data><Data Name='Role'>%8205</Data><Data Name='InitiatorCookie'>db55d3767e51b422</Data></EventData></Event>
<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Security'/><EventID Qualifiers='0'>547</EventID><TimeCreated SystemTime='2026-05-04T09:01:03Z'/><Channel>Security</Channel><Computer>beta</Computer></System><EventData><Data>Key Exchange Mode (Main Mode)</Data><Data>Source IP Address 192.0.2.1&#10;Source IP Address Mask 255.255.255.255&#10;Destination IP Address 192.0.2.2&#10;Destination IP Address Mask 255.255.255.255&#10;Protocol 0&#10;Source Port 0&#10;Destination Port 0</Data><Data>Kerberos based Identity: host/b&#10;Peer IP Address: 192.0.2.2</Data><Data>Me</Data><Data>No policy configured</Data><Data>Processed first (SA) payload&#10;Responder.  Delta Time 63</Data></EventData></Event></Events>
`,
  ],
  'windows-event-json': [
    `[{"Id":4653,"ProviderName":"Microsoft-Windows-Security-Auditing","LogName":"Security","MachineName":"alpha","RecordId":7,"TimeCreated":"/Date(1777885263000)/","Properties":[{"Value":"-"},{"Value":"-"},{"Value":"192.0.2.1"},{"Value":"500"},{"Value":"192.0.2.2"},{"Value":"500"},{"Value":"IKEv2"},{"Value":"Local computer"},{"Value":"Policy match error"}],"Message":"x"}]
`,
  ],
  'windows-event-csv': [
    `Level,Date and Time,Source,Event ID,Task Category
Information,5/4/2026 9:01:03 AM,Microsoft-Windows-Security-Auditing,4965,IPsec Driver,"IPsec received a packet

Remote Network Address:\t192.0.2.2
Inbound SA SPI:\t\t1234"
`,
  ],
  'windows-event-table': [
    `   ProviderName: Microsoft-Windows-Security-Auditing

TimeCreated                      Id LevelDisplayName Message
-----------                      -- ---------------- -------
5/4/2026 9:00:10 AM            4653 Information      An IPsec main mode negotiation failed....
5/4/2026 9:00:11 AM            4965 Information      IPsec received a packet
                                                     
                                                     Remote Network Address:\t192.0.2.2
`,
  ],
  'windows-event-list': [
    `Event[0]:
  Log Name: Security
  Source: Microsoft-Windows-Security-Auditing
  Date: 2026-05-04T09:01:03.000
  Event ID: 4963
  Computer: alpha
  Description: 
IPsec dropped an inbound clear text packet.

Remote Network Address:\t192.0.2.2
Inbound SA SPI:\t\t0
`,
  ],
  'windows-event-pasted': [
    `첫 문장입니다.

가:
	가:	-
	가:	192.0.2.1
	가:	500

가:
	가:	-
	가:	192.0.2.2
	가:	500

가:
	가:	IKEv1
	가:	가
	가:	가
	가:	가
	가:	0

가:
	가:	가
	가:	정책 구성 안됨
	가:	가
	가:	a1b2c3d4e5f60718
	가:	0000000000000000
`,
    `we see:

> Event[0]:
>   Log Name: Security
>   Source: Microsoft-Windows-Security-Auditing
>   Event ID: 4963
>   Description:
> IPsec dropped an inbound clear text packet.
`,
    `An IPsec quick mode negotiation failed.

Local Endpoint:
\tNetwork Address:\t192.0.2.1
Remote Endpoint:
\tNetwork Address:\t192.0.2.2
Failure Information:
\tFailure Point:\tRemote computer
\tFailure Reason:\tPolicy match error
`,
  ],
  'windows-error': [
    `The user a dialed a connection named b which has failed. The error code returned on failure is 809.
`,
  ],
  'oakley-log': [
    `3-29: 23:12:56:306:ee8 Receive: (get) SA = 0x00000000 from 192.0.2.2.500
3-29: 23:12:56:306:ee8 ISAKMP Header: (V1.0), len = 200
3-29: 23:12:56:306:ee8   I-COOKIE a6256b4534195894
3-29: 23:12:56:306:ee8   R-COOKIE 0000000000000000
3-29: 23:12:56:306:ee8   exchange: Oakley Main Mode
3-29: 23:12:56:306:ee8   next payload: SA
3-29: 23:12:56:306:ee8 Responding with new SA 12fd20
3-29: 23:12:57:306:ee8 isadb_set_status sa:0012fd20 centry:00000000 status 35ea
`,
  ],
  'ipsec-conf': [
    `version 2.0
config setup
\tuniqueids=no
conn %default
\tikelifetime=8h
conn site
\talso=base
\tleft=192.0.2.1
\tleftid=@alpha.example
\tleftsubnet=10.1.0.0/24
\tright=%any
\trightid="C=CH, O=x"
\trightsubnets={10.2.0.0/24 10.3.0.0/24}
\tauthby=secret
\tikev2=insist
\tike=aes256-sha2;modp2048,aes128-sha1
\tesp=aes_gcm256-null!
\tauto=start
conn base
\tpfs=yes
\tphase2alg=aes128-sha1
include /etc/ipsec.d/*.conf
`,
  ],
  'ipsec-secrets': [
    `# made up
include /etc/ipsec.d/*.secrets
@alpha.example @beta.example : PSK "not the planted one"
192.0.2.1 %any : PSK 0x0102030405060708
: RSA key.pem
carol : XAUTH "x y"
dave : EAP 0sAAECAwQF
`,
  ],
  'swanctl-list-conns': [
    `site: IKEv2, no reauthentication, rekeying every 14400s, dpd delay 30s
  local:  192.0.2.1
  remote: 192.0.2.2 2001:db8::1
  local pre-shared key authentication:
    id: alpha.example
  remote public key authentication:
    id: C=CH, O=x
    cacerts: C=CH, O=ca
  net: TUNNEL, rekeying every 3600s, dpd action is clear
    local:  10.1.0.0/24
    remote: 10.2.0.0/24 10.9.0.0/24[tcp/http]
any: IKEv1/2, reauthentication every 10800s, no rekeying
  local:  %any
  remote: %any
`,
  ],
  'swanctl-list-sas': [
    `site: #2, ESTABLISHED, IKEv2, 1122334455667788_i 8877665544332211_r*
  local  'alpha.example' @ 192.0.2.1[4500]
  remote 'beta.example' @ 192.0.2.2[4500] [10.9.0.1]
  AES_CBC-256/HMAC_SHA2_256_128/PRF_HMAC_SHA2_256/MODP_2048
  established 3s ago, rekeying in 13144s, reauth in 10s
  active:  CHILD_REKEY
  net: #2, reqid 1, INSTALLED, TUNNEL-in-UDP, ESP:AES_CBC-256/HMAC_SHA2_256_128/ESN
    installed 3s ago, rekeying in 3425s, expires in 3957s
    in  5db655bc (0x0000002a),      0 bytes,     0 packets
    out c52d1b89,   8400 bytes,   100 packets,     2s ago
    local  10.1.0.0/24
    remote 10.2.0.0/24
site: #1, CONNECTING, IKEv1, 99aabbccddeeff00_i* 0000000000000000_r
  local  '%any' @ 192.0.2.1[500]
  remote '%any' @ 192.0.2.2[500]
  queued:  QUICK_MODE
`,
  ],
  'swanctl-load': [
    `loaded ike secret 'ike-1'
loaded connection 'site'
loading connection 'other' failed: invalid value for: proposals, config discarded
loading 'key.pem' failed: parsing RSA private key failed
loaded 1 of 2 connections, 1 failed to load, 0 unloaded
`,
    `parsing /etc/swanctl/swanctl.conf failed: syntax error\nsuccessfully loaded 1 connections, 0 unloaded\n`,
  ],
  'ipsec-status': [
    `000 using kernel interface: xfrm
000 interface eth0 UDP 192.0.2.1:500
000 pluto_version=4.10, pluto_vendorid=OE-Libreswan-4.10, audit-log=yes
000 Connection list:
000  
000 "site": 10.1.0.0/24===192.0.2.1[@alpha.example]...192.0.2.2[C=CH, O=a...b]===10.2.0.0/24; erouted; eroute owner: #2
000 "site":     oriented; my_ip=unset; their_ip=unset; my_updown=ipsec _updown;
000 "site":   our auth:secret, their auth:RSASIG+ECDSA, our autheap:none, their autheap:none;
000 "site":   policy: IKEv2+PSK+ENCRYPT+TUNNEL+PFS+UP+IKE_FRAG_ALLOW+ESN_NO+ESN_YES;
000 "site":   our idtype: ID_FQDN; our id=@alpha.example; their idtype: ID_DER_ASN1_DN; their id=C=CH, O=a...b
000 "site":   IKE algorithms: AES_CBC_256-HMAC_SHA2_256-MODP2048, AES_CBC_128-HMAC_SHA1-MODP1536+DH19
000 Total IPsec connections: loaded 2, active 1
000 #1: "site":500 STATE_V2_ESTABLISHED_IKE_SA (established IKE SA); REKEY in 27713s; newest; idle;
000 #2: "site" esp.cc0d1850@192.0.2.2 esp.8d0d865@192.0.2.1 tun.0@192.0.2.2 Traffic: ESPin=504B ESPout=1KB ESPmax=2^63B 
000 #3: pending Phase 2 for "host"
006 #2: "road"[1] 192.0.2.23, type=ESP, add_time=1234567890, inBytes=84, outBytes=85, maxBytes=2^63B, id='C=CA', lease=10.9.0.1/32
`,
    `Status of IKE charon daemon (strongSwan 5.9.8, Linux 6.1.0, x86_64):
  uptime: 3 seconds, since Nov 23 22:00:00 2026
Listening IP addresses:
  192.0.2.1
Connections:
        site:  192.0.2.1...192.0.2.2  IKEv2, dpddelay=30s
        site:   local:  [alpha.example] uses pre-shared key authentication
        site:   remote: [C=CH, O=x] uses public key authentication
         net:   child:  10.1.0.0/24 === 10.2.0.0/24 TUNNEL, dpdaction=clear
Security Associations (1 up, 1 connecting):
        site[2]: CONNECTING, 192.0.2.1[%any]...192.0.2.2[%any]
        site[1]: ESTABLISHED 3 seconds ago, 192.0.2.1[alpha.example]...192.0.2.2[C=CH, O=x]
        site[1]: IKEv2 SPIs: 1122334455667788_i* 8877665544332211_r, rekeying in 2 hours
         net{1}:  INSTALLED, TUNNEL, reqid 1, ESP in UDP SPIs: c7a7e8c5_i c1b079d1_o
         net{1}:  AES_CBC_256/HMAC_SHA2_256_128, 84 bytes_i (1 pkt, 2s ago), 0 bytes_o, rekeying in 43 minutes
         net{1}:   10.1.0.0/24 === 10.2.0.0/24
`,
  ],
  'ip-addr': [
    `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
2: eth0@if2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default
    inet 192.0.2.1/24 scope global eth0
       valid_lft forever preferred_lft forever
    inet6 2001:DB8::1/64 scope global
3: tun0: <POINTOPOINT,NOARP> mtu 1400 qdisc noop state DOWN
    inet 10.9.0.1 peer 10.9.0.2/32 scope global tun0
`,
    '[{"ifindex":2,"ifname":"eth0","flags":["UP"],"mtu":1500,"addr_info":[{"family":"inet","local":"192.0.2.1","prefixlen":24}]}]',
  ],
  'ip-route': [
    `default via 192.0.2.9 dev eth0
10.2.0.0/16 via 192.0.2.9 dev eth0 table 220 proto static src 10.1.0.1
192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.1
unreachable 10.66.0.0/16 dev lo metric 1024
default via inet6 2001:db8::9 dev eth0 metric 1024 pref medium
`,
    '[{"dst":"default","gateway":"192.0.2.9","dev":"eth0","flags":[]},{"type":"blackhole","dst":"10.0.0.0/8","dev":"x"}]',
  ],
  'ip-xfrm-state': [
    `src 192.0.2.1 dst 192.0.2.2
\tproto esp spi 0xfd4d3c30(4249697328) reqid 1(0x00000001) mode tunnel
\treplay-window 0 seq 0x00000000 flag af-unspec (0x00100000)
\tauth-trunc hmac(sha1) 0x0102030405060708090a0b0c0d0e0f1011121314 (160 bits) 96
\tenc cbc(aes) 0x000102030405060708090a0b0c0d0e0f (128 bits)
\tencap type espinudp sport 4500 dport 4501 addr 0.0.0.0
\tanti-replay context: seq 0x0, oseq 0x1f7, bitmap 0x00000000
\tlifetime current:
\t  42252(bytes), 503(packets)
\t  add 2026-11-23 22:45:28 use 2026-11-23 22:45:29
src 192.0.2.2 dst 192.0.2.1
\tproto esp spi 0xcd93615e reqid 1 mode transport
\treplay-window 32 flag esn
\tmark 0x2a/0xff
\taead rfc4106(gcm(aes)) 0x00112233445566778899aabbccddeeff00112233 128
\tanti-replay esn context:
\t seq-hi 0x0, seq 0x5, oseq-hi 0x0, oseq 0x0
\tsel src 10.1.0.0/24 dst 10.2.0.0/24 proto tcp dport 80
\tif_id 0x5
\tdir in
`,
  ],
  'ip-xfrm-policy': [
    `src 10.1.0.0/24 dst 10.2.0.0/24 proto tcp dport 80
\tdir out priority 100 ptype main
\tmark 0x2a/0xff
\ttmpl src 192.0.2.1 dst 192.0.2.2
\t\tproto esp spi 0xc1234567 reqid 1 mode tunnel
\tif_id 0x5
src 10.3.0.0/24 dst 10.2.0.0/24 uid 0
\tdir fwd action block index 10 priority 0 ptype main share any flag  (0x00000000)
\tlifetime current:
\t  7(bytes), 1(packets)
src ::/0 dst ::/0
\tsocket in priority 0 ptype main
`,
  ],
  'xfrm-stat': [
    'XfrmInError                     \t0\nXfrmInNoStates                  \t7\nXfrmOutNoStates 18446744073709551615\n',
  ],
  'udp-listeners': [
    `State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process
UNCONN 0      0            0.0.0.0:500       0.0.0.0:*     users:(("charon",pid=12,fd=3))
UNCONN 0      0               [::]:4500         [::]:*
`,
    `Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name
udp        0      0 192.0.2.1%eth0:500      0.0.0.0:*                           123/pluto
udp6       0      0 :::4500                 :::*                                -
`,
  ],
  ldif: [
    `version: 1

dn: CN=ipsecNFA{00000000-0000-0000-0000-000000000003},CN=IP Security,CN=System,DC=example
objectClass: ipsecNFA
whenChanged: 20041001160000.0Z
ipsecName:: 7JqU7LKt
ipsecNegotiationPolicyReference: CN=ipsecNegotiationPolicy{00000000-0000-0000-0000-000000000004},
 CN=IP Security
ipsecData:: AKy7EY1J0RGGOQCgJI0wIRgAAAABAAAABQAAAAIAAAAAAP3///8=
nTSecurityDescriptor: O:DAG:DAD:PAI(A;CI;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;DA)(OA;;RP;;;S-1-5-11)
`,
  ],
  'registry-export': [
    `Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\ConSecRules]
"{1}"="v2.10|Action=SecureServer|Active=TRUE|Profile=Domain|Protocol=6|EP2Port2_10=80-90|EP2_4=10.0.0.0/255.0.0.0|EP2_4=LocalSubnet|Name=a|Auth1Set={2}|Crypto2Set={3}|"
"{4}"="v2.0|Action=Secure|RTunnel4=192.0.2.1|LTunnel4=192.0.2.2|KeyMod=IkeV2|"

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\Phase1AuthenticationSets\\{2}\\0000]
"Method"="MachineCert"
"CAName"="CN=x"

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall\\Phase2CryptoSets\\{3}\\0000]
"Protocol"="AH&ESP"
"AhHash"="SHA1"
"EspHash"="MD5"
"Encryption"="3DES"
"TimeOutMinutes"="60"
`,
    `Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\Policy\\Local]
"ActivePolicy"="SOFTWARE\\\\Policies\\\\ipsecPolicy{00000000-0000-0000-0000-000000000001}"

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\Policy\\Local\\ipsecPolicy{00000000-0000-0000-0000-000000000001}]
"ipsecName"="Isolation"
"ipsecData"=hex:63,21,20,22,4c,4f,d1,11,86,3b,00,a0,24,8d,30,21,04,00,00,00,58,02,00,00,00
"whenChanged"=dword:69ef7add

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\Policy\\Local\\ipsecNFA{00000000-0000-0000-0000-000000000003}]
"ipsecData"=hex:00,ac,bb,11,8d,49,d1,11,86,39,00,a0,24,8d,30,21,2a,00,00,00,01,00,00,00,05,00,00,00,02,00,00,00,00,00,fd,ff,ff,ff,02,00,00,00,00,00,00,00,00,00,00,00,00,00,01,00,00,00,02,00,00,00,00,00,00

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\Policy\\Persistent\\ipsecNegotiationPolicy{00000000-0000-0000-0000-000000000004}]
"ipsecNegotiationPolicyAction"="{8a171dd3-77e3-11d1-8659-a04f00000000}"
"ipsecData"=hex:b9,20,dc,80,c8,2e,d1,11,a8,9e,00,a0,24,8d,30,21,54,00,00,00,01,00,00,00,01,00,00,00,00,00,00,00,00,00,00,00,01,00,00,00,00,00,00,00,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,cd,00

[-HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\Policy\\Cache]
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec\\Policy\\Cache\\ipsecFilter{00000000-0000-0000-0000-000000000005}]
"description"="a
b"
"ipsecData"=hex:b5,20,dc,80,c8,2e,d1,11,a8,9e,00,a0,24,8d,30,21,48,00,00,00,01,00,00,00,02,00,00,00,00,00,02,00,00,00,00,00,04,00,00,00,64,00,00,00,07,07,07,07,07,07,07,07,07,07,07,07,07,07,07,07,01,00,00,00,00,00,00,00,ff,ff,ff,ff,00,00,00,00,00,00,00,00,00,00,00,00,06,00,00,00,00,00,00,00,00,00,00,00,3d,cd,fe,35,29,ae,73,43,8a,6a,c5,d8,fa,b2,fb,08,90,00,00,00,01,00,00,00,01,00,00,00,02,00,00,00,00,00,02,00,00,00,00,00,04,00,00,00,64,00,00,00,07,07,07,07,07,07,07,07,07,07,07,07,07,07,07,07,01,00,00,00,08,00,00,00,03,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,03,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,00,06,00,00,00,08,00,00,00
`,
  ],
  sysctl: [
    'net.ipv4.ip_forward = 1\nnet.ipv4.conf.eth0/1.rp_filter = 2\nkernel.hostname = alpha\n/proc/sys/net/x = 1\n',
  ],
  'nft-ruleset': [
    `table ip nat {
\tchain POSTROUTING {
\t\ttype nat hook postrouting priority srcnat; policy accept;
\t\tip saddr 10.1.0.0/24 oifname "eth0" masquerade
\t\tmeta secpath exists accept
\t\tudp dport { 500, 4500 } drop
\t}
}
`,
    '*nat\n:POSTROUTING ACCEPT [0:0]\n-A POSTROUTING -s 10.1.0.0/24 -o eth0 -j MASQUERADE\n-A FORWARD -j DROP\nCOMMIT\n',
  ],
  ...windowsSeeds,
};

/** Lines in front of which a log puts its message: every way a time, a host, a program and a journal's fields are written. */
export const logFronts: readonly string[] = [
  '2026-11-03 10:00:00.123 ',
  '2026-11-03T10:00:00.123456+09:00 ',
  'Nov  3 10:00:00 alpha charon: ',
  'Nov  3 10:00:00.123456: ',
  'Nov 03 10:00:00 alpha pluto[12]: ',
  '<30>1 2026-11-03T10:00:00Z alpha charon 12 - - ',
  'Tue, 2026-11-03, 10:00:00 ',
  '[   12.345678] ',
  '10:00:00 ',
  '',
];

/** Whole records of a journal and of JSON logs around a message. */
export function journalRecords(message: string): readonly string[] {
  const text = JSON.stringify(message);
  return [
    `{"__REALTIME_TIMESTAMP":"1793700000123456","_HOSTNAME":"alpha","SYSLOG_IDENTIFIER":"charon","_PID":"12","MESSAGE":${text}}`,
    `{"time":"2026-11-03T10:00:00Z","thread":"05","group":"IKE","ikesa-uniqueid":"1","ikesa-name":"net","msg":${text}}`,
    `__REALTIME_TIMESTAMP=1793700000123456\n_HOSTNAME=alpha\nSYSLOG_IDENTIFIER=charon\nMESSAGE=${message}\n`,
  ];
}
