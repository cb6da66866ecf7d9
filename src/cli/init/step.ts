/** What a step of `sfs init` found or made. */
export interface Step<T> {
  made: boolean;
  value: T;
}
