/** Configurations, listings and logs of every kind of device with names and secrets planted in each, for `leak.test.ts`. */
import { utf8Bytes } from '../protocol/text.ts';

/** Parts of names: none may be left, in any case. */
export const deviceNames: readonly string[] =
  'branch2 wernher zaphod marvin android trillian heartofgold ford magrathea arthur slarti krikkit agrajag golga HQRTR HQASA FGTHQ vogsphere tomagra vogonhq srxhq srxtwo hqsrx bzsrx pahq patwo hqpan mikrohq hqmik vyoshq marvinid hqiked HQPC HQSRV deepthought vroomfondel majikthise lunkwill fook gargravarr initrode hitchhiker prefect'.split(
    ' ',
  );

/** Names as short as names are: none may be left as a word of its own. */
export const shortNames: readonly string[] = ['hq', 'bz', 'ea'];

/** What people call what they protect: only an outside vendor may not learn it. */
export const guardedNames: readonly string[] = ['betelgeuse', 'acme', 'payroll', 'slartibart', 'vogons'];

/** Stands in every secret of these files. */
export const deviceSecret = 'Sw0rdfish';

const files: Readonly<Record<string, string>> = {
  'ipsec.secrets': `# secrets of hq
hq branch2 : PSK "Sw0rdfishA"
@hq.initrode.example @bz : PSK "Sw0rdfishB"
203.0.113.7 wernher : PSK "Sw0rdfishC"
zaphod : XAUTH "Sw0rdfishD"
"marvin android" : EAP "Sw0rdfishE"
trillian@initrode.example : EAP Sw0rdfishE2
: RSA heartofgoldKey.pem "Sw0rdfishF"
ford%any : PSK Sw0rdfishG
: PIN %smartcard:50 Sw0rdfishPin
magrathea : RSA {
	Modulus: 0xabc
	PrivateExponent: 0xSw0rdfish
	}
arthur : NTLM 0x53773072646669736848
slarti : PPK "id1" "Sw0rdfishI"
`,
  'charon.log': `Nov 24 00:02:15 hq charon[1]: 09[IKE] <to-magrathea|1> initiating IKE_SA to-magrathea[1] to 203.0.113.7
Nov 24 00:02:15 hq charon[1]: 09[IKE] IKE_SA to-magrathea[1] established between 198.51.100.2[wernher]...203.0.113.7[bz]
Nov 24 00:02:15 hq charon[1]: 09[CFG] looking for 'zaphod' arthur ford
Nov 24 00:02:15 hq charon[1]: CHILD_SA kid-of-slarti{1} established with SPIs c0_i c1_o
Nov 24 00:02:15 ea charon[1]: 09[IKE] authentication of 'bz' (myself) with pre-shared key
Nov 24 00:02:15 ea charon[1]: 09[NET] octets 45 ea 00 bz of ea
`,
  'pluto.log': `Nov 24 00:02:15.123456: "to-krikkit" #1: initiating IKEv2 connection
Nov 24 00:02:15.123456: "to-krikkit"[1] 203.0.113.7 #2: peer ID: '@agrajag'
Nov 24 00:02:15 bz pluto[12]: | proposal
000 "to-krikkit": 10.1.1.0/24===10.2.1.1<10.2.1.1>[@agrajag]...
`,
  'ios.cfg': `hostname HQRTR1
!
ip domain name initrode.example
ip domain-name initrode.example
username zaphod privilege 15 secret 9 $9$Sw0rdfishDefinitely
username marvin password 7 0822455D0A16Sw0rd
enable password Sw0rdfishEn
crypto ikev2 keyring KR-MAGRATHEA
 peer BRANCH-KRIKKIT
  address 203.0.113.7
  pre-shared-key local Sw0rdfishL
  pre-shared-key remote Sw0rdfishR
crypto ikev2 profile PROF-KRIKKIT
 match identity remote fqdn bz.initrode.example
 match identity remote key-id agrajag
 identity local email trillian@initrode.example
 keyring local KR-MAGRATHEA
crypto isakmp key Sw0rdfishM address 203.0.113.7
crypto isakmp key 6 Sw0rdfishN hostname krikkit
crypto keyring OLDKR vrf VRF-ACME
  pre-shared-key address 203.0.113.7 key Sw0rdfishO
crypto ipsec transform-set TS-ACME esp-aes 256 esp-sha256-hmac
crypto map MAPACME 10 ipsec-isakmp
 description to the vault of Betelgeuse
 set peer 203.0.113.7
 set transform-set TS-ACME
 match address ACLACME
interface GigabitEthernet0/1
 description uplink of Slartibart
 crypto map MAPACME
ip access-list extended ACLACME
 permit ip 10.1.1.0 0.0.0.255 10.2.1.0 0.0.0.255
snmp-server community Sw0rdfishP RO
snmp-server location Hitchhikerville
snmp-server contact Prefect
tacacs-server key 7 Sw0rdfishQ
radius-server host 10.1.1.1 key Sw0rdfishS
aaa group server radius RADGRP
ntp server ntp1.initrode.example
banner motd ^C welcome at Initrode ^C
HQRTR1#show crypto session
`,
  'asa.cfg': `ASA Version 9.8(2)
hostname HQASA
domain-name initrode.example
enable password Sw0rdfishEA encrypted
names
name 10.9.9.9 payrollsrv
object network OBJ-KRIKKIT
 subnet 10.2.1.0 255.255.255.0
object-group network OG-ACME
access-list ACL-ACME extended permit ip object OBJ-KRIKKIT any
tunnel-group 203.0.113.7 type ipsec-l2l
tunnel-group TGACME type remote-access
tunnel-group TGACME ipsec-attributes
 ikev1 pre-shared-key Sw0rdfishT
 ikev2 remote-authentication pre-shared-key Sw0rdfishU
 ikev2 local-authentication pre-shared-key Sw0rdfishV
group-policy GPACME internal
group-policy GPACME attributes
username zaphod password Sw0rdfishW encrypted privilege 15
nameif outsideacme
crypto ipsec ikev2 ipsec-proposal PROPACME
`,
  'fgt.cfg': `#config-version=FGT60E-6.4.5-FW-build1828-210217:opmode=0:vdom=0:user=ford
config system global
    set hostname "FGTHQ"
    set alias "FGTHQALIAS"
end
config system admin
    edit "slarti"
        set accprofile "super_admin"
        set password ENC Sw0rdfishX
    next
end
config vpn ipsec phase1-interface
    edit "tokrikkit"
        set interface "wan1"
        set peertype any
        set remote-gw 203.0.113.7
        set localid "hqid"
        set peerid "krikkitid"
        set authusr "arthur"
        set authpasswd ENC Sw0rdfishY
        set psksecret ENC Sw0rdfishZ
        set comments "tunnel to Betelgeuse"
    next
end
config user local
    edit "marvin"
        set type password
        set passwd ENC Sw0rdfishAA
    next
end
config firewall address
    edit "payrollnet"
        set subnet 10.1.1.0 255.255.255.0
    next
end
`,
  'fgt.log': `date=2026-05-01 time=10:10:10 devname="FGTHQ" devid="FGT60E4Q16001234" logid="0101037124" type="event" subtype="vpn" level="error" vd="root" msg="IPsec phase 1 error" action="negotiate" remip=203.0.113.9 locip=198.51.100.1 remport=500 locport=500 user="trillian" group="vogons" xauthuser="N/A" vpntunnel="tovogsphere" status="negotiate_error" reason="peer SA proposal not match local policy"
ike 0:tovogsphere:12: negotiation failure
ike 0:tovogsphere: schedule auto-negotiate
ike V=root:0:tomagra:34: sent IKE msg
`,
  'junos.cfg': `set system host-name srxhq
set system domain-name initrode.example
set system login user zaphod class super-user authentication encrypted-password "$6$Sw0rdfishBB"
set system root-authentication encrypted-password "$1$Sw0rdfishCC"
set security ike policy IKEPOLACME mode main
set security ike policy IKEPOLACME pre-shared-key ascii-text "$9$Sw0rdfishDD"
set security ike gateway GWKRIKKIT ike-policy IKEPOLACME
set security ike gateway GWKRIKKIT local-identity hostname hqsrx
set security ike gateway GWKRIKKIT remote-identity user-at-hostname "ford@initrode.example"
set security ipsec vpn VPNKRIKKIT ike gateway GWKRIKKIT
set security zones security-zone ZONEACME
set snmp community Sw0rdfishEE authorization read-only
set interfaces ge-0/0/0 description "uplink Slartibart"
system {
    host-name srxtwo;
    login {
        user arthur {
            authentication {
                encrypted-password "$6$Sw0rdfishFF"; ## SECRET-DATA
security {
    ike {
        gateway gwvogon {
            address 203.0.113.7;
            local-identity hostname vogonhq;
        }
        policy polvogon {
            pre-shared-key ascii-text "$9$Sw0rdfishGG"; ## SECRET-DATA
        }
    }
    ipsec {
        vpn vpnvogon {
`,
  'junos.log': `Nov 24 00:02:15  srxhq kmd[1234]: KMD_VPN_UP_ALARM_USER: VPN VPNKRIKKIT from 203.0.113.7 is up. Local-ip: 198.51.100.1, gateway name: GWKRIKKIT, vpn name: VPNKRIKKIT, tunnel-id: 131073, local tunnel-if: st0.0, remote tunnel-ip: Not-Available, Local IKE-ID: hqsrx, Remote IKE-ID: krikkitid
<30>1 2026-11-24T00:02:15.123Z bzsrx kmd 1234 - - IKE negotiation failed with error: No proposal chosen. IKE Version: 2, VPN: vpnvogon Gateway: gwvogon, Local: 1.2.3.4/500
`,
  'panos.cfg': `set deviceconfig system hostname pahq
set deviceconfig system domain initrode.example
set mgt-config users zaphod phash Sw0rdfishHH
set network ike gateway gwmagra authentication pre-shared-key key -AQ==Sw0rdfishII
set network tunnel ipsec tunmagra auto-key ike-gateway gwmagra
set network ike gateway gwmagra local-id type fqdn id hqpan
<entry name="gwslarti">
<hostname>patwo</hostname>
<pre-shared-key><key>-AQ==Sw0rdfishJJ</key></pre-shared-key>
<phash>$1$Sw0rdfishKK</phash>
`,
  'routeros.rsc': `/system identity
set name=mikrohq
/ip ipsec peer
add address=203.0.113.7/32 name=peerkrikkit profile=profacme
/ip ipsec identity
add peer=peerkrikkit secret=Sw0rdfishLL my-id=fqdn:hqmik
/ppp secret
add name=zaphod password=Sw0rdfishMM service=l2tp
/user add name=slarti group=full
`,
  'vyos.cfg': `set system host-name 'vyoshq'
set vpn ipsec site-to-site peer krikkitpeer authentication mode 'pre-shared-secret'
set vpn ipsec site-to-site peer krikkitpeer authentication pre-shared-secret 'Sw0rdfishNN'
set vpn ipsec authentication psk krikkitpsk secret 'Sw0rdfishOO'
set vpn ipsec authentication psk krikkitpsk id 'marvinid'
set system login user ford authentication plaintext-password 'Sw0rdfishPP'
`,
  'swanctl-list.txt': `to-magrathea: IKEv2, no reauthentication, rekeying every 14400s
  local:  198.51.100.2
  remote: 203.0.113.7
  local pre-shared key authentication:
    id: wernher
  remote pre-shared key authentication:
    id: bz
  kid-of-slarti: TUNNEL, rekeying every 3600s
    local:  10.1.1.0/24
to-golgafrin: #1, ESTABLISHED, IKEv2, 1_i* 2_r
  kid-golga: #1, reqid 1, INSTALLED, TUNNEL, ESP:AES
`,
  'ipsec.conf': `config setup
conn to-magrathea
	left=198.51.100.2
	leftid=@hq
	rightid=wernher
	also=common-vogon
conn common-vogon
	auto=add
`,
  'iked.conf': `ikev2 "win7-krikkit" active esp from 10.1.1.0/24 to 10.2.1.0/24 local 198.51.100.2 peer 203.0.113.7 srcid hqiked dstid bz psk "Sw0rdfishQQ"
user "zaphod" "Sw0rdfishRR"
`,
  'neighbours.txt': `HQRTR1#show cdp neighbors
Device ID        Local Intrfce     Holdtme    Capability  Platform  Port ID
deepthought.initrode.example
                 Gig 0/1           137              S I   WS-C2960  Gig 0/24
VROOMFONDEL      Gig 0/2           150              R S I ISR4331   Gig 0/0/0

Local Interface    Parent Interface    Chassis Id          Port info          System Name
ge-0/0/0           -                   00:11:22:aa:bb:cc   ge-0/0/1           majikthise
and lunkwill is none of them
uplink of deepthought and Vroomfondel to majikthise
`,
  'dhclient.conf': `send host-name "lunkwill";
# lunkwill
option host_name = fook
host_name = fook
`,
  'fgt-snmp.cfg': `config system snmp community
    edit 1
        set name "Sw0rdfishSS"
    next
end
`,
  'vpn.yaml': `peerid: gargravarr
psk: |
  Sw0rdfishTT
`,
  'mail.txt': `> # cat /etc/racoon/psk.txt
> 203.0.113.7  Sw0rdfishUU
`,
  'win.txt': `    Host Name . . . . . . . . . . . . : HQPC
    Primary Dns Suffix  . . . . . . . : initrode.example
C:\\Users\\zaphod>hostname
HQPC
C:\\>net view \\\\HQSRV
Shared resources at \\\\HQSRV
Computer name: KRIKKIT7
Get-NetIPsecRule
DisplayName           : Rule to Betelgeuse
PS C:\\Users\\marvin> 
Remark                Betel
`,
};

/** The same as files of one host. */
export const devices: readonly { readonly path: string; readonly bytes: Uint8Array }[] = Object.entries(files).map(
  ([name, text]) => ({ path: `hq/${name}`, bytes: utf8Bytes(text) }),
);
