/** What the `bundle` commands say, in both languages. */
import type { Lang } from '../document/types.ts';
import type { LeftOut } from './members.ts';
import type { Counted } from './redaction.ts';

type Both = Readonly<Record<Lang, string>>;

/** Why a file is not in the result. */
export const leftOutTexts: Readonly<Record<LeftOut, Both>> = {
  link: { en: 'a link or device, which is never followed', ko: '링크 또는 장치이므로 따라가지 않습니다' },
  damaged: { en: 'it cannot be read', ko: '읽을 수 없습니다' },
  limit: { en: 'a limit on files or size was reached', ko: '파일 수 또는 크기의 한도에 이르렀습니다' },
  'too-deep': { en: 'archives within archives, too deep', ko: '아카이브 안의 아카이브가 너무 깊습니다' },
  encrypted: { en: 'it is encrypted', ko: '암호화되어 있습니다' },
  'unknown-binary': {
    en: 'a binary file of a kind that cannot be redacted',
    ko: '가릴 수 없는 종류의 이진 파일입니다',
  },
  guarded: {
    en: 'it tells an outside vendor of other protections (SOC-08)',
    ko: '외부 공급업체에 다른 보호 수단을 알려 줍니다 (SOC-08)',
  },
  derived: {
    en: 'it was made of the rest, and is made anew by diagnose',
    ko: '나머지에서 만들어진 것으로 diagnose가 다시 만듭니다',
  },
  secrets: {
    en: 'it holds nothing but secrets or keys',
    ko: '비밀이나 키만 들어 있습니다',
  },
  'not-redactable': { en: 'it cannot be redacted', ko: '가릴 수 없습니다' },
};

/** What was done, by count. */
export const countTexts: Readonly<Record<Counted, Both>> = {
  addresses: { en: 'addresses in text became pseudonyms', ko: '텍스트의 주소가 가명으로 바뀌었습니다' },
  names: { en: 'security identifiers became pseudonyms', ko: '보안 식별자가 가명으로 바뀌었습니다' },
  secrets: { en: 'secrets and keys were taken out', ko: '비밀과 키가 제거되었습니다' },
  certificates: { en: 'certificates were given other names and keys', ko: '인증서의 이름과 키가 바뀌었습니다' },
  'nat-detection-kept': {
    en: 'NAT detection hashes were computed anew',
    ko: 'NAT 탐지 해시가 다시 계산되었습니다',
  },
  'nat-detection-unknown': {
    en: 'NAT detection hashes are of an address that the evidence does not show; they match nothing, as before',
    ko: 'NAT 탐지 해시의 주소가 증거에 없습니다. 이전처럼 아무것과도 맞지 않습니다',
  },
  'proofs-removed': {
    en: 'proofs and nonces in clear were made worthless, so that no shared key can be guessed by them',
    ko: '평문의 증명과 논스가 무효화되어 공유 키를 추측할 수 없습니다',
  },
  'clear-payloads-blanked': { en: 'payloads in clear were blanked', ko: '평문 페이로드가 비워졌습니다' },
  'unread-frames-blanked': { en: 'frames that are not IP were blanked', ko: 'IP가 아닌 프레임이 비워졌습니다' },
  'capture-blocks-dropped': {
    en: 'blocks of captures with keys or unknown content were dropped',
    ko: '키나 알 수 없는 내용이 든 캡처 블록이 제거되었습니다',
  },
  'guarded-facts-removed': {
    en: 'files were left out, or cut down to what bears on IPsec, because an outside vendor must not learn of the rest',
    ko: '외부 공급업체가 알아서는 안 되는 내용이 있는 파일이 제외되거나 IPsec과 관련된 것만 남았습니다',
  },
};

export const redactTexts = {
  done: { en: 'Redacted', ko: '가렸습니다' },
  files: { en: 'files', ko: '개 파일' },
  leftOut: { en: 'Left out:', ko: '제외된 파일:' },
  damaged: {
    en: 'Redacted as far as it could be read, the rest is blank:',
    ko: '읽을 수 있는 데까지 가렸고 나머지는 비어 있습니다:',
  },
  signatures: {
    en: 'Signatures of certificates and over identities no longer verify; the manifest (redaction.json) says so.',
    ko: '인증서의 서명과 신원에 대한 서명은 더 이상 검증되지 않습니다. 매니페스트(redaction.json)에 표시되어 있습니다.',
  },
  same: { en: 'Diagnosed as before:', ko: '이전과 같게 진단됩니다:' },
  differs: {
    en: 'NOT diagnosed as before: {before} became {after}. What was left out is missing there; the first is in redaction.json.',
    ko: '이전과 다르게 진단됩니다: {before}이(가) {after}이(가) 되었습니다. 제외된 것이 없기 때문이며, 앞의 것은 redaction.json에 있습니다.',
  },
  notVerified: {
    en: 'It is encrypted, so that it was not diagnosed to compare.',
    ko: '암호화되어 있어 비교를 위한 진단을 하지 않았습니다.',
  },
  key: {
    en: 'The key that undoes it, with a table of names, is in {file}. Keep it, and never send it with the bundle.',
    ko: '되돌리는 키와 이름 표는 {file}에 있습니다. 보관하고, 번들과 함께 절대 보내지 마십시오.',
  },
  kept: {
    en: 'These words are of names and of logs alike, and stay where they stand alone; look whether you mind:',
    ko: '다음 단어는 이름이면서 로그의 단어이기도 하여, 홀로 쓰인 곳에 남아 있습니다. 괜찮은지 확인하십시오:',
  },
} satisfies Readonly<Record<string, Both>>;

/** What `bundle create` says of secrets. */
export const createTexts = {
  takenOut: {
    en: 'Secrets in these files were replaced by stand-ins, equal for equal secrets (--with-secrets packs them):',
    ko: '다음 파일의 비밀은 대체 값으로 바뀌었습니다. 같은 비밀은 같은 값이 됩니다(--with-secrets는 그대로 담습니다):',
  },
  packed: {
    en: 'WARNING: these files of the bundle hold secrets, which whoever gets it can read. Encrypt it (--recipient), tell the receiver, and change them when the case is closed:',
    ko: '경고: 번들의 다음 파일에 비밀이 들어 있으며 받는 사람은 누구나 읽을 수 있습니다. 암호화하고(--recipient), 받는 사람에게 알리고, 사건이 끝나면 바꾸십시오:',
  },
} satisfies Readonly<Record<string, Both>>;
