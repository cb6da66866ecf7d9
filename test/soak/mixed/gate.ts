/** Lets so many through at once; the others wait in line. */
export class Gate {
  private free: number;
  private readonly line: (() => void)[] = [];
  /** Called when the line has become short: there is room for more work. */
  onShort: () => void = () => undefined;
  private readonly short: number;

  constructor(places: number) {
    this.free = places;
    this.short = Math.ceil(places / 4);
  }

  /** True: whoever adds work now does not add to a long line. */
  get isShort(): boolean {
    return this.line.length < this.short;
  }

  /** Runs the work when there is a place for it. */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.line.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.line.shift();
      if (next) next();
      else this.free += 1;
      if (this.isShort) this.onShort();
    }
  }
}
