package sfs.client;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Iterates over the items of all pages of a list. */
final class Pages<R, T> implements Iterator<T> {
  private final Function<String, R> page;
  private final Function<R, List<T>> itemsOf;
  private final Function<R, String> nextToken;
  private Iterator<T> items = Collections.emptyIterator();
  private String token = "";
  private boolean ended;

  private Pages(
      Function<String, R> page, Function<R, List<T>> itemsOf, Function<R, String> nextToken) {
    this.page = page;
    this.itemsOf = itemsOf;
    this.nextToken = nextToken;
  }

  /**
   * @param page asks for the page of a token; empty: the first
   */
  static <R, T> SfsIterable<T> all(
      Function<String, R> page, Function<R, List<T>> itemsOf, Function<R, String> nextToken) {
    return () -> new Pages<>(page, itemsOf, nextToken);
  }

  @Override
  public boolean hasNext() {
    // An empty page is not the end.
    while (!items.hasNext() && !ended) {
      R response = page.apply(token);
      items = itemsOf.apply(response).iterator();
      token = nextToken.apply(response);
      ended = token.isEmpty();
    }
    return items.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return items.next();
  }
}
