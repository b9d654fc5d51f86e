package org.meshparity.comparator.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.NativeHistogram;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.comparator.series.Sums;
import org.meshparity.comparator.series.SumsAt;

/**
 * Reads one element of a result at a time, {@code {"metric": {…}, "value": […]}} or with {@code
 * "values"}, into reused arrays. It refuses what a correct server never sends: a series twice,
 * samples out of order or outside the time that was asked for.
 */
final class ElementReader {

  private static final String REMEDY = "the backend, or a proxy before it, is faulty";
  private static final int MOST_REMARKS = 20;
  private static final Sink NOWHERE = (labels, times, values) -> {};

  private final String member;
  private final Sink sink;
  private final @Nullable HistogramSink histogramSink;
  private final LabelTexts texts = new LabelTexts();
  private final SeriesSeen seen = new SeriesSeen();
  private final LabelBuffer labels = new LabelBuffer();
  private final SampleText text = new SampleText();
  private final SampleRow samples;
  private final NativeReader nativeReader = new NativeReader(text);
  private final List<String> remarks = new ArrayList<>();
  private final List<NativeHistogram> natives = new ArrayList<>();
  private final @Nullable SumReader sums;
  private final WrittenElement written = new WrittenElement();

  private ElementReader(
      TimeRange asked,
      String member,
      Sink sink,
      @Nullable HistogramSink histogramSink,
      @Nullable SumReader sums) {
    this.samples = new SampleRow(asked);
    this.member = member;
    this.sink = sink;
    this.histogramSink = histogramSink;
    this.sums = sums;
  }

  /** For the elements of an instant vector. */
  static ElementReader ofVector(long atMs, Sink sink) {
    return new ElementReader(TimeRange.at(atMs), "value", sink, null, null);
  }

  /** For the elements of an instant vector whose label sets come in other answers too. */
  static ElementReader ofSums(long atMs, WrittenSets written, Sums into) {
    return new ElementReader(
        TimeRange.at(atMs), "value", NOWHERE, null, SumReader.of(written, into));
  }

  /** For the elements of a matrix of that kind. */
  static ElementReader ofSums(TimeRange asked, WrittenSets written, SumsAt into) {
    return new ElementReader(asked, "values", NOWHERE, null, SumReader.of(written, into));
  }

  /** For raw samples. */
  static ElementReader ofMatrix(TimeRange asked, Sink sink) {
    return new ElementReader(asked, "values", sink, null, null);
  }

  /** For raw samples that are native histograms. */
  static ElementReader ofHistograms(TimeRange asked, HistogramSink sink) {
    return new ElementReader(asked, "histograms", NOWHERE, sink, null);
  }

  /** Notes what the server remarks upon the query, which leaves its data whole. */
  void remark(String text) {
    if (remarks.size() < MOST_REMARKS) {
      remarks.add(text);
    }
  }

  /** What was remarked. */
  List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** Reads an object whose brace was read. */
  void read(JsonBytes json) throws IOException {
    written.begin(json);
    labels.clear();
    natives.clear();
    samples.clear();
    boolean named = false;
    boolean valued = false;
    while (json.nextMember()) {
      String found = json.string();
      once(found, found.equals("metric") ? named : valued && found.equals(member));
      switch (found) {
        case "metric" -> named |= metric(json);
        case "value", "values" -> valued |= samples(json, found);
        case "histogram", "histograms" -> valued |= histograms(json, found);
        default -> json.skip();
      }
    }
    if (!named || !valued) {
      throw wrong("an element without metric or value");
    }
    if (sums != null) {
      sums.take(labels.labels(), samples, written);
      return;
    }
    if (seen.add(labels.hash(), 1) > 0) {
      throw wrong("the series " + Shortened.text(labels.labels().toString(), 200) + " twice");
    }
    hand();
  }

  /** Reads as many elements as can be read without taking them apart, if any. */
  void readRun(JsonBytes json) throws IOException {
    if (sums != null) {
      sums.readRun(json);
    }
  }

  private void hand() throws WrongAnswer {
    int first = samples.first();
    if (first == samples.size()) {
      return;
    }
    if (histogramSink == null) {
      sink.accept(labels.labels(), samples.timestamps(), samples.values());
      return;
    }
    NativeHistogram[] found =
        natives.subList(first, natives.size()).toArray(new NativeHistogram[0]);
    histogramSink.accept(labels.labels(), samples.timestamps(), found);
  }

  /** Of a member that stands twice nobody can tell which one holds. */
  private static void once(String member, boolean before) throws WrongAnswer {
    if (before) {
      throw wrong("two members named " + member + " in one element");
    }
  }

  private boolean metric(JsonBytes json) throws IOException {
    require(json.opens('{'));
    written.labelsBegin();
    for (int place = 0; json.nextMember(); place += 2) {
      LabelTexts.Text name = texts.read(place, json.text, json.from, json.to);
      require(json.kind() == '"');
      json.readText();
      LabelTexts.Text value = texts.read(place + 1, json.text, json.from, json.to);
      if (name.string().equals("le")) {
        written.le();
      }
      try {
        labels.add(name.string(), name.hash(), value.string(), value.hash());
      } catch (IllegalArgumentException e) {
        throw wrong(String.valueOf(e.getMessage()));
      }
    }
    written.labelsEnd();
    return true;
  }

  private boolean samples(JsonBytes json, String found) throws IOException {
    if (histogramSink != null) {
      throw new WrongAnswer(
          "answered with plain samples where the pack says native histograms",
          "say buckets: classic for this metric, or let it be stored natively only");
    }
    if (!found.equals(member)) {
      json.skip();
      return false;
    }
    if (found.equals("value")) {
      samples.readOne(json);
    } else {
      samples.readAll(json);
    }
    return true;
  }

  private boolean histograms(JsonBytes json, String found) throws IOException {
    if (histogramSink == null || !found.equals(member)) {
      throw nativeHistogram();
    }
    require(json.opens('['));
    while (json.nextElement()) {
      require(json.opens('[') && json.nextElement());
      long at = text.milliseconds(json);
      require(json.nextElement());
      natives.add(nativeReader.read(json));
      require(!json.nextElement());
      samples.add(at, 0);
    }
    return true;
  }

  static void require(boolean shape) throws WrongAnswer {
    if (!shape) {
      throw otherShape();
    }
  }

  static WrongAnswer otherShape() {
    return wrong("JSON of another shape");
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

  /**
   * Receives each element: labels and arrays of equal length, 1 or more. Series that were scraped
   * together share the array of times, which must not be written to.
   */
  @FunctionalInterface
  interface Sink {
    void accept(Labels labels, long[] timestamps, double[] values) throws WrongAnswer;

    /** As raw series. */
    static Sink of(Consumer<RawSeries> into) {
      return new Series(into);
    }
  }

  /** Makes series, each after the example of the one before. */
  private static final class Series implements Sink {
    private final Consumer<RawSeries> into;
    private RawSeries last = new RawSeries(Labels.of(Map.of()), new long[0], new double[0]);

    Series(Consumer<RawSeries> into) {
      this.into = into;
    }

    @Override
    public void accept(Labels labels, long[] timestamps, double[] values) {
      last = last.next(labels, timestamps, values);
      into.accept(last);
    }
  }
}
