package sfs.client;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * What the server sends over time. It is read once, by one thread, and must be closed unless it is
 * read to its end; from another thread {@link #close} ends a read that waits, which then throws
 * {@link SfsException} with the code CANCELLED. Interrupting the thread that reads does the same.
 *
 * @param <T> the type of the items
 */
public abstract class SfsStream<T> implements SfsIterable<T>, AutoCloseable {
  private final Iterator<T> iterator = new ReadIterator();

  SfsStream() {}

  /** Waits for the next item; null at the end. */
  abstract T read();

  /** Ends the stream. */
  @Override
  public abstract void close();

  /** The one iterator of this stream: another call goes on where the last one stopped. */
  @Override
  public final Iterator<T> iterator() {
    return iterator;
  }

  private final class ReadIterator implements Iterator<T> {
    private T next;
    private boolean ended;

    @Override
    public boolean hasNext() {
      if (next == null && !ended) {
        next = read();
        ended = next == null;
      }
      return next != null;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      T item = next;
      next = null;
      return item;
    }
  }
}
