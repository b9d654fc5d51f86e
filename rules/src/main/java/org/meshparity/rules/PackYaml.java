package org.meshparity.rules;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Text to YAML nodes with their places. Nothing is ever constructed from them by YAML's own rules:
 * no types, no tags, and no aliases, with which a small file stands for a huge one.
 */
final class PackYaml {

  private static final int DEEPEST = 20;

  private final String text;
  private final Faults faults;

  private PackYaml(String text, Faults faults) {
    this.text = text;
    this.faults = faults;
  }

  /**
   * The one document's root.
   *
   * @throws PackFaults if the text is not one plain YAML document
   */
  static Node compose(String text, Faults faults) {
    return new PackYaml(text, faults).compose();
  }

  private Node compose() {
    try {
      List<Event> events = screen();
      faults.refuse();
      Parser again = new EventList(events);
      Optional<Node> root =
          Optional.ofNullable(new Composer(again, new Resolver(), options()).getSingleNode());
      if (root.isPresent()) {
        return root.get();
      }
      faults.add(1, 1, "the file is empty, a pack must start with its name");
    } catch (MarkedYAMLException e) {
      faults.add(Optional.ofNullable(e.getProblemMark()), "not YAML: " + e.getProblem());
    } catch (ReaderException e) {
      String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
      int lineStart = before.lastIndexOf('\n') + 1;
      int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
      faults.add(
          line,
          before.codePointCount(lineStart, before.length()) + 1,
          String.format("not YAML: character U+%04X is not allowed", e.getCodePoint()));
    } catch (YAMLException e) {
      faults.add(0, 0, "not YAML: " + e.getMessage());
    }
    faults.refuse();
    throw new IllegalStateException("a text without a root must have been refused");
  }

  /** Reads the events before any node is made of them: their number is bounded by the text. */
  private List<Event> screen() {
    List<Event> events = new ArrayList<>();
    int depth = 0;
    int documents = 0;
    for (Event event : new Yaml(options()).parse(new StringReader(text))) {
      events.add(event);
      if (event instanceof DocumentStartEvent && ++documents > 1) {
        refuse(event, "a pack is one YAML document, here a second one starts");
        return events;
      }
      depth += event instanceof CollectionStartEvent ? 1 : 0;
      depth -= event instanceof CollectionEndEvent ? 1 : 0;
      if (depth > DEEPEST) {
        refuse(event, "nested deeper than " + DEEPEST + " levels, no pack needs that");
        return events;
      }
      plain(event);
    }
    return events;
  }

  private void plain(Event event) {
    if (event instanceof AliasEvent) {
      refuse(event, "YAML aliases (*name) are not allowed, write the value out");
      return;
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      refuse(event, "YAML anchors (&name) are not allowed");
    }
    boolean tagged =
        (event instanceof ScalarEvent scalar && scalar.getTag() != null)
            || (event instanceof CollectionStartEvent collection && collection.getTag() != null);
    if (tagged) {
      refuse(event, "YAML tags (!name) are not allowed, the key decides what a value is");
    }
  }

  private void refuse(Event event, String message) {
    faults.add(Optional.ofNullable(event.getStartMark()), message);
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setAllowRecursiveKeys(false);
    options.setMaxAliasesForCollections(1);
    options.setNestingDepthLimit(2 * DEEPEST);
    options.setCodePointLimit(PackBytes.MOST);
    return options;
  }
}
