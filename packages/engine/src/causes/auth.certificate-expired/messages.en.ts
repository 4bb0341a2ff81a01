import type { CauseMessages } from '../api.ts';

export default {
  title: 'A certificate has expired',
  explanation:
    'The end that checks refused a certificate of the other end because its validity is over, by the clock of the checking host. The certificate can be that of the host or one of its issuers. If the clock of the checking host is wrong, the clock is the cause.',
  meaning: 'The certificate of the peer, or one of its issuers, is past the end of its validity.',
  proof:
    'The end that checks names the certificate and says that it has expired, while its clock is not known to be wrong.',
  separatedBy: 'the validity dates of the certificate, next to the right time',
  steps: {
    ask: 'Ask since when it fails: a failure that began at a certain date and hits every partner of this host fits a certificate that ran out.',
    check:
      'Read the validity of the certificate and of every issuer (strongSwan: swanctl --list-certs; Libreswan: ipsec listall or certutil -L on its NSS database; Windows: certlm.msc), and compare the date of the checking host with a reference.',
    fix: 'Renew the certificate, load it (strongSwan: swanctl --load-creds; Libreswan: import into NSS and restart the connection) and start the connection again. Renewing alone is not enough: the daemon goes on sending the old one until it has loaded the new.',
  },
} satisfies CauseMessages as CauseMessages;
