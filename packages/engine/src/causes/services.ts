import type { ServiceView } from '../correlation/services.ts';
import { type CaseView, type Evidence, fromSource } from './api.ts';

/** What a service answered, as evidence: nobody authenticates it on the way. */
export function fromService(view: ServiceView): Evidence {
  return fromSource(view.source, 'clear-testimony', view.ns);
}

/** Talks of a host with services of one kind. */
export function servicesOf(view: CaseView, host: string, service: ServiceView['service']): readonly ServiceView[] {
  return view.services.filter((talk) => talk.service === service && talk.host === host);
}
