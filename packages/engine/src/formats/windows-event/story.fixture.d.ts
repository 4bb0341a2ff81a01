import { type EvidenceFile } from '../../causes/play.fixture.ts';
import type { Diagnosis } from '../../document/types.ts';
/** A scripted story with a known fault, or with none. */
export interface Story {
    readonly name: string;
    readonly files: readonly EvidenceFile[];
    /** Cause that comes first and how sure at least; null: none at all. */
    readonly is: string | null;
    readonly sure?: 'likely' | 'possible';
    /** Causes that have to stay in sight. */
    readonly rivals?: readonly string[];
    readonly note?: string;
    readonly verdict?: Diagnosis['verdict'];
}
/** The client that asks. */
export declare const both: {
    readonly own: import("./stories.fixture.ts").StoryHost;
    readonly peer: import("./stories.fixture.ts").StoryHost;
    readonly role: 'initiator';
};
/** The server that is asked. */
export declare const back: {
    readonly own: import("./stories.fixture.ts").StoryHost;
    readonly peer: import("./stories.fixture.ts").StoryHost;
    readonly role: 'responder';
};
export declare const timedOut = "Negotiation timed out";
export declare const cookie = "a1b2c3d4e5f60718";
/** A dial-up that failed, as RasClient records it. */
export declare function dialled(code: string): EvidenceFile;
