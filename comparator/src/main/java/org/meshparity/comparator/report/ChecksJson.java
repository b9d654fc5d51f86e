package org.meshparity.comparator.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes the checks of an indented report exactly as Jackson would, but as bytes and field by
 * field: there are hundreds of thousands, and looking up how to write each field, and turning text
 * into bytes, took most of the time. Only for a generator that writes into a stream.
 */
final class ChecksJson extends ValueSerializer<List<Report.Check>> {

  private static final String LINE = DefaultIndenter.SYS_LF;
  private static final String OF_CHECK = LINE + "    ";
  private static final String INSIDE = OF_CHECK + "  ";
  private static final byte[] SEPARATOR = CheckBytes.ascii(", ");
  private static final byte[] END = CheckBytes.ascii(LINE + "  }");
  private static final byte[] NULL = CheckBytes.ascii("null");
  private static final byte[] TRUE = CheckBytes.ascii("true");
  private static final byte[] FALSE = CheckBytes.ascii("false");
  private static final byte[] LABEL = CheckBytes.ascii(INSIDE);
  private static final byte[] NEXT_LABEL = CheckBytes.ascii("," + INSIDE);
  private static final byte[] EMPTY = CheckBytes.ascii(" }");
  private static final byte[] COLON = CheckBytes.ascii(" : ");
  private static final byte[] CLOSED = CheckBytes.ascii(OF_CHECK + "}");
  private static final byte[] LOWER = CheckBytes.ascii("{" + INSIDE + "\"lower\" : ");
  private static final byte[] UPPER = CheckBytes.ascii("," + INSIDE + "\"upper\" : ");
  private static final byte[] SIDE = CheckBytes.ascii("{" + INSIDE + "\"side\" : ");
  private static final byte[] QUERY = CheckBytes.ascii("," + INSIDE + "\"query\" : ");
  private static final byte[] TIME = CheckBytes.ascii("," + INSIDE + "\"time\" : ");
  private static final byte[] NONE = CheckBytes.ascii("]");
  private static final byte[] DONE = CheckBytes.ascii(" ]");

  /** The fields of a check, in their order, each with all that stands before its value. */
  private enum Field {
    ID("id", "{", ""),
    METRIC("metric", ",", ""),
    CLAIM("claim", ",", ""),
    GATING("gating", ",", ""),
    BASIS("basis", ",", ""),
    BOUND("bound", ",", ""),
    QUANTILE("quantile", ",", ""),
    GROUP("group", ",", "{"),
    START("start", ",", ""),
    END("end", ",", ""),
    SINCE("since", ",", ""),
    VERDICT("verdict", ",", ""),
    LEGACY("legacy", ",", ""),
    CANDIDATE("candidate", ",", ""),
    UNIT("unit", ",", ""),
    AT_LEAST("atLeast", ",", ""),
    BECAUSE("because", ",", ""),
    REMEDY("remedy", ",", ""),
    CAUSE("cause", ",", ""),
    EXPLAINED_BY("explainedBy", ",", ""),
    EVIDENCE("evidence", ",", "[ ");

    private final byte[] before;

    Field(String name, String before, String behind) {
      this.before =
          CheckBytes.ascii(
              before + DefaultIndenter.SYS_LF + "    " + '"' + name + "\" : " + behind);
    }
  }

  private static final int FIELDS = Field.values().length;

  @Override
  public void serialize(
      List<Report.Check> checks, JsonGenerator json, SerializationContext context) {
    json.writeStartArray(checks, checks.size());
    if (!checks.isEmpty()) {
      json.flush();
      OutputStream target = (OutputStream) json.streamWriteOutputTarget();
      try {
        target.write(' ');
        CheckBlocks.write(CheckList.copyOf(checks), target);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    json.writeEndArray();
  }

  /** An empty block for about so many checks. */
  static CheckBytes block(int checks) {
    return new CheckBytes(FIELDS, Math.max(1, checks) << 10);
  }

  /**
   * Appends a check.
   *
   * @param first whether no other stands before it, in this block or in one before
   */
  static void append(Report.Check check, boolean first, CheckBytes into) {
    if (!first) {
      into.add(SEPARATOR);
    }
    into.add(Field.ID.before).quote(check.id());
    text(Field.METRIC, check.metric(), into);
    text(Field.CLAIM, check.claim().word(), into);
    into.add(Field.GATING.before).add(check.gating() ? TRUE : FALSE);
    text(Field.BASIS, check.basis(), into);
    into.add(Field.BOUND.before).number(check.bound());
    into.add(Field.QUANTILE.before).number(check.quantile());
    labels(check.group(), into.add(Field.GROUP.before));
    text(Field.START, check.start(), into);
    text(Field.END, check.end(), into);
    text(Field.SINCE, check.since(), into);
    text(Field.VERDICT, check.verdict().name(), into);
    interval(check.legacy(), into.add(Field.LEGACY.before));
    interval(check.candidate(), into.add(Field.CANDIDATE.before));
    text(Field.UNIT, check.unit(), into);
    into.add(Field.AT_LEAST.before).number(check.atLeast());
    text(Field.BECAUSE, check.because(), into);
    text(Field.REMEDY, check.remedy(), into);
    text(Field.CAUSE, check.cause(), into);
    text(Field.EXPLAINED_BY, check.explainedBy(), into);
    evidence(check.evidence(), into.add(Field.EVIDENCE.before));
    into.add(END);
  }

  private static void text(Field field, @Nullable String value, CheckBytes into) {
    into.add(field.before).text(field.ordinal(), value);
  }

  private static void labels(Map<String, String> labels, CheckBytes into) {
    if (into.again(Field.GROUP.ordinal(), labels)) {
      return;
    }
    int begin = into.size();
    byte[] before = LABEL;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      into.add(before).quote(label.getKey());
      into.add(COLON).quote(label.getValue());
      before = NEXT_LABEL;
    }
    into.add(labels.isEmpty() ? EMPTY : CLOSED);
    into.wrote(Field.GROUP.ordinal(), labels, begin);
  }

  private static void interval(Report.@Nullable Interval interval, CheckBytes into) {
    if (interval == null) {
      into.add(NULL);
      return;
    }
    number(LOWER, interval.lower(), into);
    number(UPPER, interval.upper(), into);
    into.add(CLOSED);
  }

  private static void number(byte[] before, @Nullable BigDecimal value, CheckBytes into) {
    into.add(before).number(value);
  }

  private static void evidence(List<Report.Evidence> evidence, CheckBytes into) {
    boolean first = true;
    for (Report.Evidence one : evidence) {
      if (!first) {
        into.add(SEPARATOR);
      }
      into.add(SIDE).quote(one.side());
      into.add(QUERY).quote(one.query());
      into.add(TIME).quote(one.time());
      into.add(CLOSED);
      first = false;
    }
    into.add(evidence.isEmpty() ? NONE : DONE);
  }
}
