/**
 * Waits for what a change needs, and keeps it: a value, or the error for whoever asks for it. A request that was answered before is
 * answered again, also where what it needs is gone by now.
 */
export const outcomeOf = <Value>(needed: Promise<Value>): Promise<() => Value> =>
  needed.then(
    (value) => () => value,
    (error) => () => {
      throw error;
    },
  );
