/** `show system disk-space`: the text of `df -h`. docs/PANOS.md "Disk space". */
import type { Firewall } from '../device/firewall.ts';
import { successText, type SimReply } from '../server/replies.ts';

const PANREPO_EXTRA_MB = 12_288;

export function diskSpace(firewall: Firewall): SimReply {
  const device = DEVICES[firewall.family] ?? '/dev/sda';
  const free = firewall.panrepoFreeMb;
  const size = firewall.spec.panrepoFreeMb + PANREPO_EXTRA_MB;
  const lines = [
    'Filesystem      Size  Used Avail Use% Mounted on',
    line(`${device}3`, 21_504, 14_336, '/'),
    line('none', 7885, 7884, '/dev'),
    line(`${device}5`, 32_768, 18_432, '/opt/pancfg'),
    line(`${device}6`, size, free, '/opt/panrepo'),
    line('tmpfs', 7885, 4096, '/dev/shm'),
    'cgroup_root     7.7G     0  7.7G   0% /cgroup',
    line(`${device}8`, 22_528, 11_264, '/opt/panlogs'),
    'tmpfs            12M   48K   12M   1% /opt/pancfg/mgmt/ssl/private',
  ];
  return successText(lines.join('\n'));
}

const DEVICES: Readonly<Record<string, string>> = {
  '400': '/dev/mmcblk0p',
  '1400': '/dev/mmcblk0p',
  '5200': '/dev/md',
  '5400': '/dev/md',
};

function line(device: string, sizeMb: number, freeMb: number, mount: string): string {
  const used = sizeMb - freeMb;
  const percent = `${Math.ceil((used / sizeMb) * 100)}%`;
  const columns = [sizeMb, used, freeMb].map((mb) => human(mb).padStart(5)).join(' ');
  return `${device.padEnd(15)}${columns} ${percent.padStart(4)} ${mount}`;
}

/** As df does it: rounded up, one decimal below ten. */
function human(mb: number): string {
  if (mb < 1024) return `${Math.ceil(mb)}M`;
  const gb = mb / 1024;
  return gb < 10 ? `${(Math.ceil(gb * 10) / 10).toFixed(1)}G` : `${Math.ceil(gb)}G`;
}
