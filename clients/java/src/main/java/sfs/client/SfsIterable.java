package sfs.client;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Items that come from the server while they are iterated over. Iterating throws {@link
 * SfsException} where a call fails.
 *
 * @param <T> the type of the items
 */
public interface SfsIterable<T> extends Iterable<T> {
  /** The items as a sequential stream, which asks for no more of them than it needs. */
  default Stream<T> stream() {
    return StreamSupport.stream(spliterator(), /* parallel= */ false);
  }
}
