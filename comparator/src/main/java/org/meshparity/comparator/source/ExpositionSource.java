package org.meshparity.comparator.source;

import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.series.Labels;
import org.meshparity.comparator.series.RawSeries;
import org.meshparity.rules.LabelMatchers;

/**
 * Pages of metrics as files, URLs or the standard input, packed with gzip or not: one Mixer, many
 * sidecars. Nothing was scraped, so times are made up: what a page shows now is at {@link #NOW_MS},
 * what the page before showed is at {@link #BEFORE_MS}, and there is no {@code up}. Timestamps
 * inside the pages are read and not used. The pages of a side are kept apart by the label {@code
 * instance}, which is the page's place; an {@code instance} of the page itself becomes {@code
 * exported_instance}.
 *
 * <p>A page is parsed as a stream, once for each question; {@link #scan} answers many questions at
 * once. A page that breaks the format or the rules of histograms in a series that was asked for is
 * a {@link SourceUnavailable} with file and line.
 */
public final class ExpositionSource implements SampleSource {

  /** The made-up time of the pages before, in milliseconds. */
  public static final long BEFORE_MS = 0;

  /** The made-up time of the pages now, in milliseconds. */
  public static final long NOW_MS = 1000;

  /** How long a page fetched from a URL may be unless said otherwise: 1 GiB. */
  public static final long MAX_FETCHED_BYTES = 1L << 30;

  private static final Duration LONGEST_FETCH = Duration.ofSeconds(30);
  private static final String INSTANCE = "instance";

  private final String name;
  private final List<OpenPage> pages;
  private final PageClient client;

  private ExpositionSource(List<Page> pages, long maxFetchedBytes, InputStream standardInput) {
    if (pages.isEmpty()) {
      throw new IllegalArgumentException("at least one page is needed");
    }
    refuseTwice(pages);
    this.client = new PageClient(LONGEST_FETCH, maxFetchedBytes);
    this.pages = pages.stream().map(page -> open(page, standardInput)).toList();
    this.name =
        Shortened.text(
            this.pages.stream().map(page -> page.now().shown()).collect(Collectors.joining(", ")),
            200);
  }

  /**
   * Reads nothing yet.
   *
   * @param maxFetchedBytes how long the page of a URL may be, unpacked
   * @throws IllegalArgumentException if there is no page, or one twice
   */
  public static ExpositionSource of(List<Page> pages, long maxFetchedBytes) {
    return new ExpositionSource(pages, maxFetchedBytes, System.in);
  }

  static ExpositionSource of(List<Page> pages, InputStream standardInput) {
    return new ExpositionSource(pages, MAX_FETCHED_BYTES, standardInput);
  }

  private static void refuseTwice(List<Page> pages) {
    Set<String> places = new HashSet<>();
    for (Page page : pages) {
      String before = page.before();
      if (!places.add(page.now()) || (before != null && !places.add(before))) {
        throw new IllegalArgumentException("each page may be given once, was twice: " + page.now());
      }
    }
  }

  private OpenPage open(Page page, InputStream standardInput) {
    String before = page.before();
    return new OpenPage(
        new PageFile(page.now(), standardInput, client),
        before == null ? null : new PageFile(before, standardInput, client));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public StampErrors stamps() {
    return new StampErrors(0, 0);
  }

  /**
   * Reads every page once and hands over each sample of the wanted series as it stands: memory
   * follows histograms, not bytes. All pages before come first. A page that comes through a pipe is
   * gone then.
   *
   * @param series full names, e.g. {@code istio_requests_total}
   */
  public void scan(Set<String> series, Visitor visitor) throws SourceUnavailable {
    for (OpenPage page : pages) {
      if (page.before() != null) {
        page.before().onceOnly();
        scan(page.before(), true, page, series, visitor);
      }
    }
    for (OpenPage page : pages) {
      page.now().onceOnly();
      scan(page.now(), false, page, series, visitor);
    }
  }

  private static void scan(
      PageFile file, boolean before, OpenPage page, Set<String> series, Visitor visitor)
      throws SourceUnavailable {
    Place place = new Place(page.now().shown(), file.shown(), before);
    WantedPage wanted =
        new WantedPage(file.shown(), series, sample -> visitor.accept(place, sample));
    file.parse(wanted);
    try {
      wanted.finish();
    } catch (ExpositionFault e) {
      throw new SourceUnavailable(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public List<String> samples(
      String series, LabelMatchers matchers, long afterMs, long untilMs, Consumer<RawSeries> into)
      throws SourceUnavailable {
    TimeRange range = new TimeRange(afterMs, untilMs);
    for (OpenPage page : pages) {
      new PageSamples(range, matchers, into).read(page, Set.of(series));
    }
    return List.of();
  }

  @Override
  public void close() {
    for (OpenPage page : pages) {
      page.now().close();
      if (page.before() != null) {
        page.before().close();
      }
    }
    client.close();
  }

  /** The same as {@link #name}. */
  @Override
  public String toString() {
    return name;
  }

  /**
   * What one exporter shows.
   *
   * @param now a file, an http or https URL, or {@code -} for the standard input
   * @param before the same exporter's earlier page, or null: then counters count from its start
   */
  public record Page(String now, @Nullable String before) {}

  /**
   * Where a sample stands.
   *
   * @param instance the exporter: the place of its page now
   * @param file the page itself
   * @param before whether it is the earlier page
   */
  public record Place(String instance, String file, boolean before) {}

  /** Receives samples; the view is valid only during the call. */
  @FunctionalInterface
  public interface Visitor {
    /** One sample. */
    void accept(Place place, ExpositionSample sample);
  }

  private record OpenPage(PageFile now, @Nullable PageFile before) {}

  /** Joins the two pages of one exporter into series of one or two samples. */
  private static final class PageSamples {
    private final TimeRange range;
    private final LabelMatchers matchers;
    private final Consumer<RawSeries> into;
    private final Map<Labels, Double> earlier = new HashMap<>();

    PageSamples(TimeRange range, LabelMatchers matchers, Consumer<RawSeries> into) {
      this.range = range;
      this.matchers = matchers;
      this.into = into;
    }

    void read(OpenPage page, Set<String> series) throws SourceUnavailable {
      if (page.before() != null && range.holds(BEFORE_MS)) {
        scan(page.before(), true, page, series, this::keep);
      }
      if (range.holds(NOW_MS)) {
        scan(page.now(), false, page, series, this::join);
      }
      earlier.forEach((labels, value) -> hand(labels, BEFORE_MS, value));
    }

    private void keep(Place place, ExpositionSample sample) {
      Labels labels = labels(place, sample);
      if (matchers.matches(labels::get)) {
        earlier.put(labels, sample.value());
      }
    }

    private void join(Place place, ExpositionSample sample) {
      Labels labels = labels(place, sample);
      if (!matchers.matches(labels::get)) {
        return;
      }
      Double before = earlier.remove(labels);
      if (before == null) {
        hand(labels, NOW_MS, sample.value());
        return;
      }
      long[] times = {BEFORE_MS, NOW_MS};
      into.accept(new RawSeries(labels, times, new double[] {before, sample.value()}));
    }

    private void hand(Labels labels, long at, double value) {
      into.accept(new RawSeries(labels, new long[] {at}, new double[] {value}));
    }

    private static Labels labels(Place place, ExpositionSample sample) {
      return sample.labelsOf(Map.of(INSTANCE, place.instance()));
    }
  }
}
