package org.meshparity.comparator.source.access;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** What AWS does with a signed request: signs what arrived with the key it knows, and compares. */
public final class SignatureCheck {

  private SignatureCheck() {}

  /** The header that must have arrived. */
  public static String expected(
      String method, String url, byte[] body, String date, String access, String secret)
      throws IOException {
    RequestBody sent =
        method.equals("POST")
            ? RequestBody.create(body, MediaType.get("application/x-www-form-urlencoded"))
            : null;
    Request arrived = new Request.Builder().url(url).method(method, sent).build();
    LocalDateTime then =
        LocalDateTime.parse(date, DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'"));
    return String.valueOf(
        new SigV4("eu-west-1", "aps")
            .signed(arrived, new SigV4.Keys(access, secret, ""), then.toInstant(ZoneOffset.UTC))
            .header("Authorization"));
  }
}
