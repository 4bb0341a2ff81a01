/** What tells a name from other words with dots in them. */

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/**
 * Last labels of domain names: generic and country-code ones of the root zone (IANA) that are not also usual endings of files or settings,
 * special-use names (RFC 6761, RFC 8375, RFC 9476), and those that networks make up (ICANN, name collision studies).
 */
export const topLabels: ReadonlySet<string> = set(`
  com net org edu gov mil int arpa info biz name pro aero coop museum jobs mobi travel tel asia cat post xxx
  io dev app cloud tech online site store shop blog xyz top club live world group global company network systems solutions services agency
  email digital media center city bank insurance health hospital university school academy berlin london paris tokyo
  example test invalid localhost local localdomain lan intranet internal private corp home mail onion alt
  ac ad ae af ag al am ao ar at au aw az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cd cf cg ch ci ck cl cm cn co cr cu cv cy cz de dj dk
  dm do dz ec ee eg er es et eu fi fj fm fo fr ga gb gd ge gg gh gi gl gm gn gp gq gr gt gu gw gy hk hm hn hr ht hu id ie il im iq ir is it je jm jo jp ke kg kh
  ki km kn kp kr kw ky kz lb li lk lr ls lt lu lv ly ma mc mg mh mk mm mn mo mp mq mr mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz
  om pa pe pf pg ph pk pt pw py qa ro ru rw sa sb sc sd se sg si sj sk sl sm sn sr st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv
  tw tz ua ug uk us uy uz va vc ve vg vi vn vu ws ye yt za zm zw`);

/** Names in the words of daemons and systems themselves, which are nobody's secret and which readers look for. */
export const publicNames: ReadonlySet<string> = set(`
  strongswan.org www.strongswan.org docs.strongswan.org wiki.strongswan.org libreswan.org www.libreswan.org openswan.org www.openswan.org
  schemas.microsoft.com www.microsoft.com microsoft.com go.microsoft.com technet.microsoft.com support.microsoft.com learn.microsoft.com
  www.w3.org w3.org ietf.org www.ietf.org datatracker.ietf.org kernel.org www.kernel.org wireshark.org www.wireshark.org tcpdump.org www.tcpdump.org
  debian.org www.debian.org bugs.debian.org openssl.org www.openssl.org openbsd.org netfilter.org www.netfilter.org
  sha.no ip.no connection.id connection.type`);

/** First parts of dotted settings (sysctl(8), strongswan.conf(5)) that would read as names otherwise. */
export const settingRoots: ReadonlySet<string> = set(`
  net kernel fs vm dev user abi crypto sunrpc charon charon-systemd swanctl starter libtls libimcv libstrongswan pki pool system microsoft windows`);

/** Labels of directory service records (MS-ADTS 6.3.2.3) and principals' services that stay, for they say what was asked for. */
export const serviceLabels: ReadonlySet<string> = set(`
  dc gc pdc domains sites msdcs default-first-site-name www krbtgt ldap cifs host http https rpc rpcss termsrv wsman kadmin changepw mssqlsvc dns ipsec ike
  in-addr ip6 arpa isatap wpad teredo localhost`);

/** Attributes of a distinguished name whose values are names (RFC 4519, X.520), as daemons and tools write them, in any case. */
const nameAttributes: ReadonlySet<string> = set(`
  cn ou dc uid emailaddress serialnumber postalcode unstructuredname unstructuredaddress organizationidentifier givenname`);

/** The same, where lower case is a setting of some tool. */
const upperAttributes: ReadonlySet<string> = set('O L ST S E SN GN STREET OU CN DC UID EMAIL');

/** Whether a word in front of `=` is an attribute whose value is a name; a country (C) is none. */
export function isNameAttribute(word: string): boolean {
  return upperAttributes.has(word) || nameAttributes.has(word.toLowerCase());
}

/** Fields that tell an outside vendor what a network is divided into (SOC-02, SOC-05, SOC-07): names people gave to rules, lists and connections. */
export const guardedKeys: ReadonlySet<string> = set(`
  description rulename policyname filterlistname filteractionname filtername ipsecname displaygroup rulegroup groupname connection conn gponame policystore comment comments remark group usergroup xauthgroup`);

/** Fields of devices that stand in the midst of a line, with a colon and without quotes (Junos KMD messages). */
export const midKeys: ReadonlySet<string> = set('gatewayname vpnname gateway vpn localikeid remoteikeid');

/** Containers that every directory has (MS-ADTS 6.1.1.4), whose names say nothing of whose it is. */
const directoryNames: ReadonlySet<string> = new Set([
  'ip security',
  'system',
  'policies',
  'machine',
  'user',
  'users',
  'computers',
  'configuration',
  'schema',
  'sites',
  'services',
  'builtin',
  'domain controllers',
  'microsoft',
]);

/** Whether the value of an attribute names an object that every directory has, or a policy object by its GUID alone. */
export function isDirectoryName(value: string): boolean {
  return directoryNames.has(value.toLowerCase()) || /^(?:ipsec[A-Za-z]{1,30})?\{[0-9A-Fa-f-]{36}\}$/.test(value);
}

/** Settings and fields whose value is a name, compared without regard to case and to what stands between the words. */
export const nameKeys: ReadonlySet<string> = set(`
  id leftid rightid eapid xauthid aaaid eapidentity xauthidentity aaaidentity leftusername rightusername leftxauthusername rightxauthusername
  username user users account accountname accountdomain domain domainname dnsdomain primarydnssuffix hostname host computer computername
  workstation workstationname machinename subjectusername subjectdomainname targetusername targetdomainname targetservername subjectaccountname
  localprincipalname remoteprincipalname localmmprincipalname remotemmprincipalname principal principalname clientname servername server realm
  userdomain logondomain logonserver identity peeridentity localidentity remoteidentity localid remoteid peerid myid nodename
  client targetserver serviceaccount servicename callinguser loggedonas owner certsubject leftcert rightcert remoteusername emailaddress
  devname devid tunnelname vpntunnel xauthuser srcname dstname authuser fctuid gatewayname vpnname ikeid localikeid remoteikeid ikegateway entryname
  호스트이름 컴퓨터이름 사용자이름 계정이름 계정도메인 도메인 도메인이름 사용자 서비스이름 클라이언트이름 워크스테이션이름 주체이름 보안주체이름
  dnshostname samaccountname userprincipalname displayname distinguishedname netbiosname netbiosdomainname site sitename
  registeredowner registeredorganization systemname targetoutboundusername targetoutbounddomainname logonuser loggedonuser lastloggedonuser currentuser managedby
  connectionid sysname newhostname oldhostname newdomainname olddomainname dhcphostname clienthostname 등록된소유자 등록된조직 시스템이름 로그온서버 로그온한사용자`);
