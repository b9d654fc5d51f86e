package org.meshparity.comparator.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.meshparity.comparator.series.NativeHistogram;
import org.meshparity.comparator.series.NativeHistogram.Bucket;

/**
 * Reads one native histogram, {@code {"count": "3", "sum": "1.5", "buckets": [[0, "0.5", "1",
 * "3"]]}}. The first number of a bucket says which of its bounds it holds: 0 the upper one, 1 the
 * lower one, 2 none, 3 both.
 */
final class NativeReader {

  private static final int MOST_BUCKETS = 100_000;
  private static final long MOST_IN_ALL = 20_000_000;
  private static final int UPPER = 0;
  private static final int LOWER = 1;
  private static final int BOTH = 3;

  private final SampleText text;
  private long inAll;

  NativeReader(SampleText text) {
    this.text = text;
  }

  /** Reads an object. */
  NativeHistogram read(JsonBytes json) throws IOException {
    ElementReader.require(json.opens('{'));
    double count = Double.NaN;
    double sum = Double.NaN;
    boolean counted = false;
    List<Bucket> buckets = List.of();
    while (json.nextMember()) {
      switch (json.string()) {
        case "count" -> {
          count = text.value(json);
          counted = true;
        }
        case "sum" -> sum = text.value(json);
        case "buckets" -> buckets = buckets(json);
        default -> json.skip();
      }
    }
    if (!counted) {
      throw ElementReader.wrong("a native histogram without a count");
    }
    return made(buckets, count, sum);
  }

  private static NativeHistogram made(List<Bucket> buckets, double count, double sum)
      throws WrongAnswer {
    try {
      return NativeHistogram.of(buckets, count, sum);
    } catch (IllegalArgumentException e) {
      throw ElementReader.wrong("a native histogram that is none: " + e.getMessage());
    }
  }

  private List<Bucket> buckets(JsonBytes json) throws IOException {
    ElementReader.require(json.opens('['));
    List<Bucket> buckets = new ArrayList<>();
    while (json.nextElement()) {
      if (buckets.size() == MOST_BUCKETS) {
        throw ElementReader.wrong("a native histogram of more than " + MOST_BUCKETS + " buckets");
      }
      buckets.add(bucket(json));
    }
    inAll += buckets.size();
    if (inAll > MOST_IN_ALL) {
      throw new WrongAnswer(
          "answered with more than " + MOST_IN_ALL + " buckets of native histograms",
          "narrow the selector, or compare a shorter window");
    }
    return buckets;
  }

  private Bucket bucket(JsonBytes json) throws IOException {
    ElementReader.require(
        json.opens('[') && json.nextElement() && json.kind() >= '0' && json.kind() <= '9');
    double rule = text.number(json);
    ElementReader.require(json.nextElement());
    double lower = text.value(json);
    ElementReader.require(json.nextElement());
    double upper = text.value(json);
    ElementReader.require(json.nextElement());
    double count = text.value(json);
    ElementReader.require(!json.nextElement());
    if (!(rule == UPPER || rule == LOWER || rule == BOTH)) {
      throw ElementReader.wrong("a native bucket of the unknown kind " + rule);
    }
    if (rule == LOWER && lower >= 0) {
      throw ElementReader.wrong("a native bucket above zero that holds its lower bound");
    }
    try {
      return new Bucket(lower, upper, count);
    } catch (IllegalArgumentException e) {
      throw ElementReader.wrong("a native histogram that is none: " + e.getMessage());
    }
  }
}
