package org.meshparity.comparator.script;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.meshparity.comparator.script.Block.Line;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.LabelMatchers.Matcher;
import org.meshparity.rules.LabelMatchers.Op;

/** Reads a script line by line; what it does not understand it refuses, all faults at once. */
final class ScriptReader {

  private final Path file;
  private final List<Block> blocks;
  private final List<ScriptFault> faults = new ArrayList<>();

  ScriptReader(Path file, String text) {
    this.file = file;
    this.blocks = Block.of(text.lines().toList());
  }

  Script read() {
    OptionReader options = new OptionReader(this, file);
    List<Block> targets = new ArrayList<>();
    List<Block> expected = new ArrayList<>();
    for (Block block : blocks) {
      String word = block.head().word();
      switch (word) {
        case "legacy", "candidate", "both" -> targets.add(block);
        case "expect" -> expected.add(block);
        default -> options.add(block);
      }
    }
    Optional<ScriptSettings> settings = options.settings();
    List<ScriptSamples> samples = settings.map(s -> samples(s, targets)).orElse(List.of());
    Optional<Expectation> expectation = expectation(expected);
    if (!faults.isEmpty()) {
      throw new ScriptFaults(faults);
    }
    return new Script(file, settings.orElseThrow(), samples, expectation.orElseThrow());
  }

  private List<ScriptSamples> samples(ScriptSettings settings, List<Block> targets) {
    if (targets.isEmpty()) {
      fault(0, "a script needs a target: a line that begins with legacy, candidate or both");
    }
    List<ScriptSamples> samples = new ArrayList<>();
    Map<String, Integer> known = new TreeMap<>();
    for (Block block : targets) {
      TargetReader reader = new TargetReader(this, settings, block, targets.indexOf(block) + 1);
      for (ScriptSamples series : reader.read()) {
        String labels = series.name() + new TreeMap<>(series.labels());
        Integer before = known.putIfAbsent(labels, block.head().number());
        if (before != null && !before.equals(block.head().number())) {
          fault(
              block.head().number(),
              "shows the same series as the target of line "
                  + before
                  + ", "
                  + labels
                  + ": give it another {instance=\"…\"}");
          break;
        }
        samples.add(series);
      }
    }
    return samples;
  }

  private Optional<Expectation> expectation(List<Block> blocks) {
    if (blocks.size() != 1) {
      fault(
          blocks.isEmpty() ? 0 : blocks.get(1).head().number(),
          "a script needs exactly one line that begins with expect, had " + blocks.size());
      return Optional.empty();
    }
    return new ExpectationReader(this, blocks.get(0)).read();
  }

  void fault(int line, String message) {
    faults.add(new ScriptFault(file.toString(), line, message));
  }

  /** A value read from a line, or nothing and a fault. */
  <T> Optional<T> read(Line line, Supplier<T> value) {
    try {
      return Optional.of(value.get());
    } catch (IllegalArgumentException wrong) {
      fault(line.number(), String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  /** Labels as a page shows them, {@code {app="a"}} or nothing. */
  static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    for (Matcher matcher : LabelMatchers.parse(text).matchers()) {
      if (matcher.op() != Op.EQUAL) {
        throw new IllegalArgumentException(
            "labels are written " + matcher.label() + "=\"…\", not " + matcher);
      }
      if (labels.put(matcher.label(), matcher.value()) != null) {
        throw new IllegalArgumentException("the label " + matcher.label() + " stands there twice");
      }
    }
    labels.values().removeIf(String::isEmpty);
    return labels;
  }
}
