package org.meshparity.comparator.simulation;

import static org.meshparity.comparator.simulation.Timeline.MILLI;
import static org.meshparity.comparator.simulation.Timeline.SECOND;
import static org.meshparity.comparator.simulation.Timeline.START;
import static org.meshparity.comparator.simulation.Timeline.WINDOW_END;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A mesh of a few workloads that call each other, as both generations tell of it, with at most one
 * fault. Everything about it is drawn: names, rates, latencies, scrape phases, whether its traffic
 * rests around the ends of the window, and whom the fault strikes.
 */
final class CauseMesh {

  private static final String[] NAMES = {
    "cart", "checkout", "ads", "shipping", "payment", "search", "mail", "stock", "login", "photos"
  };

  private final CauseFault fault;
  private final Dice dice;
  private final List<Workload> workloads = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final Map<String, CausePage> pages = new LinkedHashMap<>();
  private final boolean rests;
  private final boolean shared;
  private final double loss;
  private final Map<Long, Boolean> lostBatches = new HashMap<>();
  private final Map<String, Map<String, String>> written = new HashMap<>();
  private Workload struck;

  private record Workload(String name, String app, String namespace, int pods) {}

  private record Call(Workload from, Workload to, String code, double perSecond) {}

  CauseMesh(CauseFault fault, long seed) {
    this.fault = fault;
    this.dice = new Dice(seed * 31 + fault.ordinal());
    this.rests = dice.chance(0.5);
    this.shared = fault.needsSharedProcesses() || dice.chance(0.1);
    this.loss = dice.between(0.04, 0.2);
    int count = dice.whole(4, 7);
    for (int i = 0; i < count; i++) {
      String namespace = i < 2 ? "shop" : dice.chance(0.5) ? "shop" : "back";
      workloads.add(new Workload(NAMES[i] + "-v1", NAMES[i], namespace, dice.whole(1, 2)));
    }
    struck = workloads.get(dice.whole(1, count - 1));
    if (fault == CauseFault.NAMESPACE_NOT_MIGRATED) {
      workloads.add(new Workload("old-v1", "old", "attic", 1));
      workloads.add(new Workload("older-v1", "older", "attic", 1));
      struck = workloads.get(workloads.size() - 1);
    }
    if (fault.isOfOneProcess()) {
      workloads.remove(struck);
      struck = new Workload(struck.name(), struck.app(), struck.namespace(), 2);
      workloads.add(struck);
    }
    for (int i = 1; i < workloads.size(); i++) {
      Workload to = workloads.get(i);
      Workload from = workloads.get(dice.whole(0, i - 1));
      calls.add(new Call(from, to, "200", dice.between(0.3, 1)));
      calls.add(new Call(from, to, "404", dice.between(0.1, 0.25)));
    }
  }

  /** Everything that was scraped. */
  List<ScrapedSeries> series() {
    for (Workload workload : workloads) {
      for (int pod = 0; pod < workload.pods(); pod++) {
        page(Generation.CANDIDATE, workload, pod);
        page(Generation.LEGACY, workload, pod);
      }
    }
    for (Call call : calls) {
      tell(call);
    }
    if (fault == CauseFault.PROBES) {
      probes();
    }
    strike();
    List<ScrapedSeries> all = new ArrayList<>();
    pages.values().forEach(page -> all.addAll(page.series()));
    return all;
  }

  private void tell(Call call) {
    double at = dice.between(0, 5);
    boolean odd = fault == CauseFault.ODD_COUNTS && call.code().equals("404");
    double copies = odd ? (dice.chance(0.5) ? dice.between(1.3, 1.8) : dice.between(0.3, 0.7)) : 1;
    while (at * SECOND < Timeline.END) {
      long micros = Math.round(at * SECOND);
      boolean resting =
          rests
              && (Math.abs(micros - START) < 90 * SECOND
                  || Math.abs(micros - WINDOW_END) < 90 * SECOND);
      boolean idle =
          fault == CauseFault.IDLE_SERIES_REMOVED
              && call.to() == struck
              && micros > START + 300 * SECOND
              && micros < START + 700 * SECOND;
      if (!resting && !idle) {
        request(call, micros, copies);
      }
      at += -Math.log(1 - dice.between(0, 1)) / call.perSecond();
    }
  }

