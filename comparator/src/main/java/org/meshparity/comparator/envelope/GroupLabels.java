package org.meshparity.comparator.envelope;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A group's labels by name, sorted, as a view of its values: a run keeps those of every group, and
 * a tree of twenty labels takes nearly a kilobyte.
 */
final class GroupLabels extends AbstractMap<String, String> {

  /**
   * How labels are sorted, once for all groups.
   *
   * @param names sorted
   * @param places where the value of each stands
   */
  private record Order(List<String> unsorted, String[] names, int[] places) {

    static Order of(List<String> names) {
      int[] places =
          IntStream.range(0, names.size())
              .boxed()
              .sorted(Comparator.comparing(names::get))
              .mapToInt(Integer::intValue)
              .toArray();
      String[] sorted = Arrays.stream(places).mapToObj(names::get).toArray(String[]::new);
      return new Order(names, sorted, places);
    }
  }

  private static volatile Order last = Order.of(List.of());

  private final Order order;
  private final String[] values;

  private GroupLabels(Order order, String[] values) {
    this.order = order;
    this.values = values;
  }

  /**
   * Those that have a value.
   *
   * @param names each once; nobody changes them
   * @param values one for each name, empty where there is none; nobody changes them
   */
  static GroupLabels of(List<String> names, String[] values) {
    Order order = last;
    if (order.unsorted() != names) {
      order = Order.of(names);
      last = order;
    }
    return new GroupLabels(order, values);
  }

  private String value(int sorted) {
    return values[order.places()[sorted]];
  }

  /** The next one that has a value; behind the last if there is none. */
  private int from(int sorted) {
    int next = sorted;
    while (next < values.length && value(next).isEmpty()) {
      next++;
    }
    return next;
  }

  @Override
  public int size() {
    int size = 0;
    for (String value : values) {
      size += value.isEmpty() ? 0 : 1;
    }
    return size;
  }

  @Override
  public boolean isEmpty() {
    return from(0) == values.length;
  }

  @Override
  public @Nullable String get(@Nullable Object name) {
    for (int i = 0; i < values.length; i++) {
      if (order.names()[i].equals(name)) {
        return value(i).isEmpty() ? null : value(i);
      }
    }
    return null;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return get(name) != null;
  }

  @Override
  public Set<Map.Entry<String, String>> entrySet() {
    return new Entries();
  }

  private final class Entries extends AbstractSet<Map.Entry<String, String>> {

    @Override
    public int size() {
      return GroupLabels.this.size();
    }

    @Override
    public Iterator<Map.Entry<String, String>> iterator() {
      return new Iterator<>() {
        private int at = from(0);

        @Override
        public boolean hasNext() {
          return at < values.length;
        }

        @Override
        public Map.Entry<String, String> next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          int now = at;
          at = from(at + 1);
          return Map.entry(order.names()[now], value(now));
        }
      };
    }
  }
}
