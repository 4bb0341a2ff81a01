import type { UmlPlace } from './ensure.ts';

const MODULES = [
  ...[
    'esp4',
    'esp6',
    'ah4',
    'ah6',
    'xfrm_user',
    'sch_netem',
    'tun',
    'veth',
    'af_packet',
    'authenc',
    'gcm',
    'cbc',
    'ctr',
  ],
  ...['nf_tables', 'nft_masq', 'nft_limit', 'nft_numgen', 'nft_ct', 'nft_reject', 'nft_xfrm', 'iptable_nat', 'xt_nat'],
  ...['nf_defrag_ipv4', 'nf_defrag_ipv6', 'act_pedit', 'cls_u32', 'echainiv', 'seqiv', 'xfrm4_tunnel', 'xfrm6_tunnel'],
];

/** One word of a POSIX shell command. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

export interface InitPlan {
  place: UmlPlace;
  /** Folder to run in: the root of the repository. */
  root: string;
  command: string[];
  /** File that receives the command's output, and file that receives its exit status; both on the host. */
  output: string;
  status: string;
}

/**
 * The init program of a boot: mounts what the root folder of the host lacks, loads modules, runs one command and
 * halts. /tmp stays the host's, for the repository may lie in it; private files go to memory. Modules and the module loader come from the unpacked package, so nothing of the host is changed.
 */
export function initScript(plan: InitPlan): string {
  const { place } = plan;
  const probe = `${shellWord(place.modprobe)} -d ${shellWord(place.moduleRoot)}`;
  return `#!/bin/sh
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t tmpfs tmpfs /run
mkdir -p /dev/shm /dev/net /dev/pts
mount -t tmpfs tmpfs /dev/shm
export TMPDIR=/dev/shm
mount -t devpts devpts /dev/pts
printf '#!/bin/sh\\nexec ${probe} "$@"\\n' > /run/modprobe
chmod 755 /run/modprobe
echo /run/modprobe > /proc/sys/kernel/modprobe
for module in ${MODULES.join(' ')}; do ${probe} -q "$module"; done
ip link set lo up
hostname lab
cd ${shellWord(plan.root)}
${plan.command.map(shellWord).join(' ')} > ${shellWord(plan.output)} 2>&1 < /dev/null
echo $? > ${shellWord(plan.status)}
sync
halt -f
`;
}
