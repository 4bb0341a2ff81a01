import { expect, it } from 'vitest';
import { splitPrefix } from './prefix.ts';

it.each([
  ['16[IKE] <gw-4|16> no acceptable traffic selectors found', 'gw-4', 16],
  ['[IKE] [gw-4|16] no acceptable traffic selectors found', 'gw-4', 16],
  ['16[IKE] <16> no acceptable traffic selectors found', null, 16],
  ['16[IKE] no acceptable traffic selectors found', null, null],
])('takes %s apart', (line, connection, uid) => {
  expect(splitPrefix(line)).toMatchObject({
    group: 'IKE',
    connection,
    uid,
    text: 'no acceptable traffic selectors found',
  });
});

it('leaves brackets that hold no SA in the message', () => {
  expect(splitPrefix('[ENC] [gw] is no SA')).toMatchObject({ uid: null, text: '[gw] is no SA' });
});
