package org.meshparity.comparator.source;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer of {@code /api/v1/query} while it arrives: each element goes to the sink as soon
 * as it is complete, and nothing is kept of it. Members may come in any order and unknown ones are
 * passed over, but what is used must have its documented shape.
 */
final class AnswerReader {

  private static final String REMEDY = "is this the URL of a Prometheus-compatible API?";
  private static final int MOST_WARNINGS = 20;

  private final JsonBytes json;
  private final ElementReader elements;
  private final String wantedType;
  private final List<String> partial = new ArrayList<>();
  private @Nullable String status;
  private @Nullable String resultType;
  private String errorType = "";
  private String error = "";
  private boolean hasData;
  private boolean hasResult;

  /**
   * @param wantedType {@code vector} or {@code matrix}
   */
  AnswerReader(JsonBytes json, ElementReader elements, String wantedType) {
    this.json = json;
    this.elements = elements;
    this.wantedType = wantedType;
  }

  /** Reads it all, and says what makes the answer partial. */
  List<String> read() throws IOException {
    if (json.ended()) {
      throw new WrongAnswer("answered with an empty body", REMEDY);
    }
    open('{', "an object");
    while (json.nextMember()) {
      member(json.string());
    }
    if (!json.ended()) {
      throw otherShape("more after its end");
    }
    judge();
    return List.copyOf(partial);
  }

  private void member(String name) throws IOException {
    switch (name) {
      case "status" -> status(text(name));
      case "errorType" -> errorType = reason(name, errorType);
      case "error" -> error = reason(name, error);
      case "data" -> data();
      case "warnings" -> warnings();
      case "infos" -> infos();
      case "isPartial" -> isPartial();
      default -> json.skip();
    }
  }

  /** A limit that is hit half-way is told behind a success; an error stands wherever it is. */
  private void status(String told) {
    status = "error".equals(status) ? status : told;
  }

  /** Why it was refused; of a member that stands twice nobody can tell which one holds. */
  private String reason(String name, String before) throws IOException {
    once(name, !before.isEmpty());
    return isNull() ? "" : text(name);
  }

  private static void once(String name, boolean before) throws WrongAnswer {
    if (before) {
      throw otherShape("two members named " + name);
    }
  }

  private void data() throws IOException {
    once("data", hasData);
    hasData = true;
    if (isNull()) {
      return;
    }
    open('{', "an object as its data");
    while (json.nextMember()) {
      switch (json.string()) {
        case "resultType" -> resultType(text("resultType"));
        case "result" -> result();
        default -> json.skip();
      }
    }
  }

  private void resultType(String type) throws WrongAnswer {
    once("resultType", resultType != null);
    resultType = type;
    if (!type.equals(wantedType)) {
      throw new WrongAnswer(
          "answered with a " + Shortened.text(type, 40) + " instead of a " + wantedType,
          "the query must give a " + wantedType);
    }
  }

  private void result() throws IOException {
    once("result", hasResult);
    open('[', "an array as its result");
    hasResult = true;
    while (json.nextElement()) {
      open('{', "objects in its result");
      elements.read(json);
      elements.readRun(json);
    }
  }

  private void warnings() throws IOException {
    if (isNull()) {
      return;
    }
    open('[', "an array of warnings");
    while (json.nextElement()) {
      warning(text("warning"));
    }
  }

  /** From Prometheus 3 on remarks have a list of their own. */
  private void infos() throws IOException {
    if (isNull()) {
      return;
    }
    open('[', "an array of infos");
    while (json.nextElement()) {
      elements.remark(text("info"));
    }
  }

  /** Remarks about the query, in {@code warnings} before Prometheus 3, leave the data whole. */
  private void warning(String text) {
    boolean remark = text.startsWith("PromQL info: ") || text.startsWith("PromQL warning: ");
    if (remark) {
      elements.remark(text);
    } else if (partial.size() < MOST_WARNINGS) {
      partial.add(text);
    }
  }

  /** VictoriaMetrics' way to say that some storage nodes did not answer. */
  private void isPartial() throws IOException {
    if (json.kind() == 't') {
      partial.add("the answer is marked as partial: some storage nodes did not reply");
    }
    json.skip();
  }

  private void judge() throws WrongAnswer {
    if ("error".equals(status) || !error.isEmpty()) {
      throw refused();
    }
    if (!"success".equals(status)) {
      throw otherShape("the status " + (status == null ? "missing" : status));
    }
    if (resultType == null || !hasResult) {
      throw otherShape("no result");
    }
  }

  private WrongAnswer refused() {
    String reason =
        Stream.of(errorType, error).filter(some -> !some.isEmpty()).collect(joining(": "));
    String refused = "refused the query: " + (reason.isEmpty() ? "no reason given" : reason);
    return AskedTooMuch.says(reason)
        ? new AskedTooMuch(refused, "ask for less at once")
        : new WrongAnswer(refused, "correct the query, or ask for less at once");
  }

  private String text(String what) throws IOException {
    if (json.kind() != '"') {
      throw without("text as its " + what);
    }
    json.readText();
    return Shortened.text(json.string(), Shortened.UNREAD);
  }

  private boolean isNull() throws IOException {
    boolean isNull = json.kind() == 'n';
    if (isNull) {
      json.skip();
    }
    return isNull;
  }

  private void open(char with, String what) throws IOException {
    if (!json.opens(with)) {
      throw without(what);
    }
  }

  private WrongAnswer without(String what) throws IOException {
    json.skip(); // what is no JSON at all is said to be that
    return new WrongAnswer("answered with JSON of another shape, without " + what, REMEDY);
  }

  private static WrongAnswer otherShape(String with) {
    return new WrongAnswer("answered with JSON of another shape, with " + with, REMEDY);
  }
}
