package org.meshparity.web.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.ReportJson;
import org.meshparity.comparator.report.ReportText;
import org.meshparity.comparator.verdict.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;

/**
 * A report as the body of an answer. It is sent while it is made, since that of a large mesh is
 * longer than the heap.
 */
final class ReportBody {

  private static final Logger LOG = LoggerFactory.getLogger(ReportBody.class);

  private ReportBody() {}

  static void json(Report report, HttpServletResponse response) throws IOException {
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    write(response, into -> ReportJson.write(report, into));
  }

  static void text(Report report, HttpServletResponse response) throws IOException {
    response.setContentType(MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8");
    write(response, into -> print(report, into));
  }

  private static void print(Report report, OutputStream into) {
    PrintWriter out = new PrintWriter(new OutputStreamWriter(into, StandardCharsets.UTF_8));
    new ReportText(out, false).print(report);
    out.flush();
  }

  /**
   * What breaks once a part of it is sent cuts the connection, lest that part look whole: an error
   * that a handler knows, by itself or by its cause, would be written behind it.
   */
  private static void write(HttpServletResponse response, Body body) throws IOException {
    try {
      body.writeTo(response.getOutputStream());
    } catch (RuntimeException broken) {
      if (!response.isCommitted()) {
        throw broken;
      }
      throw callerLeft(broken).orElseGet(() -> cut(broken));
    }
  }

  private static Optional<IOException> callerLeft(RuntimeException broken) {
    Throwable cause = broken;
    while (cause != null && !(cause instanceof IOException)) {
      cause = cause.getCause();
    }
    return Optional.ofNullable((IOException) cause);
  }

  private static IOException cut(RuntimeException bug) {
    LOG.error("a report was not sent to its end", bug);
    return new IOException("a report was not sent to its end; see above");
  }

  /** Makes a body. */
  @FunctionalInterface
  private interface Body {
    void writeTo(OutputStream into) throws IOException;
  }

  /** The report with only the checks of some verdicts; its counts still tell of all. */
  static Report only(Report report, Set<Verdict> verdicts) {
    if (verdicts.isEmpty() || verdicts.equals(EnumSet.allOf(Verdict.class))) {
      return report;
    }
    return report.listing(report.listed().only(verdicts));
  }
}
