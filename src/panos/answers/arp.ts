/** `show arp all`, without the time to live, which changes by itself. docs/PANOS.md "ARP". */
export interface ArpEntry {
  readonly ip: string;
  readonly mac: string;
  readonly interface: string;
}
