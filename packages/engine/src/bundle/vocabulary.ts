/**
 * Words that a word of somebody's name may not push out of a log: what daemons, tools and systems say, and plain English. Names that
 * equal one are replaced where they stand as a name (in an identity, a certificate, a domain name) and stay where they stand alone.
 */
import { charonPatterns } from '../formats/charon-log/patterns/index.ts';
import { deviceDialects } from '../formats/device-dialects.ts';
import * as ipsecConfKeys from '../formats/ipsec-conf/keys.ts';
import { plutoRows } from '../formats/pluto-log/patterns/index.ts';
import { sentences } from '../formats/windows-event/sentences.ts';
import { facts } from '../observations/facts/index.ts';

const deepest = 6;

function harvest(value: unknown, into: Set<string>, depth: number): void {
  if (depth > deepest || value === null) return;
  if (typeof value === 'string') {
    for (const word of value.toLowerCase().match(/[a-z0-9]{2,64}/g) ?? []) into.add(word);
  } else if (value instanceof Set) for (const one of value) harvest(one, into, depth + 1);
  else if (Array.isArray(value)) for (const one of value) harvest(one, into, depth + 1);
  else if (typeof value === 'object')
    for (const [key, one] of Object.entries(value)) {
      harvest(key, into, depth + 1);
      harvest(one, into, depth + 1);
    }
}

/** Words of tools' outputs and settings that no table of a reader lists. */
const toolWords = `
  a about above access account accounts action active adapter add added address addresses administrator admin after agent algorithm all allow
  alt always an and any application are area as asn at attempt auth authenticated authentication authority auto automatic available back base be
  because been before begin between bit block boot both brd bridge broadcast built but by byte bytes ca can cannot case cbc cert certificate
  certificates chain change channel charon charset check child ciphers class clear client clients clock close cn code com command common computer
  conf config configuration configured conn connection connections console control copy could count counter country crl crypto current data database
  date day days dc debug default delay delete denied description destination detail device dhcp dir directory disabled disk distribution dns does
  domain domains done down driver drop dropped dump each edge eap else email empty enabled enc end endpoint enterprise entry enum env error esp
  established ether ethernet event events ever every exchange exit expired export ext external failed failure false family feb fe field file files
  filter filters final find first flag flags flow for force format forward forwarding found from full gateway gcm general generic global group
  groups guest gw had hardware has hash have header headers hello help here hex high home host hostname hosts hour hours how http https icmp id
  ident identity if ifname ike ikev1 ikev2 in inactive inbound inet inet6 info information init initiator input install installed instance inter
  interface interfaces internal internet into ip ipsec ipv4 ipv6 is issuer it item its jan job just keep kerberos kernel key keyid keys kind known
  krb5 krbtgt lan last lease left length level lft libreswan life lifetime like limit line link linux list listen load loaded local localhost
  lock log logon logs loopback lower mac machine mail main make manager mark mask master match max may mean memory message messages metric min
  minute mode model module monitor mtu multicast my name names nat net netkey netmask network never new next nft no node nobody none normal not
  note notify now ns nss null number object of off office offline ok old on once one online only open option options or order org other our out
  outbound output over own owner packet packets pair parse part pass path payload peer permanent pid ping plain plugin pluto policies policy pool
  port ports pppoe prefix preferred prerouting postrouting primary print priority private proc process profile program prompt proposal proposals
  proto protocol public qdisc qlen query queue rather raw read ready real realm received record redirect ref rekey reload remote remove reply
  report reqid request required reset resolve resource responder response result retry right road root route router routing rsa rule rules run
  running same save scope script second seconds secret secrets section secure security select self send sent serial server service session set
  setting setup severity shared show side sign site size sleep socket software some source spi src start started state statement static station
  status step stop storage string strongswan style subject subnet subnets success suite switch system systemd table tag target task tcp template
  temporary test text than that the their then there these this thread time timeout to tool top total traffic transport tree true trust try ts
  tunnel type udp unix unknown up update upper use used user users using valid value values vendor version vip virtual vpn vti wait was way we
  web well were what when where which who will windows with within without work worker workgroup workstation works world write xfrm yes you your
  zone administrators authenticated builtin everyone network nt authority anonymous krbtgt ldap cifs gc msdcs com net org www ftp smtp ntp
  ipsecpolicy ipsecnfa ipsecfilter ipsecisakmppolicy ipsecnegotiationpolicy ipsecdata ipsecname gptipsecpolicy dsipsecpolicypath
  dsipsecpolicyname
  am ago did do go gt he hi lt me mm nd ok pm re so st th us we de en ko kr kb mb gb tb ms kbps mbps hz
  ah ap ce cp ct cr dd dh dn dp dr dt dx eq et fd fi fs fw gi gid gre hdr ho iif io iv ix ke ld le ll lo ls lv md mn mr mv ne
  ni nr nx oif oc ou pd pf pl po pr ps py qm ra rc rd rem rfc ro rr rs rw rx sa sc sd sh sig sn sp sr ss sub sw te tc tsi tsr tt tu tx
  uid ul ux vd vl vm vs wg wr xe xp sk ei er v1 v2 v3 v4 v6 p1 p2 st0 eth0 eth1 tun0 ppp0 lo0 wan dmz
  fqdn keyid asn1dn rfc822 upn edit vdom super crypto map keyring transform isakmp ikev1 acl vlan uplink
  completed successfully resources remark gethostname`;

let words: ReadonlySet<string> | null = null;

/** The vocabulary, lower case; made when it is first asked for. */
export function vocabulary(): ReadonlySet<string> {
  if (words !== null) return words;
  const found = new Set<string>();
  for (const pattern of charonPatterns) harvest([pattern.id, pattern.lines, pattern.code], found, 0);
  for (const row of plutoRows) harvest([row.id, row.texts, row.code], found, 0);
  for (const { rows } of deviceDialects) for (const row of rows) harvest(row.texts, found, 0);
  for (const { parts } of sentences) harvest(parts, found, 0);
  harvest(Object.keys(facts), found, 0);
  harvest(Object.values(ipsecConfKeys), found, 0);
  harvest(toolWords, found, 0);
  words = found;
  return found;
}