  private void request(Call call, long micros, double copies) {
    double slow = fault == CauseFault.SLOW_REQUESTS && call.to() == struck ? 400 : 1;
    long nanos = Math.round(1e6 * slow * Math.exp(dice.between(2.5, 5)) * (1 + dice.between(0, 1)));
    long bytes = Math.round(Math.exp(dice.between(3, 8)));
    boolean noAnswer =
        fault == CauseFault.NO_RESPONSE && call.to() == struck && call.code().equals("404");
    for (String reporter : List.of("source", "destination")) {
      Workload teller = reporter.equals("source") ? call.from() : call.to();
      int pod = dice.whole(0, teller.pods() - 1);
      Map<String, String> legacy = written(call, reporter, noAnswer, Generation.LEGACY);
      Map<String, String> candidate = written(call, reporter, noAnswer, Generation.CANDIDATE);
      if (!lost(teller, pod, micros)) {
        int times = fault == CauseFault.LEGACY_TWICE && call.to() == struck ? 2 : 1;
        for (int i = 0; i < times; i++) {
          count(page(Generation.LEGACY, teller, pod), legacy, later(micros, 1), nanos, bytes);
        }
      }
      int times = fault == CauseFault.CANDIDATE_TWICE && call.to() == struck ? 2 : 1;
      times = copies == 1 ? times : whole(copies);
      long unit = fault == CauseFault.SECONDS_AS_MILLISECONDS && call.to() == struck ? 1000 : 1;
      long heads = fault == CauseFault.HEADERS_IN_SIZES ? 300 + dice.whole(0, 200) : 0;
      boolean old = isOld(teller);
      for (int i = 0; i < times && !old; i++) {
        count(
            page(Generation.CANDIDATE, teller, pod),
            candidate,
            micros,
            nanos / unit,
            bytes + heads);
      }
    }
  }

  /** What a generation writes, once for all requests that are alike. */
  private Map<String, String> written(
      Call call, String reporter, boolean noAnswer, Generation generation) {
    return written.computeIfAbsent(
        calls.indexOf(call) + reporter + generation,
        key -> {
          boolean legacy = generation == Generation.LEGACY;
          String code = noAnswer ? legacy ? "200" : "0" : call.code();
          Map<String, String> labels = labels(call, reporter, code, noAnswer);
          if (!legacy) {
            drift(call, reporter, labels);
          }
          return labels;
        });
  }

  private int whole(double copies) {
    return (int) copies + (dice.chance(copies - (int) copies) ? 1 : 0);
  }

  private boolean isOld(Workload teller) {
    return (fault == CauseFault.NOT_MIGRATED && teller == struck)
        || (fault == CauseFault.NAMESPACE_NOT_MIGRATED && teller.namespace().equals("attic"));
  }

  private void count(
      CausePage page, Map<String, String> labels, long visible, long nanos, long bytes) {
    page.count(Family.REQUESTS, labels, visible, 1);
    page.count(Family.DURATION, labels, later(visible, 2), nanos);
    if (fault == CauseFault.HEADERS_IN_SIZES) {
      page.count(Family.SIZE, labels, later(visible, 2), bytes);
    }
  }

  private long later(long micros, double seconds) {
    return micros + Math.round(dice.between(0, seconds) * SECOND);
  }

  /** A report holds what a pod tells within two seconds, and is lost as a whole. */
  private boolean lost(Workload teller, int pod, long micros) {
    boolean silent = fault == CauseFault.REPORTS_LOST_SILENTLY;
    if (fault != CauseFault.REPORTS_LOST && !silent) {
      return false;
    }
    long batch = micros / (2 * SECOND) * 1000 + workloads.indexOf(teller) * 10L + pod;
    boolean first = !lostBatches.containsKey(batch);
    boolean lost = lostBatches.computeIfAbsent(batch, b -> dice.chance(loss));
    if (lost && first && !silent) {
      page(Generation.CANDIDATE, teller, pod)
          .plain("envoy_http_mixer_filter_total_remote_report_send_errors", later(micros, 1));
    }
    return lost;
  }

