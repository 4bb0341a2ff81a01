// Made by `npm run generate` from the folders beside. Do not edit.
import type { Cause, CauseMessages } from '../api.ts';
import cause0 from '../app.first-packet-delay/cause.ts';
import en0 from '../app.first-packet-delay/messages.en.ts';
import ko0 from '../app.first-packet-delay/messages.ko.ts';
import cause1 from '../app.layered-provider/cause.ts';
import en1 from '../app.layered-provider/messages.en.ts';
import ko1 from '../app.layered-provider/messages.ko.ts';
import cause2 from '../app.not-ipsec/cause.ts';
import en2 from '../app.not-ipsec/messages.en.ts';
import ko2 from '../app.not-ipsec/messages.ko.ts';
import cause3 from '../app.third-party-vpn/cause.ts';
import en3 from '../app.third-party-vpn/messages.en.ts';
import ko3 from '../app.third-party-vpn/messages.ko.ts';
import cause4 from '../auth.certificate-chain-incomplete/cause.ts';
import en4 from '../auth.certificate-chain-incomplete/messages.en.ts';
import ko4 from '../auth.certificate-chain-incomplete/messages.ko.ts';
import cause5 from '../auth.certificate-expired/cause.ts';
import en5 from '../auth.certificate-expired/messages.en.ts';
import ko5 from '../auth.certificate-expired/messages.ko.ts';
import cause6 from '../auth.certificate-missing/cause.ts';
import en6 from '../auth.certificate-missing/messages.en.ts';
import ko6 from '../auth.certificate-missing/messages.ko.ts';
import cause7 from '../auth.certificate-not-yet-valid/cause.ts';
import en7 from '../auth.certificate-not-yet-valid/messages.en.ts';
import ko7 from '../auth.certificate-not-yet-valid/messages.ko.ts';
import cause8 from '../auth.certificate-revoked/cause.ts';
import en8 from '../auth.certificate-revoked/messages.en.ts';
import ko8 from '../auth.certificate-revoked/messages.ko.ts';
import cause9 from '../auth.certificate-unsuitable/cause.ts';
import en9 from '../auth.certificate-unsuitable/messages.en.ts';
import ko9 from '../auth.certificate-unsuitable/messages.ko.ts';
import cause10 from '../auth.certificate-untrusted/cause.ts';
import en10 from '../auth.certificate-untrusted/messages.en.ts';
import ko10 from '../auth.certificate-untrusted/messages.ko.ts';
import cause11 from '../auth.computer-account/cause.ts';
import en11 from '../auth.computer-account/messages.en.ts';
import ko11 from '../auth.computer-account/messages.ko.ts';
import cause12 from '../auth.identity-mismatch/cause.ts';
import en12 from '../auth.identity-mismatch/messages.en.ts';
import ko12 from '../auth.identity-mismatch/messages.ko.ts';
import cause13 from '../auth.kerberos-clock-skew/cause.ts';
import en13 from '../auth.kerberos-clock-skew/messages.en.ts';
import ko13 from '../auth.kerberos-clock-skew/messages.ko.ts';
import cause14 from '../auth.kerberos-unavailable/cause.ts';
import en14 from '../auth.kerberos-unavailable/messages.en.ts';
import ko14 from '../auth.kerberos-unavailable/messages.ko.ts';
import cause15 from '../auth.logon-right-denied/cause.ts';
import en15 from '../auth.logon-right-denied/messages.en.ts';
import ko15 from '../auth.logon-right-denied/messages.ko.ts';
import cause16 from '../auth.membership-stale/cause.ts';
import en16 from '../auth.membership-stale/messages.en.ts';
import ko16 from '../auth.membership-stale/messages.ko.ts';
import cause17 from '../auth.method-mismatch/cause.ts';
import en17 from '../auth.method-mismatch/messages.en.ts';
import ko17 from '../auth.method-mismatch/messages.ko.ts';
import cause18 from '../auth.psk-mismatch/cause.ts';
import en18 from '../auth.psk-mismatch/messages.en.ts';
import ko18 from '../auth.psk-mismatch/messages.ko.ts';
import cause19 from '../auth.revocation-unreachable/cause.ts';
import en19 from '../auth.revocation-unreachable/messages.en.ts';
import ko19 from '../auth.revocation-unreachable/messages.ko.ts';
import cause20 from '../auth.secret-missing/cause.ts';
import en20 from '../auth.secret-missing/messages.en.ts';
import ko20 from '../auth.secret-missing/messages.ko.ts';
import cause21 from '../auth.signature-rejected/cause.ts';
import en21 from '../auth.signature-rejected/messages.en.ts';
import ko21 from '../auth.signature-rejected/messages.ko.ts';
import cause22 from '../auth.user-rejected/cause.ts';
import en22 from '../auth.user-rejected/messages.en.ts';
import ko22 from '../auth.user-rejected/messages.ko.ts';
import cause23 from '../host.clock/cause.ts';
import en23 from '../host.clock/messages.en.ts';
import ko23 from '../host.clock/messages.ko.ts';
import cause24 from '../host.forwarding-or-filter/cause.ts';
import en24 from '../host.forwarding-or-filter/messages.en.ts';
import ko24 from '../host.forwarding-or-filter/messages.ko.ts';
import cause25 from '../host.ip-configuration/cause.ts';
import en25 from '../host.ip-configuration/messages.en.ts';
import ko25 from '../host.ip-configuration/messages.ko.ts';
import cause26 from '../host.nat-before-ipsec/cause.ts';
import en26 from '../host.nat-before-ipsec/messages.en.ts';
import ko26 from '../host.nat-before-ipsec/messages.ko.ts';
import cause27 from '../host.offload/cause.ts';
import en27 from '../host.offload/messages.en.ts';
import ko27 from '../host.offload/messages.ko.ts';
import cause28 from '../host.route-missing/cause.ts';
import en28 from '../host.route-missing/messages.en.ts';
import ko28 from '../host.route-missing/messages.ko.ts';
import cause29 from '../ike.address-assignment-failed/cause.ts';
import en29 from '../ike.address-assignment-failed/messages.en.ts';
import ko29 from '../ike.address-assignment-failed/messages.ko.ts';
import cause30 from '../ike.exchange-mismatch/cause.ts';
import en30 from '../ike.exchange-mismatch/messages.en.ts';
import ko30 from '../ike.exchange-mismatch/messages.ko.ts';
import cause31 from '../ike.lost-final-message/cause.ts';
import en31 from '../ike.lost-final-message/messages.en.ts';
import ko31 from '../ike.lost-final-message/messages.ko.ts';
import cause32 from '../ike.peer-failed/cause.ts';
import en32 from '../ike.peer-failed/messages.en.ts';
import ko32 from '../ike.peer-failed/messages.ko.ts';
import cause33 from '../ike.protocol-violation/cause.ts';
import en33 from '../ike.protocol-violation/messages.en.ts';
import ko33 from '../ike.protocol-violation/messages.ko.ts';
import cause34 from '../ike.timeout/cause.ts';
import en34 from '../ike.timeout/messages.en.ts';
import ko34 from '../ike.timeout/messages.ko.ts';
import cause35 from '../ike.version-mismatch/cause.ts';
import en35 from '../ike.version-mismatch/messages.en.ts';
import ko35 from '../ike.version-mismatch/messages.ko.ts';
import cause36 from '../load.flood/cause.ts';
import en36 from '../load.flood/messages.en.ts';
import ko36 from '../load.flood/messages.ko.ts';
import cause37 from '../load.overload/cause.ts';
import en37 from '../load.overload/messages.en.ts';
import ko37 from '../load.overload/messages.ko.ts';
import cause38 from '../name.resolution-failed/cause.ts';
import en38 from '../name.resolution-failed/messages.en.ts';
import ko38 from '../name.resolution-failed/messages.ko.ts';
import cause39 from '../name.wrong-address/cause.ts';
import en39 from '../name.wrong-address/messages.en.ts';
import ko39 from '../name.wrong-address/messages.ko.ts';
import cause40 from '../path.ah-blocked/cause.ts';
import en40 from '../path.ah-blocked/messages.en.ts';
import ko40 from '../path.ah-blocked/messages.ko.ts';
import cause41 from '../path.esp-blocked/cause.ts';
import en41 from '../path.esp-blocked/messages.en.ts';
import ko41 from '../path.esp-blocked/messages.ko.ts';
import cause42 from '../path.fragments-dropped/cause.ts';
import en42 from '../path.fragments-dropped/messages.en.ts';
import ko42 from '../path.fragments-dropped/messages.ko.ts';
import cause43 from '../path.ike-blocked/cause.ts';
import en43 from '../path.ike-blocked/messages.en.ts';
import ko43 from '../path.ike-blocked/messages.ko.ts';
import cause44 from '../path.nat-t-blocked/cause.ts';
import en44 from '../path.nat-t-blocked/messages.en.ts';
import ko44 from '../path.nat-t-blocked/messages.ko.ts';
import cause45 from '../path.nat-without-nat-t/cause.ts';
import en45 from '../path.nat-without-nat-t/messages.en.ts';
import ko45 from '../path.nat-without-nat-t/messages.ko.ts';
import cause46 from '../path.packet-altered/cause.ts';
import en46 from '../path.packet-altered/messages.en.ts';
import ko46 from '../path.packet-altered/messages.ko.ts';
import cause47 from '../path.peer-unreachable/cause.ts';
import en47 from '../path.peer-unreachable/messages.en.ts';
import ko47 from '../path.peer-unreachable/messages.ko.ts';
import cause48 from '../path.pmtu-blackhole/cause.ts';
import en48 from '../path.pmtu-blackhole/messages.en.ts';
import ko48 from '../path.pmtu-blackhole/messages.ko.ts';
import cause49 from '../path.stateful-timeout/cause.ts';
import en49 from '../path.stateful-timeout/messages.en.ts';
import ko49 from '../path.stateful-timeout/messages.ko.ts';
import cause50 from '../policy.clear-when-protected/cause.ts';
import en50 from '../policy.clear-when-protected/messages.en.ts';
import ko50 from '../policy.clear-when-protected/messages.ko.ts';
import cause51 from '../policy.config-rejected/cause.ts';
import en51 from '../policy.config-rejected/messages.en.ts';
import ko51 from '../policy.config-rejected/messages.ko.ts';
import cause52 from '../policy.conflicting-filters/cause.ts';
import en52 from '../policy.conflicting-filters/messages.en.ts';
import ko52 from '../policy.conflicting-filters/messages.ko.ts';
import cause53 from '../policy.corrupt/cause.ts';
import en53 from '../policy.corrupt/messages.en.ts';
import ko53 from '../policy.corrupt/messages.ko.ts';
import cause54 from '../policy.exemption-missing/cause.ts';
import en54 from '../policy.exemption-missing/messages.en.ts';
import ko54 from '../policy.exemption-missing/messages.ko.ts';
import cause55 from '../policy.mode-mismatch/cause.ts';
import en55 from '../policy.mode-mismatch/messages.en.ts';
import ko55 from '../policy.mode-mismatch/messages.ko.ts';
import cause56 from '../policy.multicast-dropped/cause.ts';
import en56 from '../policy.multicast-dropped/messages.en.ts';
import ko56 from '../policy.multicast-dropped/messages.ko.ts';
import cause57 from '../policy.no-ike-config/cause.ts';
import en57 from '../policy.no-ike-config/messages.en.ts';
import ko57 from '../policy.no-ike-config/messages.ko.ts';
import cause58 from '../policy.not-assigned/cause.ts';
import en58 from '../policy.not-assigned/messages.en.ts';
import ko58 from '../policy.not-assigned/messages.ko.ts';
import cause59 from '../policy.peer-without-ipsec/cause.ts';
import en59 from '../policy.peer-without-ipsec/messages.en.ts';
import ko59 from '../policy.peer-without-ipsec/messages.ko.ts';
import cause60 from '../policy.retrieval-failed/cause.ts';
import en60 from '../policy.retrieval-failed/messages.en.ts';
import ko60 from '../policy.retrieval-failed/messages.ko.ts';
import cause61 from '../policy.rras-l2tp-conflict/cause.ts';
import en61 from '../policy.rras-l2tp-conflict/messages.en.ts';
import ko61 from '../policy.rras-l2tp-conflict/messages.ko.ts';
import cause62 from '../policy.selector-mismatch/cause.ts';
import en62 from '../policy.selector-mismatch/messages.en.ts';
import ko62 from '../policy.selector-mismatch/messages.ko.ts';
import cause63 from '../policy.stale/cause.ts';
import en63 from '../policy.stale/messages.en.ts';
import ko63 from '../policy.stale/messages.ko.ts';
import cause64 from '../policy.wrong-assignment/cause.ts';
import en64 from '../policy.wrong-assignment/messages.en.ts';
import ko64 from '../policy.wrong-assignment/messages.ko.ts';
import cause65 from '../policy.wrong-connection/cause.ts';
import en65 from '../policy.wrong-connection/messages.en.ts';
import ko65 from '../policy.wrong-connection/messages.ko.ts';
import cause66 from '../proposal.esp-mismatch/cause.ts';
import en66 from '../proposal.esp-mismatch/messages.en.ts';
import ko66 from '../proposal.esp-mismatch/messages.ko.ts';
import cause67 from '../proposal.ike-mismatch/cause.ts';
import en67 from '../proposal.ike-mismatch/messages.en.ts';
import ko67 from '../proposal.ike-mismatch/messages.ko.ts';
import cause68 from '../proposal.pfs-mismatch/cause.ts';
import en68 from '../proposal.pfs-mismatch/messages.en.ts';
import ko68 from '../proposal.pfs-mismatch/messages.ko.ts';
import cause69 from '../sa.churn/cause.ts';
import en69 from '../sa.churn/messages.en.ts';
import ko69 from '../sa.churn/messages.ko.ts';
import cause70 from '../sa.install-failed/cause.ts';
import en70 from '../sa.install-failed/messages.en.ts';
import ko70 from '../sa.install-failed/messages.ko.ts';
import cause71 from '../sa.lookup-failed/cause.ts';
import en71 from '../sa.lookup-failed/messages.en.ts';
import ko71 from '../sa.lookup-failed/messages.ko.ts';
import cause72 from '../sa.out-of-sync/cause.ts';
import en72 from '../sa.out-of-sync/messages.en.ts';
import ko72 from '../sa.out-of-sync/messages.ko.ts';
import cause73 from '../sa.rekey-failed/cause.ts';
import en73 from '../sa.rekey-failed/messages.en.ts';
import ko73 from '../sa.rekey-failed/messages.ko.ts';
import cause74 from '../sa.replay/cause.ts';
import en74 from '../sa.replay/messages.en.ts';
import ko74 from '../sa.replay/messages.ko.ts';
import cause75 from '../sa.sequence-exhausted/cause.ts';
import en75 from '../sa.sequence-exhausted/messages.en.ts';
import ko75 from '../sa.sequence-exhausted/messages.ko.ts';
import cause76 from '../sa.transform-disagreement/cause.ts';
import en76 from '../sa.transform-disagreement/messages.en.ts';
import ko76 from '../sa.transform-disagreement/messages.ko.ts';
import cause77 from '../service.block-mode/cause.ts';
import en77 from '../service.block-mode/messages.en.ts';
import ko77 from '../service.block-mode/messages.ko.ts';
import cause78 from '../service.not-listening/cause.ts';
import en78 from '../service.not-listening/messages.en.ts';
import ko78 from '../service.not-listening/messages.ko.ts';
import cause79 from '../service.port-conflict/cause.ts';
import en79 from '../service.port-conflict/messages.en.ts';
import ko79 from '../service.port-conflict/messages.ko.ts';
import cause80 from '../service.start-failed/cause.ts';
import en80 from '../service.start-failed/messages.en.ts';
import ko80 from '../service.start-failed/messages.ko.ts';

