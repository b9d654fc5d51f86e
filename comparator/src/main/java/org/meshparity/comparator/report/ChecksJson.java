package org.meshparity.comparator.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes the checks of an indented report exactly as Jackson would, field by field: there are
 * hundreds of thousands, and looking up how to write each field took most of the time.
 */
final class ChecksJson extends ValueSerializer<List<Report.Check>> {

  private static final String LINE = DefaultIndenter.SYS_LF;
  private static final String OF_CHECK = LINE + "    ";
  private static final String INSIDE = OF_CHECK + "  ";

  @Override
  public void serialize(
      List<Report.Check> checks, JsonGenerator json, SerializationContext context) {
    json.writeStartArray(checks, checks.size());
    CheckBlocks.of(checks, ChecksJson::append).forEachOrdered(json::writeRawValue);
    json.writeEndArray();
  }

  private static void append(Report.Check check, StringBuilder into) {
    into.append(into.isEmpty() ? "{" : ", {");
    text("id", check.id(), into.append(OF_CHECK));
    text("metric", check.metric(), next(into));
    text("claim", check.claim().word(), next(into));
    name("gating", next(into)).append(check.gating());
    text("basis", check.basis(), next(into));
    name("bound", next(into)).append(check.bound());
    name("quantile", next(into)).append(check.quantile());
    group(check.group(), next(into));
    text("start", check.start(), next(into));
    text("end", check.end(), next(into));
    text("since", check.since(), next(into));
    text("verdict", check.verdict().name(), next(into));
    interval("legacy", check.legacy(), next(into));
    interval("candidate", check.candidate(), next(into));
    text("unit", check.unit(), next(into));
    name("atLeast", next(into)).append(check.atLeast());
    text("because", check.because(), next(into));
    text("remedy", check.remedy(), next(into));
    text("cause", check.cause(), next(into));
    text("explainedBy", check.explainedBy(), next(into));
    evidence(check.evidence(), next(into));
    into.append(LINE).append("  }");
  }

  private static StringBuilder next(StringBuilder into) {
    return into.append(',').append(OF_CHECK);
  }

  private static StringBuilder name(String name, StringBuilder into) {
    return into.append('"').append(name).append("\" : ");
  }

  private static void text(String name, @Nullable String value, StringBuilder into) {
    name(name, into);
    if (value == null) {
      into.append("null");
    } else {
      quote(value, into);
    }
  }

  private static void quote(String text, StringBuilder into) {
    into.append('"');
    if (isPlain(text)) {
      into.append(text);
    } else {
      JsonStringEncoder.getInstance().quoteAsString(text, into);
    }
    into.append('"');
  }

  /** Whether no character has another form in JSON. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static void group(Map<String, String> group, StringBuilder into) {
    name("group", into).append('{');
    String before = INSIDE;
    for (Map.Entry<String, String> label : group.entrySet()) {
      quote(label.getKey(), into.append(before));
      quote(label.getValue(), into.append(" : "));
      before = "," + INSIDE;
    }
    into.append(group.isEmpty() ? " " : OF_CHECK).append('}');
  }

  private static void interval(
      String name, Report.@Nullable Interval interval, StringBuilder into) {
    name(name, into);
    if (interval == null) {
      into.append("null");
      return;
    }
    number("{", "lower", interval.lower(), into);
    number(",", "upper", interval.upper(), into);
    into.append(OF_CHECK).append('}');
  }

  private static void number(
      String before, String name, @Nullable BigDecimal value, StringBuilder into) {
    name(name, into.append(before).append(INSIDE)).append(value);
  }

  private static void evidence(List<Report.Evidence> evidence, StringBuilder into) {
    name("evidence", into).append("[ ");
    String before = "{";
    for (Report.Evidence one : evidence) {
      text("side", one.side(), into.append(before).append(INSIDE));
      text("query", one.query(), into.append(',').append(INSIDE));
      text("time", one.time(), into.append(',').append(INSIDE));
      into.append(OF_CHECK).append('}');
      before = ", {";
    }
    into.append(evidence.isEmpty() ? "]" : " ]");
  }
}
