/** What an administrator's role must allow for a request, as the tab XML API of an admin role calls it. docs/PANOS.md "Administrator roles". */
export const PERMISSIONS: Readonly<Record<string, string>> = {
  op: 'Operational Requests',
  config: 'Configuration',
  export: 'Export',
};
