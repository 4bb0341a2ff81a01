import { describe, expect, it } from 'vitest';
import { exampleCase } from './case.fixture.ts';
import { socketErrors } from './path-facts.ts';

/** Which kinds of error the socket's word for it is. */
function kindsOf(args: Readonly<Record<string, string | number>>): readonly string[] {
  const view = exampleCase([{ code: 'host.icmp-received', role: 'initiator', args }]);
  return (['unreachable', 'prohibited', 'port-unreachable'] as const).filter(
    (kind) => socketErrors(view, kind).length > 0,
  );
}

describe('an ICMP error that the socket tells of', () => {
  const errno = 'No route to host';

  it('is what its code says, which one error number of Linux does not', () => {
    expect(kindsOf({ errno, complainant: '192.0.2.1', icmpType: 3, icmpCode: 1 })).toEqual(['unreachable']);
    for (const icmpCode of [9, 10, 13])
      expect(kindsOf({ errno, complainant: '192.0.2.1', icmpType: 3, icmpCode })).toEqual(['prohibited']);
    expect(kindsOf({ errno, complainant: '2001:db8::1', icmpType: 1, icmpCode: 1 })).toEqual(['prohibited']);
    expect(kindsOf({ errno: 'Connection refused', complainant: '192.0.2.9', icmpType: 3, icmpCode: 3 })).toEqual([
      'port-unreachable',
    ]);
  });

  it('is what its words say where no code is told', () => {
    expect(kindsOf({ errno })).toEqual(['unreachable']);
    expect(kindsOf({ errno: 'Operation not permitted' })).toEqual(['prohibited']);
    expect(kindsOf({ errno: 'Connection refused' })).toEqual(['port-unreachable']);
  });
});