export const causeModules: readonly { readonly cause: Cause; readonly en: CauseMessages; readonly ko: CauseMessages }[] = [
  { cause: cause0, en: en0, ko: ko0 },
  { cause: cause1, en: en1, ko: ko1 },
  { cause: cause2, en: en2, ko: ko2 },
  { cause: cause3, en: en3, ko: ko3 },
  { cause: cause4, en: en4, ko: ko4 },
  { cause: cause5, en: en5, ko: ko5 },
  { cause: cause6, en: en6, ko: ko6 },
  { cause: cause7, en: en7, ko: ko7 },
  { cause: cause8, en: en8, ko: ko8 },
  { cause: cause9, en: en9, ko: ko9 },
  { cause: cause10, en: en10, ko: ko10 },
  { cause: cause11, en: en11, ko: ko11 },
  { cause: cause12, en: en12, ko: ko12 },
  { cause: cause13, en: en13, ko: ko13 },
  { cause: cause14, en: en14, ko: ko14 },
  { cause: cause15, en: en15, ko: ko15 },
  { cause: cause16, en: en16, ko: ko16 },
  { cause: cause17, en: en17, ko: ko17 },
  { cause: cause18, en: en18, ko: ko18 },
  { cause: cause19, en: en19, ko: ko19 },
  { cause: cause20, en: en20, ko: ko20 },
  { cause: cause21, en: en21, ko: ko21 },
  { cause: cause22, en: en22, ko: ko22 },
  { cause: cause23, en: en23, ko: ko23 },
  { cause: cause24, en: en24, ko: ko24 },
  { cause: cause25, en: en25, ko: ko25 },
  { cause: cause26, en: en26, ko: ko26 },
  { cause: cause27, en: en27, ko: ko27 },
  { cause: cause28, en: en28, ko: ko28 },
  { cause: cause29, en: en29, ko: ko29 },
  { cause: cause30, en: en30, ko: ko30 },
  { cause: cause31, en: en31, ko: ko31 },
  { cause: cause32, en: en32, ko: ko32 },
  { cause: cause33, en: en33, ko: ko33 },
  { cause: cause34, en: en34, ko: ko34 },
  { cause: cause35, en: en35, ko: ko35 },
  { cause: cause36, en: en36, ko: ko36 },
  { cause: cause37, en: en37, ko: ko37 },
  { cause: cause38, en: en38, ko: ko38 },
  { cause: cause39, en: en39, ko: ko39 },
  { cause: cause40, en: en40, ko: ko40 },
  { cause: cause41, en: en41, ko: ko41 },
  { cause: cause42, en: en42, ko: ko42 },
  { cause: cause43, en: en43, ko: ko43 },
  { cause: cause44, en: en44, ko: ko44 },
  { cause: cause45, en: en45, ko: ko45 },
  { cause: cause46, en: en46, ko: ko46 },
  { cause: cause47, en: en47, ko: ko47 },
  { cause: cause48, en: en48, ko: ko48 },
  { cause: cause49, en: en49, ko: ko49 },
  { cause: cause50, en: en50, ko: ko50 },
  { cause: cause51, en: en51, ko: ko51 },
  { cause: cause52, en: en52, ko: ko52 },
  { cause: cause53, en: en53, ko: ko53 },
  { cause: cause54, en: en54, ko: ko54 },
  { cause: cause55, en: en55, ko: ko55 },
  { cause: cause56, en: en56, ko: ko56 },
  { cause: cause57, en: en57, ko: ko57 },
  { cause: cause58, en: en58, ko: ko58 },
  { cause: cause59, en: en59, ko: ko59 },
  { cause: cause60, en: en60, ko: ko60 },
  { cause: cause61, en: en61, ko: ko61 },
  { cause: cause62, en: en62, ko: ko62 },
  { cause: cause63, en: en63, ko: ko63 },
  { cause: cause64, en: en64, ko: ko64 },
  { cause: cause65, en: en65, ko: ko65 },
  { cause: cause66, en: en66, ko: ko66 },
  { cause: cause67, en: en67, ko: ko67 },
  { cause: cause68, en: en68, ko: ko68 },
  { cause: cause69, en: en69, ko: ko69 },
  { cause: cause70, en: en70, ko: ko70 },
  { cause: cause71, en: en71, ko: ko71 },
  { cause: cause72, en: en72, ko: ko72 },
  { cause: cause73, en: en73, ko: ko73 },
  { cause: cause74, en: en74, ko: ko74 },
  { cause: cause75, en: en75, ko: ko75 },
  { cause: cause76, en: en76, ko: ko76 },
  { cause: cause77, en: en77, ko: ko77 },
  { cause: cause78, en: en78, ko: ko78 },
  { cause: cause79, en: en79, ko: ko79 },
  { cause: cause80, en: en80, ko: ko80 },
];
