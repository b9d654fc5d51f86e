package org.meshparity.proxyruntime.mixer.config;

import java.util.Optional;
import org.meshparity.proxyruntime.mixer.expression.Compiler;
import org.meshparity.proxyruntime.mixer.expression.Expression;
import org.meshparity.proxyruntime.mixer.expression.ExpressionFault;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads expressions out of a resource, and says where in the file one is wrong. */
final class ExpressionReader {

  private final Compiler compiler;
  private final Faults faults;

  ExpressionReader(Compiler compiler, Faults faults) {
    this.compiler = compiler;
    this.faults = faults;
  }

  Optional<Expression> read(Section section, String key) {
    return section.required(key).flatMap(text -> read(section, section.where(key), key, text));
  }

  Optional<Expression> read(Section section, Node node, String place, String text) {
    try {
      return Optional.of(compiler.compile(text));
    } catch (ExpressionFault e) {
      int line = node.getStartMark().getLine() + 1;
      int column = column(node, e.offset());
      faults.add(
          section.file(),
          line,
          column,
          section.place(place) + ": " + e.problem() + ", in " + Faults.quote(text));
      return Optional.empty();
    }
  }

  /** Of text on one line, the column of the mistake; else that of the text's start. */
  private static int column(Node node, int offset) {
    int start = node.getStartMark().getColumn() + 1;
    boolean oneLine = node.getStartMark().getLine() == node.getEndMark().getLine();
    if (!oneLine || !(node instanceof ScalarNode scalar)) {
      return start;
    }
    return start + offset + (scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1);
  }
}
