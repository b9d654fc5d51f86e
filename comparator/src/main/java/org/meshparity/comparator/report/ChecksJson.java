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
  private static final byte[] END_OF_CHECK = CheckBytes.ascii(LINE + "  }");
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
  private static final byte[] PIECE = CheckBytes.ascii("{" + INSIDE + "\"start\" : ");
  private static final byte[] PIECE_END = CheckBytes.ascii("," + INSIDE + "\"end\" : ");
  private static final byte[] NONE = CheckBytes.ascii("]");
  private static final byte[] DONE = CheckBytes.ascii(" ]");

  private static final Field ID = new Field(0, "{" + OF_CHECK + "\"id\" : ");
  private static final Field METRIC = new Field(1, "," + OF_CHECK + "\"metric\" : ");
  private static final Field CLAIM = new Field(2, "," + OF_CHECK + "\"claim\" : ");
  private static final Field GATING = new Field(3, "," + OF_CHECK + "\"gating\" : ");
  private static final Field BASIS = new Field(4, "," + OF_CHECK + "\"basis\" : ");
  private static final Field BOUND = new Field(5, "," + OF_CHECK + "\"bound\" : ");
  private static final Field QUANTILE = new Field(6, "," + OF_CHECK + "\"quantile\" : ");
  private static final Field GROUP = new Field(7, "," + OF_CHECK + "\"group\" : {");
  private static final Field START = new Field(8, "," + OF_CHECK + "\"start\" : ");
  private static final Field END = new Field(9, "," + OF_CHECK + "\"end\" : ");
  private static final Field SINCE = new Field(10, "," + OF_CHECK + "\"since\" : ");
  private static final Field VERDICT = new Field(11, "," + OF_CHECK + "\"verdict\" : ");
  private static final Field LEGACY = new Field(12, "," + OF_CHECK + "\"legacy\" : ");
  private static final Field CANDIDATE = new Field(13, "," + OF_CHECK + "\"candidate\" : ");
  private static final Field UNIT = new Field(14, "," + OF_CHECK + "\"unit\" : ");
  private static final Field AT_LEAST = new Field(15, "," + OF_CHECK + "\"atLeast\" : ");
  private static final Field BECAUSE = new Field(16, "," + OF_CHECK + "\"because\" : ");
  private static final Field REMEDY = new Field(17, "," + OF_CHECK + "\"remedy\" : ");
  private static final Field CAUSE = new Field(18, "," + OF_CHECK + "\"cause\" : ");
  private static final Field EXPLAINED_BY = new Field(19, "," + OF_CHECK + "\"explainedBy\" : ");
  private static final Field EVIDENCE = new Field(20, "," + OF_CHECK + "\"evidence\" : [ ");
  private static final Field PIECES = new Field(21, "," + OF_CHECK + "\"pieces\" : [ ");
  private static final int FIELDS = 22;

  /** A field of a check: its number, and all that stands before its value. */
  private static final class Field {
    private final int number;
    private final byte[] before;

    Field(int number, String before) {
      this.number = number;
      this.before = CheckBytes.ascii(before);
    }
  }

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
    into.add(ID.before).quote(check.id());
    text(METRIC, check.metric(), into);
    text(CLAIM, check.claim().word(), into);
    into.add(GATING.before).add(check.gating() ? TRUE : FALSE);
    text(BASIS, check.basis(), into);
    into.add(BOUND.before).number(check.bound());
    into.add(QUANTILE.before).number(check.quantile());
    labels(check.group(), into.add(GROUP.before));
    text(START, check.start(), into);
    text(END, check.end(), into);
    text(SINCE, check.since(), into);
    text(VERDICT, check.verdict().name(), into);
    interval(check.legacy(), into.add(LEGACY.before));
    interval(check.candidate(), into.add(CANDIDATE.before));
    text(UNIT, check.unit(), into);
    into.add(AT_LEAST.before).number(check.atLeast());
    text(BECAUSE, check.because(), into);
    text(REMEDY, check.remedy(), into);
    text(CAUSE, check.cause(), into);
    text(EXPLAINED_BY, check.explainedBy(), into);
    evidence(check.evidence(), into.add(EVIDENCE.before));
    pieces(check.pieces(), into);
    into.add(END_OF_CHECK);
  }

  private static void text(Field field, @Nullable String value, CheckBytes into) {
    into.add(field.before).text(field.number, value);
  }

  private static void labels(Map<String, String> labels, CheckBytes into) {
    if (into.again(GROUP.number, labels)) {
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
    into.wrote(GROUP.number, labels, begin);
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

  private static void pieces(List<Report.Piece> pieces, CheckBytes into) {
    byte[] before = PIECES.before;
    for (Report.Piece piece : pieces) {
      into.add(before).add(PIECE).quote(piece.start());
      into.add(PIECE_END).quote(piece.end());
      into.add(CLOSED);
      before = SEPARATOR;
    }
    if (!pieces.isEmpty()) {
      into.add(DONE);
    }
  }
}
