/** What one device or Panorama was asked: so that tests can see a tool keep to its limits. */
export class CallLog {
  /** When each request arrived, in simulated milliseconds. */
  readonly times: number[] = [];
  /** How often each command came, by its words. */
  readonly byCommand = new Map<string, number>();
  inFlight = 0;
  mostInFlight = 0;

  begin(at: number, command: string): void {
    this.times.push(at);
    this.byCommand.set(command, (this.byCommand.get(command) ?? 0) + 1);
    this.inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
  }

  end(): void {
    this.inFlight -= 1;
  }

  /** The most requests that arrived within any minute. */
  busiestMinute(): number {
    let first = 0;
    let most = 0;
    for (const [index, at] of this.times.entries()) {
      while ((this.times[first] ?? at) <= at - 60_000) first += 1;
      most = Math.max(most, index - first + 1);
    }
    return most;
  }
}
