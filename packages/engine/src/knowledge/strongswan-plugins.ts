/** Plug-ins that releases of strongSwan have had, by their names in `load` (docs.strongswan.org, "Plugins"; the lists of earlier releases). */
export const strongswanPlugins: ReadonlySet<string> = new Set(
  (
    'acert addrblock aes aesni af-alg agent android-dns android-log attr attr-sql bliss blowfish botan bypass-lan ccm certexpire chapoly cmac ' +
    'connmark constraints counters coupling ctr curl curve25519 des dhcp dnscert dnskey drbg duplicheck eap-aka eap-aka-3gpp eap-aka-3gpp2 ' +
    'eap-dynamic eap-gtc eap-identity eap-md5 eap-mschapv2 eap-peap eap-radius eap-sim eap-sim-file eap-sim-pcsc eap-simaka-pseudonym ' +
    'eap-simaka-reauth eap-simaka-sql eap-tls eap-tnc eap-ttls error-notify ext-auth farp fips-prf files forecast gcm gcrypt gmp gmpdh ha hmac ' +
    'ipseckey kdf kernel-iph kernel-libipsec kernel-netlink kernel-pfkey kernel-pfroute kernel-wfp keychain ldap led load-tester lookip md4 md5 ' +
    'medcli medsrv mgf1 ml mysql newhope nonce ntru openssl openxpki osx-attr p-cscf padlock pem pgp pkcs1 pkcs11 pkcs12 pkcs7 pkcs8 prf pubkey ' +
    'radattr random rc2 rdrand resolve revocation save-keys selinux sha1 sha2 sha3 smp socket-default socket-dynamic socket-win soup sql sqlite ' +
    'sshkey stroke systime-fix test-vectors tnc-ifmap tnc-imc tnc-imv tnc-pdp tnc-tnccs tnccs-11 tnccs-20 tnccs-dynamic tpm unbound unity ' +
    'updown vici whitelist winhttp wolfssl x509 xauth-eap xauth-generic xauth-noauth xauth-pam xcbc curve448 addrblock charon charon-systemd'
  ).split(' '),
);
