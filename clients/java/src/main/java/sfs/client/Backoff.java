package sfs.client;

import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait between the attempts of one call: at least 0.1 s that double up to 5 s, spread
 * at random between half and all of it, because a CI starts many jobs at the same second.
 */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** Less is no attempt: cut short, it would hide why the others failed. */
  private static final Duration SHORTEST_ATTEMPT = Duration.ofMillis(100);

  private Duration next = FIRST;

  /** The wait after a failure; a server that says how long to wait is obeyed. */
  Duration after(SfsException failure) {
    long most = next.toNanos();
    Duration wait = Duration.ofNanos(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    next = shorter(next.multipliedBy(2), LONGEST);
    Duration asked = failure.retryAfter().orElse(Duration.ZERO);
    return asked.compareTo(wait) > 0 ? asked : wait;
  }

  /** Something came through: a failure from now on is a new one. */
  void reset() {
    next = FIRST;
  }

  /** Whether there is time for one more attempt before the end. A server may ask for any wait. */
  static boolean fits(Duration wait, Deadline end) {
    Duration left = Duration.ofNanos(end.timeRemaining(TimeUnit.NANOSECONDS));
    return wait.compareTo(left.minus(SHORTEST_ATTEMPT)) < 0;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
