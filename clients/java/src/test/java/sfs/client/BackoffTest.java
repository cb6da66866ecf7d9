package sfs.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Deadline;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void doublesUpToFiveSecondsAndIsSpread() {
    Backoff backoff = new Backoff();
    for (long most : new long[] {100, 200, 400, 800, 1600, 3200, 5000, 5000}) {
      long wait = backoff.after(failure(null)).toMillis();
      assertTrue(wait >= most / 2 && wait <= most, wait + " of " + most);
    }
    backoff.reset();
    assertTrue(backoff.after(failure(null)).toMillis() <= 100);
  }

  @Test
  void serverThatAsksForLongerIsObeyed() {
    Duration asked = Duration.ofSeconds(7);
    assertEquals(asked, new Backoff().after(failure(asked)));
    assertTrue(new Backoff().after(failure(Duration.ofMillis(1))).toMillis() >= 50);
  }

  @Test
  void anyWaitThatAServerAsksForIsUnderstood() {
    Deadline soon = Deadline.after(1, TimeUnit.SECONDS);
    assertTrue(Backoff.fits(Duration.ofMillis(500), soon));
    assertFalse(Backoff.fits(Duration.ofSeconds(2), soon));
    assertFalse(Backoff.fits(Duration.ofSeconds(Long.MAX_VALUE), soon));
  }

  private static SfsException failure(Duration retryAfter) {
    ErrorDetails details = new ErrorDetails("", Map.of(), List.of(), retryAfter);
    return new SfsException(Status.Code.UNAVAILABLE, "", details, "", null);
  }
}
