/** Words of the documentation site that the pages under docs/ do not have. */
export const siteWords = {
  en: {
    name: 'ipsec-doctor',
    home: 'Contents',
    intro:
      'What ipsec-doctor knows, to be read: the causes it can name, the numbers and notifies of IKE and IPsec, the counters of the kernel, the messages of daemons, and the formats it reads.',
    language: '한국어',
    causes: 'Causes',
    symptoms: 'Symptoms and notes',
    registries: 'Assigned numbers',
    vendors: 'Vendor IDs',
    counters: 'Kernel counters',
    messages: 'Messages of daemons',
    formats: 'Formats that are read',
    windows: 'IPsec on Windows',
    windowsIntro:
      'Errors, events, registry values, tools by edition, sample outputs, and the facts of Microsoft’s guide to isolation with IPsec, in our own words.',
    usually: 'Usually',
    see: 'See',
    unconfirmed: 'unconfirmed',
    search: 'Everything by name',
    searchIntro: 'Every name there is a page or an entry for. Use the search of your browser, or go to a letter.',
    others: 'other signs',
    logLines: 'Lines of logs',
    logIntro: 'What the ends write when it is this cause. An ellipsis stands for what varies.',
    alsoSaid: 'Lines that may also mean this cause',
    growing: 'Kernel counters that grow with it',
    number: 'Number',
    title: 'Name',
    meaning: 'Meaning',
    next: 'What to do',
    reference: 'Source',
    points: 'Points to',
    wording: 'Wording',
    may: 'May mean',
    code: 'Code',
    hex: 'Hex',
    means: 'Tells',
    format: 'Format',
    from: 'From',
    tells: 'What it tells',
    countersIntro:
      'Counters of /proc/net/xfrm_stat. A counter alone is a symptom: it counts for the whole network namespace and not for one SA.',
    messagesIntro: 'Messages that the log readers know, with the names of what varies in braces.',
    registriesIntro: 'Tables of assigned numbers, with the document that assigns each.',
    vendorsIntro:
      'What a peer tells of itself in vendor ID payloads. A hex value that ends in … is the fixed first part.',
  },
  ko: {
    name: 'ipsec-doctor',
    home: '차례',
    intro:
      'ipsec-doctor가 아는 내용을 읽을 수 있게 정리했습니다. 말할 수 있는 원인, IKE와 IPsec의 번호와 통지, 커널 카운터, 데몬 메시지, 읽을 수 있는 형식이 있습니다.',
    language: 'English',
    causes: '원인',
    symptoms: '증상과 참고 사항',
    registries: '할당된 번호',
    vendors: '공급업체 ID',
    counters: '커널 카운터',
    messages: '데몬 메시지',
    formats: '읽을 수 있는 형식',
    windows: 'Windows의 IPsec',
    windowsIntro:
      '오류, 이벤트, 레지스트리 값, 버전별 도구, 출력 예, 그리고 Microsoft IPsec 격리 가이드의 사실을 직접 정리했습니다.',
    usually: '흔한 원인',
    see: '함께 볼 항목',
    unconfirmed: '미확인',
    search: '이름으로 찾기',
    searchIntro: '페이지나 항목이 있는 모든 이름입니다. 브라우저의 찾기 기능을 쓰거나 글자로 이동하십시오.',
    others: '그 밖의 기호',
    logLines: '로그 문구',
    logIntro: '이 원인일 때 양쪽이 기록하는 내용입니다. 줄임표는 달라지는 부분입니다.',
    alsoSaid: '이 원인을 뜻할 수도 있는 문구',
    growing: '함께 증가하는 커널 카운터',
    number: '번호',
    title: '이름',
    meaning: '의미',
    next: '조치',
    reference: '출처',
    points: '가리키는 원인',
    wording: '문구',
    may: '뜻할 수 있는 원인',
    code: '코드',
    hex: '16진수',
    means: '알 수 있는 것',
    format: '형식',
    from: '출처',
    tells: '알 수 있는 것',
    countersIntro:
      '/proc/net/xfrm_stat의 카운터입니다. 카운터는 SA 하나가 아니라 네트워크 네임스페이스 전체를 세므로 그 자체로는 증상입니다.',
    messagesIntro: '로그 판독기가 아는 메시지입니다. 달라지는 부분의 이름은 중괄호 안에 있습니다.',
    registriesIntro: '할당된 번호의 표이며, 각 번호를 할당한 문서가 함께 있습니다.',
    vendorsIntro: '상대가 공급업체 ID 페이로드로 알리는 내용입니다. …로 끝나는 16진수 값은 고정된 앞부분입니다.',
  },
} as const;

export const style = `:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 56rem; margin: 0 auto; padding: 1rem; }
header, footer { display: flex; gap: 1rem; flex-wrap: wrap; padding: .5rem 0; border-bottom: 1px solid #8886; }
footer { border-bottom: 0; border-top: 1px solid #8886; margin-top: 2rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; margin-top: 2rem; }
h3 { font-size: 1rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
pre { background: #8882; padding: .5rem; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #8884; }
td { overflow-wrap: anywhere; }
td code { overflow-wrap: break-word; }
img { max-width: 100%; height: auto; background: #fff; }
:target { background: #fe08; }
.lead { font-size: 1.1rem; }
.dim { opacity: .75; }
.columns { columns: 18rem; padding-left: 1.2rem; }
`;
