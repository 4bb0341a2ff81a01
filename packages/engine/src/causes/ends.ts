import type { CaseView } from './api.ts';

/** Label of the other end. */
export function peerOf(view: CaseView, host: string): string {
  return host === view.initiator.label ? view.responder.label : view.initiator.label;
}
