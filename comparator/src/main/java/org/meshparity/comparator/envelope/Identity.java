package org.meshparity.comparator.envelope;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.meshparity.comparator.series.Labels;
import org.meshparity.rules.LabelRule;
import org.meshparity.rules.LabelRule.Reading;
import org.meshparity.rules.Pack;

/**
 * How one side's labels are read under the common identity. Values are interned: a mesh has few
 * names and many series. For several threads: answers to several questions about a side may arrive
 * at once.
 */
public final class Identity {

  private final List<String> labels;
  private final List<Reading> readings;
  private final InternedTexts interned = new InternedTexts();
  private final String[] lastRead;
  private final String[] lastInterned;
  private final int[] places;
  private final boolean plain;
  private final KnownGroups known;

  private Identity(List<String> labels, List<Reading> readings) {
    this.labels = labels;
    this.readings = readings;
    this.lastRead = new String[readings.size()];
    this.lastInterned = new String[readings.size()];
    Arrays.fill(lastRead, "");
    Arrays.fill(lastInterned, "");
    List<String> deciding = sourceLabels();
    this.places = new int[readings.size()];
    Arrays.setAll(places, i -> place(readings.get(i), deciding));
    this.plain = Arrays.stream(places).allMatch(place -> place >= 0);
    this.known = new KnownGroups(deciding, interned, this::mapped);
  }

  /** Where the one label stands whose value is taken as it is; negative if more is done. */
  private static int place(Reading reading, List<String> deciding) {
    boolean asItIs =
        reading.sources().size() == 1 && reading.steps().isEmpty() && reading.fixed().isEmpty();
    return asItIs ? deciding.indexOf(reading.from()) : -1;
  }

  /** As the legacy side is read. */
  public static Identity legacy(Pack pack) {
    return new Identity(pack.identity(), readings(pack, true));
  }

  /** As the candidate side is read. */
  public static Identity candidate(Pack pack) {
    return new Identity(pack.identity(), readings(pack, false));
  }

  private static List<Reading> readings(Pack pack, boolean legacy) {
    Map<String, Reading> rules = new HashMap<>();
    for (LabelRule rule : pack.labels()) {
      rules.put(rule.label(), legacy ? rule.legacy() : rule.candidate());
    }
    List<Reading> readings = new ArrayList<>();
    for (String label : pack.identity()) {
      readings.add(rules.getOrDefault(label, Reading.unchanged(label)));
    }
    return readings;
  }

  /** The labels of this side that the identity depends on; each once. */
  public List<String> sourceLabels() {
    return readings.stream().flatMap(reading -> reading.needs().stream()).distinct().toList();
  }

  /** The group of a series, looked up by label name with the empty string for an absent one. */
  public synchronized GroupKey of(UnaryOperator<String> labels) {
    String[] values = new String[readings.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = interned(i, readings.get(i).read(labels));
    }
    return new GroupKey(values);
  }

  /** The group of a series. */
  public synchronized GroupKey of(Named named, Labels labels) {
    if (!named.part().labels().isEmpty()) {
      return of(named.labels(labels::get));
    }
    return plain ? known.fresh(labels) : known.of(labels);
  }

  private GroupKey mapped(String[] deciding, Labels labels) {
    String[] values = new String[places.length];
    for (int i = 0; i < values.length; i++) {
      int place = places[i];
      values[i] = place < 0 ? interned(i, readings.get(i).read(labels::get)) : deciding[place];
    }
    return new GroupKey(values);
  }

  /** Most values of a series are those of the series before, and the same objects. */
  @SuppressWarnings("ReferenceEquality") // another object is looked up
  private String interned(int label, String value) {
    if (value != lastRead[label]) {
      lastRead[label] = value;
      lastInterned[label] = interned.of(value);
    }
    return lastInterned[label];
  }

  /** The identity's own names for its labels, in the pack's order. */
  public List<String> labels() {
    return labels;
  }

  /** How one identity label is read on this side. */
  public Reading reading(String label) {
    return readings.get(labels.indexOf(label));
  }
}
