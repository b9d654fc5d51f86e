package org.meshparity.comparator.source.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;

/**
 * Signs requests with AWS Signature Version 4, as its public specification describes it: the
 * method, the path, the query, these headers and the body's digest, so that none of them can be
 * changed on the way.
 */
final class SigV4 {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final String region;
  private final String service;

  SigV4(String region, String service) {
    this.region = region;
    this.service = service;
  }

  /** Keys that sign; a session token is part of keys that expire. */
  record Keys(String access, String secret, String session) {
    /** Shows neither. */
    @Override
    public String toString() {
      return "Keys";
    }
  }

  /** The request with the headers that prove who asks. */
  Request signed(Request request, Keys keys, Instant now) throws IOException {
    String stamp = STAMP.format(now);
    // sent in the writing that is signed, for those who look at what came and not at what it means
    HttpUrl url = request.url();
    String sentQuery = url.query() == null ? null : String.join("&", pairs(url));
    HttpUrl sent = url.newBuilder().encodedQuery(sentQuery).build();
    Request.Builder builder = request.newBuilder().url(sent).header("X-Amz-Date", stamp);
    if (!keys.session().isEmpty()) {
      builder.header("X-Amz-Security-Token", keys.session());
    }
    Request dated = builder.build();
    Map<String, String> headers = headers(dated);
    String names = String.join(";", headers.keySet());
    String scope = stamp.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    String asked = canonical(dated, headers, names);
    String toSign = ALGORITHM + "\n" + stamp + "\n" + scope + "\n" + hex(sha256(asked));
    String signature = hex(mac(key(keys.secret(), stamp.substring(0, 8)), toSign));
    String proof = ALGORITHM + " Credential=" + keys.access() + "/" + scope;
    return dated
        .newBuilder()
        .header("Authorization", proof + ", SignedHeaders=" + names + ", Signature=" + signature)
        .build();
  }

  /** Only what no proxy rewrites: the host, and what belongs to the signature. */
  private static Map<String, String> headers(Request request) {
    Map<String, String> headers = new TreeMap<>();
    HttpUrl url = request.url();
    boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
    headers.put("host", usual ? url.host() : url.host() + ":" + url.port());
    for (String name : List.of("X-Amz-Date", "X-Amz-Security-Token")) {
      String value = request.header(name);
      if (value != null) {
        headers.put(name.toLowerCase(java.util.Locale.ROOT), value.strip());
      }
    }
    return headers;
  }

  private static String canonical(Request request, Map<String, String> headers, String names)
      throws IOException {
    StringBuilder text = new StringBuilder(request.method()).append('\n');
    // every service but S3 wants the path encoded once more than it is sent
    List<String> path = new ArrayList<>();
    request.url().encodedPathSegments().forEach(segment -> path.add(encoded(segment)));
    text.append('/').append(String.join("/", path)).append('\n');
    text.append(query(request.url())).append('\n');
    headers.forEach((name, value) -> text.append(name).append(':').append(value).append('\n'));
    text.append('\n').append(names).append('\n').append(hex(sha256(body(request))));
    return text.toString();
  }

  private static String query(HttpUrl url) {
    List<String> pairs = pairs(url);
    pairs.sort(SigV4::byNameThenValue);
    return String.join("&", pairs);
  }

  private static List<String> pairs(HttpUrl url) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < url.querySize(); i++) {
      String value = url.queryParameterValue(i);
      pairs.add(encoded(url.queryParameterName(i)) + "=" + encoded(value == null ? "" : value));
    }
    return pairs;
  }

  /** The equals sign between them sorts behind some characters of longer names. */
  private static int byNameThenValue(String one, String two) {
    String[] first = one.split("=", 2);
    String[] second = two.split("=", 2);
    int names = first[0].compareTo(second[0]);
    return names != 0 ? names : first[1].compareTo(second[1]);
  }

  /** All but unreserved characters as %XX of their UTF-8. */
  private static String encoded(String text) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean unreserved =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || "-._~".indexOf(c) >= 0;
      out.append(unreserved ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return out.toString();
  }

  private static byte[] body(Request request) throws IOException {
    RequestBody body = request.body();
    if (body == null) {
      return new byte[0];
    }
    Buffer buffer = new Buffer();
    body.writeTo(buffer);
    return buffer.readByteArray();
  }

  private byte[] key(String secret, String day) throws IOException {
    byte[] start = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
    return mac(mac(mac(mac(start, day), region), service), "aws4_request");
  }

  private static byte[] sha256(String text) throws IOException {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] sha256(byte[] bytes) throws IOException {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static byte[] mac(byte[] key, String text) throws IOException {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
