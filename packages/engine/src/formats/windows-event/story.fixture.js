import {} from '../../causes/play.fixture.js';
import { client, event, logOf, server } from './stories.fixture.js';
/** The client that asks. */
export const both = { own: client, peer: server, role: 'initiator' };
/** The server that is asked. */
export const back = { own: server, peer: client, role: 'responder' };
export const timedOut = 'Negotiation timed out';
export const cookie = 'a1b2c3d4e5f60718';
/** A dial-up that failed, as RasClient records it. */
export function dialled(code) {
    return logOf(client, event(20227, 1, [
        ['', '{5D6C2F3E-0B1A-4C61-9D5C-4B7B1E5B0F11}'],
        ['', 'WOODGROVE\\carol'],
        ['', 'Woodgrove VPN'],
        ['', code],
    ], {
        provider: 'RasClient',
        channel: 'Application',
        unnamed: true,
    }));
}
