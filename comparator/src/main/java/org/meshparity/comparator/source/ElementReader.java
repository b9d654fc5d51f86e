package org.meshparity.comparator.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.NativeHistogram;
import org.meshparity.comparator.series.RawSeries;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one element of a result at a time, {@code {"metric": {…}, "value": […]}} or with {@code
 * "values"}, into reused arrays. It refuses what a correct server never sends: a series twice,
 * samples out of order or outside the time that was asked for.
 */
final class ElementReader {

  private static final String REMEDY = "the backend, or a proxy before it, is faulty";
  private static final int MOST_SAMPLES = 1_000_000;
  private static final int MOST_NAMES = 10_000;
  private static final int MOST_REMARKS = 20;

  private final TimeRange asked;
  private final String member;
  private final Sink sink;
  private final @Nullable HistogramSink histogramSink;
  private final Map<String, Long> nameHashes = new HashMap<>();
  private final StringPool strings = new StringPool();
  private final SeriesSeen seen = new SeriesSeen();
  private final LabelBuffer labels = new LabelBuffer();
  private final SampleText text = new SampleText();
  private final NativeReader nativeReader = new NativeReader(text);
  private final List<String> remarks = new ArrayList<>();
  private final List<NativeHistogram> natives = new ArrayList<>();
  private long[] timestamps = new long[64];
  private double[] values = new double[64];
  private int size;

  private ElementReader(
      TimeRange asked, String member, Sink sink, @Nullable HistogramSink histogramSink) {
    this.asked = asked;
    this.member = member;
    this.sink = sink;
    this.histogramSink = histogramSink;
  }

  /** For the elements of an instant vector. */
  static ElementReader ofVector(long atMs, Sink sink) {
    return new ElementReader(TimeRange.at(atMs), "value", sink, null);
  }

  /** For raw samples. */
  static ElementReader ofMatrix(TimeRange asked, Sink sink) {
    return new ElementReader(asked, "values", sink, null);
  }

  /** For raw samples that are native histograms. */
  static ElementReader ofHistograms(TimeRange asked, HistogramSink sink) {
    return new ElementReader(asked, "histograms", (labels, times, values) -> {}, sink);
  }

  /** Notes what the server remarks upon the query, which leaves its data whole. */
  void remark(String text) {
    if (remarks.size() < MOST_REMARKS) {
      remarks.add(Shortened.text(text, 300));
    }
  }

