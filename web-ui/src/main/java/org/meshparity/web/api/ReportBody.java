package org.meshparity.web.api;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.meshparity.comparator.report.Report;
import org.meshparity.comparator.report.ReportJson;
import org.meshparity.comparator.report.ReportText;
import org.meshparity.comparator.verdict.Verdict;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A report as the body of an answer. */
final class ReportBody {

  private ReportBody() {}

  static ResponseEntity<byte[]> json(Report report) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ReportJson.write(report, body);
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body.toByteArray());
  }

  static ResponseEntity<byte[]> text(Report report) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    new ReportText(out, false).print(report);
    out.flush();
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .body(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The report with only the checks of some verdicts; its counts still tell of all. */
  static Report only(Report report, Set<Verdict> verdicts) {
    if (verdicts.isEmpty() || verdicts.equals(EnumSet.allOf(Verdict.class))) {
      return report;
    }
    return report.listing(report.listed().only(verdicts));
  }
}
