/** Codes of cryptographic providers and keys. Source of number, name and text: MS-ERREF, winerror.h and raserror.h; meanings in our own words, where the code matters to IPsec. */
import type { Entry } from '../types.ts';
import { code } from './code.ts';

export const keyCodes: readonly Entry[] = [
  code('NTE', 0x80090001, 'NTE_BAD_UID', 'Bad UID.', ['The user id is not valid.', '사용자 ID가 올바르지 않습니다.']),
  code('NTE', 0x80090002, 'NTE_BAD_HASH', 'Bad Hash.', ['The hash is not valid.', '해시가 올바르지 않습니다.']),
  code('NTE', 0x80090003, 'NTE_BAD_KEY', 'Bad Key.', ['The key is not valid.', '키가 올바르지 않습니다.']),
  code('NTE', 0x80090004, 'NTE_BAD_LEN', 'Bad Length.', ['The length is not valid.', '길이가 올바르지 않습니다.']),
  code('NTE', 0x80090005, 'NTE_BAD_DATA', 'Bad Data.', [
    'The data are not valid; with a preshared or private key a sign of a wrong key.',
    '데이터가 올바르지 않습니다. 키를 사용하는 작업이라면 키가 틀렸을 수 있습니다.',
  ]),
  code(
    'NTE',
    0x80090006,
    'NTE_BAD_SIGNATURE',
    'Invalid Signature.',
    ['A signature does not verify.', '서명이 올바르지 않습니다.'],
    { related: ['auth.signature-rejected'] },
  ),
  code('NTE', 0x80090007, 'NTE_BAD_VER', 'Bad Version of provider.', [
    'The version of the provider is not valid.',
    '공급자의 버전이 올바르지 않습니다.',
  ]),
  code(
    'NTE',
    0x80090008,
    'NTE_BAD_ALGID',
    'Invalid algorithm specified.',
    ['An algorithm that is not valid here.', '올바르지 않은 알고리즘입니다.'],
    { related: ['auth.signature-rejected'] },
  ),
  code('NTE', 0x80090009, 'NTE_BAD_FLAGS', 'Invalid flags specified.', [
    'The flags are not valid.',
    '플래그가 올바르지 않습니다.',
  ]),
  code('NTE', 0x8009000a, 'NTE_BAD_TYPE', 'Invalid type specified.', [
    'The type is not valid.',
    '유형이 올바르지 않습니다.',
  ]),
  code('NTE', 0x8009000b, 'NTE_BAD_KEY_STATE', 'Key not valid for use in specified state.', [
    'The key cannot be used in its present state.',
    '현재 상태에서 키를 사용할 수 없습니다.',
  ]),
  code('NTE', 0x8009000c, 'NTE_BAD_HASH_STATE', 'Hash not valid for use in specified state.', [
    'The hash cannot be used in its present state.',
    '현재 상태에서 해시를 사용할 수 없습니다.',
  ]),
  code('NTE', 0x8009000d, 'NTE_NO_KEY', 'Key does not exist.', ['The key does not exist.', '키가 없습니다.'], {
    related: ['auth.certificate-missing'],
  }),
  code(
    'NTE',
    0x8009000e,
    'NTE_NO_MEMORY',
    'Insufficient memory available for the operation.',
    ['Not enough memory.', '메모리가 부족합니다.'],
    { related: ['load.overload'] },
  ),
  code(
    'NTE',
    0x80090010,
    'NTE_PERM',
    'Access denied.',
    ['No permission for the key.', '키에 대한 액세스가 거부되었습니다.'],
    { related: ['auth.certificate-missing'] },
  ),
  code(
    'NTE',
    0x80090011,
    'NTE_NOT_FOUND',
    'Object was not found.',
    ['Key or object not found.', '키나 개체를 찾을 수 없습니다.'],
    { related: ['auth.certificate-missing'] },
  ),
  code('NTE', 0x80090013, 'NTE_BAD_PROVIDER', 'Invalid provider specified.', [
    'The provider is not valid.',
    '공급자가 올바르지 않습니다.',
  ]),
  code('NTE', 0x80090014, 'NTE_BAD_PROV_TYPE', 'Invalid provider type specified.', [
    'The type of provider is not valid.',
    '공급자 유형이 올바르지 않습니다.',
  ]),
  code('NTE', 0x80090015, 'NTE_BAD_PUBLIC_KEY', "Provider's public key is invalid.", [
    'The public key of the provider is not valid.',
    '공급자의 공개 키가 올바르지 않습니다.',
  ]),
  code(
    'NTE',
    0x80090016,
    'NTE_BAD_KEYSET',
    'Keyset does not exist',
    ['The private key of the certificate cannot be found.', '인증서의 개인 키를 찾을 수 없습니다.'],
    { related: ['auth.certificate-missing'] },
  ),
  code('NTE', 0x80090017, 'NTE_PROV_TYPE_NOT_DEF', 'Provider type not defined.', [
    'The type of provider is not defined.',
    '공급자 유형이 정의되지 않았습니다.',
  ]),
  code('NTE', 0x80090018, 'NTE_PROV_TYPE_ENTRY_BAD', 'Provider type as registered is invalid.', [
    'The registration of the type of provider is not valid.',
    '등록된 공급자 유형이 올바르지 않습니다.',
  ]),
  code('NTE', 0x80090019, 'NTE_KEYSET_NOT_DEF', 'The keyset is not defined.', [
    'The key set is not defined.',
    '키 집합이 정의되지 않았습니다.',
  ]),
  code('NTE', 0x8009001a, 'NTE_KEYSET_ENTRY_BAD', 'Keyset as registered is invalid.', [
    'The registration of the key set is not valid.',
    '등록된 키 집합이 올바르지 않습니다.',
  ]),
  code('NTE', 0x8009001b, 'NTE_PROV_TYPE_NO_MATCH', 'Provider type does not match registered value.', [
    'The type of provider is not the registered one.',
    '공급자 유형이 등록된 값과 다릅니다.',
  ]),
  code(
    'NTE',
    0x8009001d,
    'NTE_PROVIDER_DLL_FAIL',
    'Provider DLL failed to initialize correctly.',
    ['The module of the provider did not initialise.', '공급자 DLL 초기화에 실패했습니다.'],
    { related: ['service.start-failed'] },
  ),
  code(
    'NTE',
    0x8009001e,
    'NTE_PROV_DLL_NOT_FOUND',
    'Provider DLL could not be found.',
    ['The module of the provider was not found.', '공급자 DLL을 찾을 수 없습니다.'],
    { related: ['service.start-failed'] },
  ),
  code('NTE', 0x8009001f, 'NTE_BAD_KEYSET_PARAM', 'The Keyset parameter is invalid.', [
    'A parameter of the key set is not valid.',
    '키 집합 매개 변수가 올바르지 않습니다.',
  ]),
  code('NTE', 0x80090029, 'NTE_NOT_SUPPORTED', 'The requested operation is not supported.', [
    'The operation is not supported.',
    '지원되지 않는 작업입니다.',
  ]),
  code('NTE', 0x8009002a, 'NTE_NO_MORE_ITEMS', 'No more data is available.', [
    'No more data.',
    '더 이상 데이터가 없습니다.',
  ]),
  code(
    'NTE',
    0x80090038,
    'NTE_NOT_ACTIVE_CONSOLE',
    'The operation cannot be completed from Terminal Server client sessions.',
    ['Not possible from a Terminal Server session.', '터미널 서버 세션에서는 할 수 없습니다.'],
  ),
];
