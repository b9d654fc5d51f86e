package org.meshparity.comparator.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.source.access.AccessClient;
import org.meshparity.comparator.source.access.AccessFault;

/** Says in one sentence what went wrong between us and a server, and what to do about it. */
final class HttpFaults {

  private static final int ERROR_BYTES = 1 << 16;
  private static final int LONGEST = 500;

  /** What a server says of the certificate that it was shown. */
  private static final List<String> NOT_LIKED =
      List.of(
          "alert: unknown_ca",
          "alert: certificate_unknown",
          "alert: certificate_revoked",
          "alert: unsupported_certificate",
          "alert: access_denied");

  private static final String LATER = "ask for less at once, or try again later";

  private HttpFaults() {}

  /**
   * Of an answer whose status is not a success.
   *
   * @param words hides secrets, before anything is shortened
   */
  static WrongAnswer refusal(Response response, UnaryOperator<String> words) throws IOException {
    return ofStatus(response, words.apply(errorText(AccessClient.body(response))));
  }

  /** The server's own words, from JSON or plain text; nothing of a web page or of bytes. */
  private static String errorText(BufferedSource body) throws IOException {
    body.request(ERROR_BYTES);
    long length = Math.min(body.getBuffer().size(), ERROR_BYTES);
    String text = body.readUtf8(length).strip();
    if (text.startsWith("<") || text.indexOf('\0') >= 0) {
      return "";
    }
    return text.startsWith("{") ? ErrorText.of(text) : text;
  }

  /**
   * Of a status that is not a success.
   *
   * @param said the server's own words, empty for none
   */
  static WrongAnswer ofStatus(Response response, String said) {
    int status = response.code();
    String reason = said.isEmpty() ? "" : " (" + Shortened.text(said, LONGEST) + ")";
    if (status >= 300 && status < 400) {
      String target = target(response.header("Location"), response.request().url());
      return new WrongAnswer(
          "answered " + status + " and points to " + target,
          "redirects are not followed, give the final URL");
    }
    return AskedTooMuch.means(status, said)
        ? new AskedTooMuch("answered " + status + reason, "ask for less at once")
        : new WrongAnswer("answered " + status + reason, remedy(status));
  }

  private static String remedy(int status) {
    return switch (status) {
      case 400, 422 -> "it refuses what was asked";
      case 401 -> "check its credentials";
      case 403 -> "these credentials may not read it";
      case 404, 405 -> "does its URL need another path prefix?";
      case 408, 429, 503 -> LATER;
      default -> status < 500 ? "it refuses the request" : "see the server's own log";
    };
  }

  private static String target(@Nullable String location, HttpUrl from) {
    HttpUrl target = location == null ? null : from.resolve(location);
    return target == null ? "another place" : SourceAddress.shown(target);
  }

  /** Of an exchange that broke. */
  static String ofBreak(IOException e) {
    if (e instanceof WrongAnswer) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof AccessFault) {
      return String.valueOf(e.getMessage());
    }
    if (isStopped(e)) {
      return "was not asked to the end, as this run was stopped; run it again";
    }
    if (e instanceof ZipException) {
      return "sent a damaged answer" + words(e) + "; try again";
    }
    if (e instanceof SocketTimeoutException) {
      return "kept silent for too long" + words(e) + "; " + LATER;
    }
    if (e instanceof InterruptedIOException) {
      return "took longer than the time allowed for one request; " + LATER;
    }
    if (e instanceof UnknownHostException) {
      return "has a host name that cannot be resolved; check its URL";
    }
    if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      return "cannot be connected to; is it running, and are host and port right?";
    }
    if (e instanceof SSLException) {
      return ofTls(e);
    }
    if (isCut(e)) {
      return "was cut off in the middle of its answer" + words(e) + "; try again";
    }
    if (e instanceof ProtocolException) {
      return "does not keep to the rules of HTTP"
          + words(e)
          + "; is it an HTTP server, and what else is on the way?";
    }
    return "failed (" + Shortened.text(String.valueOf(e), LONGEST) + ")";
  }

  /** What a library says of it, which may quote the server. */
  private static String words(IOException e) {
    String message = e.getMessage();
    return message == null || message.startsWith("\\n not found")
        ? ""
        : " (" + Shortened.text(message, LONGEST) + ")";
  }

  private static String ofTls(IOException e) {
    String message = String.valueOf(e.getMessage());
    String why = "failed the TLS handshake" + words(e) + "; ";
    if (message.contains("path building failed")) {
      return why + "nobody who is trusted here signed its certificate, name who did by ca-file";
    }
    if (message.contains("not verified")) {
      return why + "use a name of its certificate in its URL, or say it as server-name";
    }
    if (message.contains("certificate_required") || message.contains("bad_certificate")) {
      return why + "it wants a certificate of this client that it trusts, give cert-file, key-file";
    }
    if (message.contains("alert: certificate_expired")) {
      return why + "that of this client in cert-file has expired, renew it";
    }
    if (NOT_LIKED.stream().anyMatch(message::contains)) {
      return why + "it does not trust the certificate of this client in cert-file, give another";
    }
    if (message.contains("handshake_failure") || message.contains("terminated the handshake")) {
      return why
          + "check https; it may want a certificate of this client, give cert-file, key-file";
    }
    return why + "check https and its certificate";
  }

  /**
   * Of a connection with TLS that ended before an answer: where a client's certificate is lacking,
   * or not liked, that may be all that a server does about it.
   *
   * @param shown whether settings name a certificate
   */
  static WrongAnswer hungUp(IOException e, boolean shown) {
    WrongAnswer fault =
        new WrongAnswer(
            "was cut off before it answered" + words(e),
            shown
                ? "it may not trust the certificate of this client in cert-file, or try again"
                : "it may want a certificate of this client, give cert-file and key-file; or try"
                    + " again");
    fault.initCause(e);
    return fault;
  }

  private static boolean isStopped(IOException e) {
    return e instanceof Cancellable.Stopped || "Canceled".equals(e.getMessage());
  }

  /** Whether less might have been answered: a limit was hit, the server's or our own. */
  static boolean isTooLarge(IOException e) {
    return e instanceof AskedTooMuch
        || (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException))
        || (e instanceof SocketTimeoutException && !isConnecting(e));
  }

  private static boolean isConnecting(IOException e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
  }

  /** Whether the connection ended too early. */
  static boolean isCut(IOException e) {
    return e instanceof EOFException
        || e instanceof SocketException
        || String.valueOf(e.getMessage()).contains("unexpected end of stream");
  }
}
