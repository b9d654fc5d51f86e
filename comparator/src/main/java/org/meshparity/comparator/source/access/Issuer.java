package org.meshparity.comparator.source.access;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * A server that hands out credentials. It is asked again while it is busy, and what goes wrong with
 * it is told of it, not of the backend that the credentials are for.
 */
final class Issuer {

  private static final long LONGEST_ANSWER = 1 << 16;
  private static final Retries PATIENCE =
      new Retries(3, Duration.ofMillis(500), Duration.ofSeconds(5));
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  private final String name;
  private final Http http;

  /** What asks, its certificates as they are now. */
  @FunctionalInterface
  interface Http {
    OkHttpClient now() throws AccessFault;
  }

  /** What came back. */
  record Answer(int status, String body) {
    boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /** What to do about a refusal. */
    String remedy(String ofClient) {
      if (status >= 300 && status < 400) {
        return "redirects are not followed, give the final URL";
      }
      return switch (status) {
        case 404, 405 -> "is that its URL?";
        case 429 -> "try again later";
        default -> status >= 500 ? "see its own log, or try again later" : ofClient;
      };
    }

    /** Shows nothing of it. */
    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  /**
   * @param what it is, e.g. "its token server"
   */
  Issuer(String what, HttpUrl url, Http http) {
    this.name = what + " " + url.newBuilder().username("").password("").query(null).build();
    this.http = http;
  }

  /** Asks until there is an answer that is not one of want of time. */
  Answer ask(Request request) throws AccessFault {
    for (int asked = 1; ; asked++) {
      try (Response response = http.now().newCall(request).execute()) {
        Answer answer = new Answer(response.code(), response.peekBody(LONGEST_ANSWER).string());
        Duration pause = PATIENCE.pause(asked, response.header("Retry-After"), Instant.now());
        if (!Retries.isBusy(answer.status())
            || asked > PATIENCE.most()
            || pause.compareTo(LONGEST_PAUSE) > 0) {
          return answer;
        }
        Thread.sleep(pause.toMillis());
      } catch (AccessFault e) {
        throw e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw fault("was not asked to the end, as this run was stopped", e);
      } catch (IOException e) {
        throw fault(broken(e), e);
      }
    }
  }

  private static String broken(IOException e) {
    if (e instanceof UnknownHostException) {
      return "has a host name that cannot be resolved; check its URL";
    }
    if (e instanceof ConnectException) {
      return "cannot be connected to; is it running, and are host and port right?";
    }
    if (e instanceof SSLException) {
      String why = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
      return "failed the TLS handshake (" + why + "); check its certificate and ca-file";
    }
    if (e instanceof InterruptedIOException) {
      return "did not answer in time; try again later";
    }
    return "could not be asked (" + e.getClass().getSimpleName() + "); try again";
  }

  /** A fault of this server. */
  AccessFault fault(String what, @Nullable Throwable cause) {
    return new AccessFault("was not asked: " + name + " " + what, cause);
  }
}
