/** How the report looks: light and dark, on a phone, on a screen, on paper. */
export const reportStyle = `
:root{color-scheme:light dark;--bg:#f6f5f2;--card:#fff;--ink:#1b2028;--dim:#565f6d;--line:#d9d8d2;--soft:#f0efea;--link:#0b57a4;--red:#ae1f17;--amber:#865200;--green:#17672f;--red-bg:#fdebe9;--amber-bg:#fdf2dc;--green-bg:#e5f4e9;--grey-bg:#eceef1;--mark:#fff3c4;--mono:ui-monospace,"Cascadia Mono","SF Mono",Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK KR",monospace}
@media (prefers-color-scheme:dark){:root{--bg:#12151a;--card:#1a1f26;--ink:#e7e9ed;--dim:#a5aebb;--line:#333b46;--soft:#222831;--link:#85bcff;--red:#ff9f97;--amber:#f3c567;--green:#86dca0;--red-bg:#3a1f1e;--amber-bg:#372c15;--green-bg:#18301f;--grey-bg:#2a313b;--mark:#463d17}}
*{box-sizing:border-box}
html{font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR","Noto Sans CJK KR",sans-serif;-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
html:lang(ko){word-break:keep-all;overflow-wrap:anywhere}
body{margin:0;background:var(--bg);color:var(--ink);overflow-wrap:anywhere}
main,header.top,footer{max-width:70rem;margin:0 auto;padding:0 1.25rem}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
code,pre,kbd,.mono{font-family:var(--mono);font-size:.875em}
h1,h2,h3,h4{line-height:1.3;text-wrap:balance;margin:0}
h2{font-size:1.3rem;margin:2.5rem 0 .9rem}
h3{font-size:1.15rem}
h4{font-size:.95rem;margin:1.25rem 0 .45rem}
p{margin:.5rem 0;max-width:75ch}
ul,ol{margin:.4rem 0;padding-left:1.3rem}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-999rem}
.skip:focus{position:fixed;left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:9}
.dim{color:var(--dim)}
header.top{padding-top:1.75rem}
.verdict{background:var(--card);border:1px solid var(--line);border-left:.5rem solid var(--dim);border-radius:.6rem;padding:1.25rem 1.4rem}
.verdict.failing{border-left-color:var(--red)}.verdict.degraded,.verdict.inconclusive{border-left-color:var(--amber)}.verdict.healthy{border-left-color:var(--green)}
.verdict h1{font-size:clamp(1.25rem,1rem + 1.6vw,1.75rem);margin:.55rem 0 .35rem}
.badge,.chip{display:inline-block;border-radius:1rem;padding:.1rem .7rem;font-size:.85rem;font-weight:650;background:var(--grey-bg);color:var(--ink);white-space:nowrap}
.badge{font-size:.95rem;letter-spacing:.03em;padding:.2rem .9rem}
.failing .badge,.c-certain{background:var(--red-bg);color:var(--red)}
.degraded .badge,.inconclusive .badge,.c-likely{background:var(--amber-bg);color:var(--amber)}
.healthy .badge{background:var(--green-bg);color:var(--green)}
nav.parts{display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;margin:1rem 0 0;font-size:.95rem;align-items:center}
nav.parts button{display:none}
.js nav.parts button{display:inline-block}
nav.parts .push{margin-left:auto}
button{font:inherit;font-size:.85rem;line-height:1.3;color:var(--ink);background:var(--soft);border:1px solid var(--line);border-radius:.4rem;padding:.25rem .65rem;cursor:pointer;min-height:1.9rem}
button:hover{border-color:var(--dim)}
.card{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1.1rem 1.3rem;margin:0 0 1rem}
.finding{content-visibility:auto;contain-intrinsic-size:auto 30rem}
.exchange{content-visibility:auto;contain-intrinsic-size:auto 24rem}
.finding.minor{contain-intrinsic-size:auto 3.5rem;padding:.1rem 1.3rem}
.minor h3{display:inline;font-size:1rem}
.head{display:flex;flex-wrap:wrap;gap:.3rem .7rem;align-items:center;margin-bottom:.35rem}
.role{font-weight:700;color:var(--dim);font-size:.9rem}
details{margin:0}
summary{cursor:pointer;padding:.35rem 0}
.evidence{list-style:none;padding:0;margin:0;border-top:1px solid var(--line)}
.evidence>li{border-bottom:1px solid var(--line)}
.evidence summary{padding:.5rem .2rem}
.where{display:inline-flex;flex-wrap:wrap;gap:.1rem .7rem;align-items:baseline;max-width:calc(100% - 1.3rem);vertical-align:top}
.where code{font-weight:600;color:var(--link)}
.quote{display:block;margin:.2rem 0 0 1.1rem;white-space:pre-wrap}
.opened{margin:.1rem 0 .9rem 1.1rem}
.opened>p,.small{font-size:.88rem}
.filters{display:grid;gap:.35rem;margin:.6rem 0 0;padding:0;list-style:none}
.filters li,.command{display:flex;flex-wrap:wrap;gap:.4rem .7rem;align-items:center}
.filters code,.command code{background:var(--soft);border:1px solid var(--line);border-radius:.35rem;padding:.2rem .55rem;white-space:pre-wrap}
.js .copy{display:inline-block}.copy{display:none}
.command{margin:.35rem 0 .6rem}
table{border-collapse:collapse;width:100%;font-size:.93rem}
caption{text-align:left;font-weight:650;padding:.2rem 0 .5rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .7rem .4rem 0;border-bottom:1px solid var(--line)}
thead th{color:var(--dim);font-weight:600;font-size:.85rem}
td>div+div{margin-top:.15rem}
.lines{font-family:var(--mono);font-size:.8rem;margin:.2rem 0;border:1px solid var(--line)}
.lines th,.lines td{border:0;padding:.12rem .6rem;white-space:pre-wrap}
.lines th{width:1%;text-align:right;color:var(--dim);font-weight:400;background:var(--soft);overflow-wrap:normal;white-space:nowrap}
.lines .cited td,.lines .cited th{background:var(--mark);color:var(--ink)}
.bytes{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(19.5rem,100%),max-content));gap:0 1.2rem;margin:.3rem 0;padding:.6rem .75rem;border:1px solid var(--line);background:var(--soft);font-size:.8rem;line-height:1.5;white-space:pre}
.step-list>li{margin:.35rem 0}
.pairs{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.25rem 1.2rem;margin:.3rem 0}
.pairs dt{color:var(--dim)}
.pairs dd{margin:0}
.two{margin:.4rem 0 1.1rem}
.two th[scope=row]{width:18%}
.two .v{width:32%}
.ladder{table-layout:auto}
.ladder th,.ladder td{vertical-align:middle;padding:.3rem .5rem;text-align:center}
.ladder th.t,.ladder td.t{text-align:left;padding-left:0;white-space:nowrap;font-variant-numeric:tabular-nums}
.ladder thead tr:first-child th{border-bottom:0;color:var(--ink);font-size:.95rem;padding-bottom:0}
.ladder td.way{width:45%;min-width:9rem}
.ladder tr.more td{padding:0 0 .2rem;text-align:left;border-bottom:1px solid var(--line)}
.ladder tr.msg td{border-bottom:0}
.ladder tr.more summary{font-size:.82rem;color:var(--dim);padding:.1rem 0}
.m{display:inline-block;min-width:1.6em;border-radius:.3rem;font-weight:700;text-align:center}
.m.yes{color:var(--green);background:var(--green-bg)}.m.no{color:var(--red);background:var(--red-bg)}.m.unknown{color:var(--dim);background:var(--grey-bg)}
.arrow{display:flex;flex-direction:column;align-items:stretch;gap:0;font-size:.9rem}
.arrow b{font-weight:600}
.arrow svg{width:100%;height:14px;display:block;overflow:visible}
.arrow.yes{color:var(--link)}.arrow.no{color:var(--red)}.arrow.unknown{color:var(--amber)}
.arrow b{color:var(--ink)}
.line{display:flex;align-items:center;height:14px}
.line i{flex:1;border-top:2px solid currentColor}
.arrow.no .line i,.arrow.unknown .line i{border-top-style:dashed}
.line svg{width:12px;height:12px;flex:none}
.break{border-left:.3rem solid var(--red);padding:.1rem 0 .1rem .9rem;margin:.8rem 0 0;list-style:none}
.events{list-style:none;padding:0;margin:0}
.events li{display:grid;grid-template-columns:11.5rem minmax(2rem,max-content) 1fr;gap:.1rem 1rem;padding:.35rem 0;border-bottom:1px solid var(--line);content-visibility:auto;contain-intrinsic-size:auto 2.2rem}
.events .t{font-variant-numeric:tabular-nums;white-space:nowrap}
.events .day{display:block;font-weight:650;padding-top:.9rem}
.events b{min-width:2.5rem}
.events .message{color:var(--dim)}
.events .cause{border-left:.25rem solid var(--red);margin-left:-.85rem;padding-left:.6rem}
footer{color:var(--dim);font-size:.88rem;padding-top:1.5rem;padding-bottom:2.5rem}
.toc{columns:2;column-gap:2rem;font-size:.95rem}
.toc li{break-inside:avoid}
@media (max-width:44rem){
html{font-size:15px}
main,header.top,footer{padding-left:.85rem;padding-right:.85rem}
.card{padding:.9rem .95rem}
.toc{columns:1}
.pairs{grid-template-columns:1fr;gap:0}
.pairs dd{margin-bottom:.45rem}
.opened,.quote{margin-left:0}
table.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.stack,table.stack tbody,table.stack tr,table.stack td,table.stack th{display:block;width:auto}
table.stack tr{border-bottom:1px solid var(--line);padding:.4rem 0}
table.stack td,table.stack th{border:0;padding:.08rem 0}
table.stack td[data-label]:not(:empty)::before{content:attr(data-label) ": ";color:var(--dim);font-family:inherit}
.ladder thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.ladder,.ladder tbody,.ladder caption{display:block}
.ladder tr.msg{display:grid;grid-template-columns:auto auto auto auto 1fr;gap:.15rem .6rem;padding:.5rem 0 .1rem}
.ladder tr.more,.ladder tr.more td{display:block}
.ladder td{padding:0;text-align:left}
.ladder td.t{grid-column:1/-1}
.ladder td.way{grid-column:1/-1;width:auto}
.ladder td.mk::before{content:attr(data-label) " ";color:var(--dim);font-size:.8rem}
.ladder tr.msg{grid-template-columns:1fr 1fr}
.events li{grid-template-columns:1fr auto}
.events li>:last-child{grid-column:1/-1}
.bytes{font-size:min(.8rem,3.05vw);padding:.5rem}
}
@media print{
:root{color-scheme:light;--bg:#fff;--card:#fff;--ink:#000;--dim:#444;--line:#bbb;--soft:#f4f4f4;--link:#000;--red:#8d0f08;--amber:#6b4200;--green:#0e5424}
html{font-size:10pt}
nav.parts,.copy,.js .copy,.skip{display:none!important}
.card{break-inside:auto;border-color:#bbb}
.finding,.exchange,.events li{content-visibility:visible}
h2,h3,h4,.head{break-after:avoid}
tr,.evidence>li,.events li{break-inside:avoid}
details::details-content{content-visibility:visible;block-size:auto}
details>summary{list-style:none}
a{text-decoration:none}
main,header.top,footer{max-width:none;padding:0}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media (forced-colors:active){.m,.badge,.chip{border:1px solid}}
`;
