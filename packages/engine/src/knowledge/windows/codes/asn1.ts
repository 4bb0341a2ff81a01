/** Codes of encoding (ASN.1). Source of number, name and text: MS-ERREF, winerror.h and raserror.h; meanings in our own words, where the code matters to IPsec. */
import type { Entry } from '../types.ts';
import { code } from './code.ts';

export const asn1Codes: readonly Entry[] = [
  code(
    'certificate',
    0x80093000,
    'CRYPT_E_OSS_ERROR',
    'OSS Certificate encode/decode error code base See asn1code.h for a definition of the OSS runtime errors.',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x80093100,
    'CRYPT_E_ASN1_ERROR',
    'ASN1 Certificate encode/decode error code base. The ASN1 error values are offset by CRYPT_E_ASN1_ERROR.',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x80093101,
    'CRYPT_E_ASN1_INTERNAL',
    'ASN1 internal encode or decode error.',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x80093102,
    'CRYPT_E_ASN1_EOD',
    'ASN1 unexpected end of data.',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x80093103,
    'CRYPT_E_ASN1_CORRUPT',
    'ASN1 corrupted data.',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x80093104,
    'CRYPT_E_ASN1_LARGE',
    'ASN1 value too large.',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x80093105,
    'CRYPT_E_ASN1_CONSTRAINT',
    'ASN1 constraint violated.',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x80093106,
    'CRYPT_E_ASN1_MEMORY',
    'ASN1 out of memory.',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x80093107,
    'CRYPT_E_ASN1_OVERFLOW',
    'ASN1 buffer overflow.',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x80093108,
    'CRYPT_E_ASN1_BADPDU',
    'ASN1 function not supported for this PDU.',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x80093109,
    'CRYPT_E_ASN1_BADARGS',
    'ASN1 bad arguments to function call.',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x8009310a,
    'CRYPT_E_ASN1_BADREAL',
    'ASN1 bad real value.',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x8009310b,
    'CRYPT_E_ASN1_BADTAG',
    'ASN1 bad tag value met.',
    ['The certificate or message does not parse (ASN.1).', '인증서나 메시지를 해석할 수 없습니다(ASN.1).'],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x8009310c,
    'CRYPT_E_ASN1_CHOICE',
    'ASN1 bad choice value.',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x8009310d,
    'CRYPT_E_ASN1_RULE',
    'ASN1 bad encoding rule.',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x8009310e,
    'CRYPT_E_ASN1_UTF8',
    'ASN1 bad unicode (UTF8).',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x80093133,
    'CRYPT_E_ASN1_PDU_TYPE',
    'ASN1 bad PDU type.',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x80093134,
    'CRYPT_E_ASN1_NYI',
    'ASN1 not yet implemented.',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x80093201,
    'CRYPT_E_ASN1_EXTENDED',
    'ASN1 skipped unknown extension(s).',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
  code(
    'certificate',
    0x80093202,
    'CRYPT_E_ASN1_NOEOD',
    'ASN1 end of data expected',
    [
      'A certificate or message could not be encoded or decoded (ASN.1): damaged, cut off, or of another form.',
      '인증서나 메시지를 인코딩하거나 디코딩하지 못했습니다(ASN.1). 손상되었거나 잘렸거나 다른 형식입니다.',
    ],
    { related: ['auth.certificate-unsuitable'] },
  ),
];