  private Map<String, String> labels(Call call, String reporter, String code, boolean noAnswer) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("reporter", reporter);
    put(labels, "source", call.from());
    put(labels, "destination", call.to());
    labels.put("destination_service", call.to().app() + "." + call.to().namespace() + ".svc");
    labels.put("destination_service_name", call.to().app());
    labels.put("destination_service_namespace", call.to().namespace());
    labels.put("request_protocol", "http");
    labels.put("response_code", code);
    labels.put("response_flags", noAnswer ? "DC" : "-");
    labels.put("connection_security_policy", reporter.equals("source") ? "unknown" : "mutual_tls");
    return labels;
  }

  private static void put(Map<String, String> labels, String end, Workload workload) {
    labels.put(end + "_workload", workload.name());
    labels.put(end + "_workload_namespace", workload.namespace());
    labels.put(end + "_app", workload.app());
    labels.put(end + "_version", "v1");
    labels.put(end + "_principal", "cluster.local/ns/" + workload.namespace());
  }

  /** What the candidate writes otherwise. */
  private void drift(Call call, String reporter, Map<String, String> labels) {
    if (call.to() != struck) {
      return;
    }
    switch (fault) {
      case UPPER_CASE ->
          labels.computeIfPresent("destination_app", (k, v) -> v.toUpperCase(Locale.ROOT));
      case WITH_PREFIX -> labels.computeIfPresent("source_app", (k, v) -> "mesh://" + v);
      case WITH_PORT -> labels.computeIfPresent("destination_service", (k, v) -> v + ":8080");
      case FULL_NAME ->
          labels.computeIfPresent("destination_service_name", (k, v) -> v + ".shop.svc");
      case OTHER_WORD -> labels.put("destination_version", "1.0.0");
      case TWO_LABELS -> {
        labels.put("destination_version", "1.0.0");
        labels.computeIfPresent("destination_service", (k, v) -> v + ".local");
      }
      case LABEL_UNKNOWN -> labels.put("source_app", "unknown");
      case CALLER_UNKNOWN -> {
        if (reporter.equals("destination")) {
          for (String label : List.of("workload", "workload_namespace", "app", "version")) {
            labels.put("source_" + label, "unknown");
          }
        }
      }
      default -> {}
    }
  }

  /** From outside the mesh: legacy drops what probes send, and keeps what others do. */
  private void probes() {
    Workload nobody = new Workload("unknown", "unknown", "unknown", 1);
    Call call = new Call(nobody, struck, "200", 1);
    Map<String, String> labels = labels(call, "destination", "200", false);
    labels.put("source_version", "unknown");
    labels.remove("source_principal");
    for (double at = 3; at * SECOND < Timeline.END; at += 1.3) {
      long micros = Math.round(at * SECOND);
      boolean probe = !dice.chance(0.1);
      if (!probe) {
        count(page(Generation.LEGACY, struck, 0), labels, micros, 4_000_000, 100);
      }
      count(page(Generation.CANDIDATE, struck, 0), labels, micros, 4_000_000, 100);
    }
  }

  private CausePage page(Generation generation, Workload workload, int pod) {
    boolean legacy = generation == Generation.LEGACY;
    String host = workload.name() + "-7d9f-" + pod;
    String name = legacy && !shared ? "mixer-" + (workloads.indexOf(workload) % 2) : host;
    int port = legacy ? 42422 : 15090;
    Map<String, String> labels = legacy && !shared ? Map.of("pod", name) : Map.of("pod_name", host);
    return pages.computeIfAbsent(
        name + ":" + port, instance -> new CausePage(generation, instance, labels, dice));
  }

  private void strike() {
    CausePage page = page(Generation.CANDIDATE, struck, struck.pods() - 1);
    String instance = struck.name() + "-7d9f-" + (struck.pods() - 1) + ":15090";
    long middle = (START + WINDOW_END) / 2 / MILLI;
    switch (fault) {
      case WORKLOAD_NOT_SCRAPED ->
          pages
              .keySet()
              .removeIf(name -> name.startsWith(struck.name()) && name.endsWith(":15090"));
      case PROCESS_NOT_SCRAPED -> pages.remove(instance);
      case TARGET_FORGOTTEN -> page.forgottenAt(middle - 300_000);
      case TARGET_DOWN -> page.downFrom(middle);
      case PROCESS_NEVER_ANSWERS, SENDER_NEVER_ANSWERS -> page.silence();
      case IDLE_SERIES_REMOVED ->
          page.removesIdle((START + 500 * SECOND) / MILLI, (START + 650 * SECOND) / MILLI);
      case NAME_MANGLED -> page.rename("test___GET___");
      case LABEL_EXPORTED -> page.export("source_app");
      default -> {}
    }
  }
}
