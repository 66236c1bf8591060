/** The routing table of either engine, in one shape. docs/PANOS.md "Routes". */
export interface Route {
  readonly virtualRouter: string;
  readonly destination: string;
  readonly nexthop: string;
  readonly interface: string;
  readonly flags: string;
}
