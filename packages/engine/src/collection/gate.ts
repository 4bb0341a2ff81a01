/**
 * What it costs to stop the IPsec service, told before anybody may (inventory C17, T2-17, T2-18): every SA of the host is deleted, each
 * peer either falls back to clear after some seconds or stops, and the session of whoever does it may be one of them.
 */
import type { Text } from './types.ts';

/** What a peer does when its SA is gone: talks in clear, stops, or nobody said. */
export type Fallback = 'clear' | 'blocked' | 'unknown';

export interface StopIntent {
  readonly system: 'linux' | 'windows';
  /** Name of the host: also what has to be typed as consent. */
  readonly host: string;
  /** Peers that hold SAs with it now. */
  readonly peers: readonly { readonly address: string; readonly fallback: Fallback }[];
  /** Address that the session of whoever asks comes from; null: none. */
  readonly session: string | null;
}

export interface StopImpact {
  readonly peers: readonly {
    readonly address: string;
    readonly losesSas: true;
    readonly fallback: Fallback;
    readonly text: Text;
  }[];
  readonly session: Text | null;
  readonly conditions: readonly Text[];
  readonly consent: Text;
}

const effects: Record<'linux' | 'windows', Record<Fallback, Text>> = {
  windows: {
    clear: {
      en: 'may talk in clear: stalls for 3 to 4 seconds, then goes on unprotected',
      ko: '평문 통신이 허용됨: 3~4초 멈춘 뒤 보호 없이 계속됨',
    },
    blocked: {
      en: 'may not talk in clear: stops until a new SA stands; its TCP connections time out, and applications can lose data',
      ko: '평문 통신이 허용되지 않음: 새 SA가 생길 때까지 통신이 멈추고 TCP 연결이 끊겨 애플리케이션 데이터가 손실될 수 있음',
    },
    unknown: {
      en: 'loses its SAs; whether it goes on in clear after 3 to 4 seconds or stops is up to its policy, which is not known here',
      ko: 'SA를 잃음. 3~4초 뒤 평문으로 계속할지 멈출지는 상대의 정책에 달려 있으며 여기서는 알 수 없음',
    },
  },
  linux: {
    clear: {
      en: 'may talk in clear: goes on unprotected, as routing tables say',
      ko: '평문 통신이 허용됨: 라우팅 테이블에 따라 보호 없이 계속됨',
    },
    blocked: {
      en: 'may not talk in clear: stops until a new SA stands; its TCP connections can time out',
      ko: '평문 통신이 허용되지 않음: 새 SA가 생길 때까지 멈추고 TCP 연결이 끊길 수 있음',
    },
    unknown: {
      en: 'loses its SAs; until new ones stand its traffic stops, or leaves in clear where no trap or block policy holds it',
      ko: 'SA를 잃음. 새 SA가 생길 때까지 통신이 멈추거나, 이를 막는 트랩·차단 정책이 없으면 평문으로 나감',
    },
  },
};

/** What a stop or restart of the service does. Pure: what is not known of a peer is said as unknown. */
export function stopImpact(intent: StopIntent): StopImpact {
  const { system, session, host } = intent;
  const own = intent.peers.find(({ address }) => address === session);
  return {
    peers: intent.peers.map(({ address, fallback }) => ({
      address,
      losesSas: true,
      fallback,
      text: effects[system][fallback],
    })),
    session:
      session === null
        ? null
        : own === undefined
          ? {
              en: `Your session comes from ${session}, which holds no SA with this host by its own address; if a tunnel carries it, it stalls or ends.`,
              ko: `현재 세션은 ${session}에서 옵니다. 이 주소 자체로는 SA가 없지만 터널을 통한 세션이면 멈추거나 끊깁니다.`,
            }
          : own.fallback === 'clear'
            ? {
                en: `Your session comes from ${session} over an SA that is deleted: it stalls for some seconds and recovers in clear.`,
                ko: `현재 세션은 ${session}에서 오며 삭제될 SA를 사용합니다. 몇 초 멈춘 뒤 평문으로 복구됩니다.`,
              }
            : {
                en: `Your session comes from ${session} over an SA that is deleted: it can end, and you may not get back in.`,
                ko: `현재 세션은 ${session}에서 오며 삭제될 SA를 사용합니다. 세션이 끊기고 다시 접속하지 못할 수 있습니다.`,
              },
    conditions: [
      {
        en: 'Last resort: everything that changes nothing has been tried.',
        ko: '최후의 수단: 아무것도 바꾸지 않는 방법을 모두 시도했음.',
      },
      {
        en: 'Prepare as for a shutdown: users are told, applications are idle or closed.',
        ko: '종료할 때처럼 준비: 사용자에게 알리고 애플리케이션을 유휴 상태로 두거나 닫음.',
      },
      {
        en: 'There is a way in that needs no IPsec: a console, or an exempt address.',
        ko: 'IPsec이 필요 없는 접속 경로(콘솔 또는 예외 주소)가 있음.',
      },
    ],
    consent: {
      en: `Done only with consent: --restart-service ${host}`,
      ko: `동의가 있어야만 실행: --restart-service ${host}`,
    },
  };
}

/** Whether consent was given: the name of the host, as it stands in the warning. */
export function consents(given: string | null, host: string): boolean {
  return given !== null && given === host;
}