  /** What was remarked. */
  List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** Reads the object whose start is the current token. */
  void read(JsonParser json) throws WrongAnswer {
    labels.clear();
    natives.clear();
    size = 0;
    boolean named = false;
    boolean valued = false;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String found = json.currentName();
      json.nextToken();
      switch (found) {
        case "metric" -> named |= metric(json);
        case "value", "values" -> valued |= samples(json, found);
        case "histogram", "histograms" -> valued |= histograms(json, found);
        default -> json.skipChildren();
      }
    }
    if (!named || !valued) {
      throw wrong("an element without metric or value");
    }
    if (seen.add(labels.hash(), 1) > 0) {
      throw wrong("the series " + Shortened.text(labels.labels().toString(), 200) + " twice");
    }
    hand();
  }

  private void hand() throws WrongAnswer {
    int from = 0;
    while (from < size && timestamps[from] == asked.afterMs()) {
      from++; // ranges were closed at this end before Prometheus 3
    }
    if (from < size && histogramSink != null) {
      NativeHistogram[] found = natives.subList(from, size).toArray(new NativeHistogram[0]);
      histogramSink.accept(labels.labels(), Arrays.copyOfRange(timestamps, from, size), found);
      return;
    }
    if (from < size) {
      sink.accept(
          labels.labels(),
          Arrays.copyOfRange(timestamps, from, size),
          Arrays.copyOfRange(values, from, size));
    }
  }

  private boolean metric(JsonParser json) throws WrongAnswer {
    expect(json, JsonToken.START_OBJECT);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      long nameHash = nameHash(name);
      json.nextToken();
      expect(json, JsonToken.VALUE_STRING);
      char[] chars = json.getStringCharacters();
      String value = strings.intern(chars, json.getStringOffset(), json.getStringLength());
      try {
        labels.add(name, nameHash, value, strings.hash());
      } catch (IllegalArgumentException e) {
        throw wrong(String.valueOf(e.getMessage()));
      }
    }
    return true;
  }

  private long nameHash(String name) {
    Long known = nameHashes.get(name);
    if (known != null) {
      return known;
    }
    strings.intern(name.toCharArray(), 0, name.length());
    if (nameHashes.size() < MOST_NAMES) {
      nameHashes.put(name, strings.hash());
    }
    return strings.hash();
  }

  private boolean samples(JsonParser json, String found) throws WrongAnswer {
    if (histogramSink != null) {
      throw new WrongAnswer(
          "answered with plain samples where the pack says native histograms",
          "say buckets: classic for this metric, or let it be stored natively only");
    }
    if (!found.equals(member)) {
      json.skipChildren();
      return false;
    }
    if (found.equals("value")) {
      sample(json);
      return true;
    }
    expect(json, JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      sample(json);
    }
    return true;
  }

  private boolean histograms(JsonParser json, String found) throws WrongAnswer {
    if (histogramSink == null || !found.equals(member)) {
      throw nativeHistogram();
    }
    expect(json, JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json, JsonToken.START_ARRAY);
      json.nextToken();
      long at = text.milliseconds(json);
      json.nextToken();
      natives.add(nativeReader.read(json));
      json.nextToken();
      expect(json, JsonToken.END_ARRAY);
      note(at, 0);
    }
    return true;
  }

  private void sample(JsonParser json) throws WrongAnswer {
    expect(json, JsonToken.START_ARRAY);
    json.nextToken();
    long at = text.milliseconds(json);
    json.nextToken();
    double value = text.value(json);
    json.nextToken();
    expect(json, JsonToken.END_ARRAY);
    note(at, value);
  }

  private void note(long at, double value) throws WrongAnswer {
    if (!asked.covers(at)) {
      throw wrong("a sample of " + at + " ms, which is not in the time asked for, " + asked);
    }
    if (size > 0 && at <= timestamps[size - 1]) {
      throw wrong("samples out of order, " + timestamps[size - 1] + " ms before " + at + " ms");
    }
    append(at, value);
  }

  private void append(long at, double value) throws WrongAnswer {
    if (size == timestamps.length) {
      if (size >= MOST_SAMPLES) {
        throw wrong("more than " + MOST_SAMPLES + " samples in one series");
      }
      timestamps = Arrays.copyOf(timestamps, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    timestamps[size] = at;
    values[size++] = value;
  }

  static void expect(JsonParser json, JsonToken wanted) throws WrongAnswer {
    if (json.currentToken() != wanted) {
      throw wrong("JSON of another shape");
    }
  }

  private static WrongAnswer nativeHistogram() {
    return new WrongAnswer(
        "answered with a native histogram where the pack says classic buckets",
        "say buckets: native for this metric");
  }

  static WrongAnswer wrong(String with) {
    return new WrongAnswer("answered with " + with, REMEDY);
  }

  /** Receives each series of native histograms. */
  @FunctionalInterface
  interface HistogramSink {
    void accept(Labels labels, long[] timestamps, NativeHistogram[] values) throws WrongAnswer;
  }

  /** Receives each element: labels and freshly made arrays of equal length, 1 or more. */
  @FunctionalInterface
  interface Sink {
    void accept(Labels labels, long[] timestamps, double[] values) throws WrongAnswer;

    /** As raw series. */
    static Sink of(Consumer<RawSeries> into) {
      return (labels, timestamps, values) -> into.accept(new RawSeries(labels, timestamps, values));
    }
  }
}
