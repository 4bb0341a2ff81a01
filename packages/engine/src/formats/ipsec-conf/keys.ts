/** Settings of ipsec.conf(5) of strongSwan and Libreswan. `left` and `right` stand for either side. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Known to strongSwan's stroke only. */
export const strongswanOnly: ReadonlySet<string> = words(`
  charondebug charonstart plutostart strictcrlpolicy cachecrls eap_identity aaa_identity forceencaps me_peerid mediated_by mediation
  mark_in mark_out if_id_in if_id_out inactivity closeaction dpdaction_ margintime rekeyfuzz_ installpolicy reauth tfc leftfirewall
  rightfirewall leftauth2 rightauth2 leftcert2 rightcert2 leftid2 rightid2 leftca2 rightca2 lefthostaccess righthostaccess leftgroups
  rightgroups leftgroups2 rightgroups2 leftcertpolicy rightcertpolicy leftdns rightdns leftallowany rightallowany leftikeport_
  rightikeport_ leftsigkey rightsigkey xauth xauth_identity modeconfig lifetime lifebytes lifepackets marginbytes marginpackets
  replay_window ldapbase certuribase crluri crluri1 crluri2 ocspuri ocspuri1 ocspuri2 cacert reqid_ signdigest`);

/** Known to Libreswan only. */
export const libreswanOnly: ReadonlySet<string> = words(`
  ikev2 phase2alg phase2 plutodebug logfile logtime logappend logip dumpdir virtual-private virtual_private ikev1-policy
  ike-policy nssdir ipsecdir secretsfile uniqueids_ nhelpers seccomp listen-tcp listen-udp enable-tcp tcp-remoteport dnssec-enable
  dnssec-anchors dnssec-rootkey-file crl-strict crlcheckinterval crl-timeout ocsp-enable ocsp-strict ocsp-timeout ocsp-uri ocsp-trustname
  ocsp-cache-size ocsp-cache-min-age ocsp-cache-max-age ocsp-method ddos-mode ddos-ike-threshold max-halfopen-ike global-redirect
  global-redirect-to shuntlifetime xfrmlifetime interfaces protostack klipsdebug nat_traversal nat-traversal keep-alive statsbin
  audit-log expire-lifetime ikebuf msg-errqueue nflog-all listen curl-iface curl-timeout overlapip perpeerlog perpeerlogdir
  myvendorid fragicmp hidetos leftrsasigkey rightrsasigkey leftrsasigkey2 rightrsasigkey2 leftecdsakey rightecdsakey leftpubkey
  rightpubkey leftckaid rightckaid leftnexthop rightnexthop leftmodecfgclient rightmodecfgclient leftmodecfgserver
  rightmodecfgserver leftxauthclient rightxauthclient leftxauthserver rightxauthserver leftxauthusername rightxauthusername
  leftusername rightusername leftaddresspool rightaddresspool leftsubnets rightsubnets leftvti rightvti leftinterface-ip
  rightinterface-ip leftcat rightcat leftautheap rightautheap leftgroundhog rightgroundhog leftmodecfg rightmodecfg narrowing
  sareftrack negotiationshunt failureshunt modecfgdns modecfgdomains modecfgbanner modecfgpull xauthby xauthfail cisco-unity
  fake-strongswan send-vendorid send_vendorid send-no-esp-tfc nm-configured initial-contact retransmit-timeout retransmit-interval
  liveness_ ipsec-interface vti-interface vti-routing vti-shared mark-in mark-out nflog nflog-group mtu priority metric
  connalias ipsec-max-bytes ipsec-max-packets nic-offload accept-redirect accept-redirect-to send-redirect redirect-to
  decap-dscp encap-dscp nopmtudisc ikepad ike-life_ ms-dh-downgrade pfs-rekey-workaround_ remote-peer-type sha2-truncbug
  sha2_truncbug require-id-on-certificate ppk ppk-ids intermediate tfc labeled-ipsec policy-label sec-label secctx-attr-type
  reject-simultaneous-ike-auth clones rekeyfuzz session-resumption iptfs debug replay-window dns-match-id aggrmode ikelifetime_
  hostaddrfamily clientaddrfamily sendca expire-shunt-interval authenticateby_ pluto plutowait prepluto postpluto`);

/** Known to both. */
export const commonKeys: ReadonlySet<string> = words(`
  left right leftid rightid leftsubnet rightsubnet leftcert rightcert leftca rightca leftsendcert rightsendcert leftsourceip
  rightsourceip leftprotoport rightprotoport leftupdown rightupdown leftauth rightauth leftikeport rightikeport authby
  auto ike esp ah keyexchange aggressive pfs pfsgroup type compress encapsulation fragmentation mobike rekey rekeymargin rekeyfuzz
  keyingtries keylife ikelifetime salifetime lifetime dpddelay dpdtimeout dpdaction reqid mark also uniqueids keep_alive auth
  esn forceencaps ikelifetime connaddrfamily dscp`);

/** Whether either product knows the setting; obsolete experimental ones begin with x-. */
export function isKnown(key: string): boolean {
  return (
    key.startsWith('x-') ||
    key.startsWith('x_') ||
    has(commonKeys, key) ||
    has(strongswanOnly, key) ||
    has(libreswanOnly, key)
  );
}

function has(set: ReadonlySet<string>, key: string): boolean {
  return set.has(key) || set.has(key.replaceAll('_', '-')) || set.has(key.replaceAll('-', '_'));
}

/** Which product the settings of a file point to. */
export function dialectOf(
  settings: Iterable<readonly [key: string, value: string]>,
): 'strongswan' | 'libreswan' | 'unknown' {
  let strong = 0;
  let libre = 0;
  for (const [key, value] of settings) {
    if (has(strongswanOnly, key)) strong++;
    else if (has(libreswanOnly, key)) libre++;
    if (key === 'keyexchange' && /^ikev[12]$/i.test(value)) strong += 0.5;
    if ((key === 'ike' || key === 'esp') && value.endsWith('!')) strong++;
    if ((key === 'ike' || key === 'esp') && /;|aes_|sha2_/.test(value)) libre++;
    if (/^(?:left|right)auth$/.test(key) && /^(?:psk|pubkey|xauth|eap)/i.test(value)) strong++;
    if (/^(?:left|right)auth$/.test(key) && /^(?:secret|rsasig|ecdsa|null)$/i.test(value)) libre++;
    if (key === 'authby' && /^(?:psk|pubkey|xauthpsk|xauthrsasig)$/i.test(value)) strong++;
    if (/^(?:left|right)id$/.test(key) && value.startsWith('@[')) libre++;
  }
  return strong === libre ? 'unknown' : strong > libre ? 'strongswan' : 'libreswan';
}
