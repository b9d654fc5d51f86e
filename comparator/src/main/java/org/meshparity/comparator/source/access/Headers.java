package org.meshparity.comparator.source.access;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.Set;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What the library takes of an answer's headers as they stand, or calls by another name. */
public final class Headers {

  /** Of a line that has no end where the connection has one, or within what headers may take. */
  private static final String NO_LINE = "\\n not found: limit=";

  private Headers() {}

  /** Lets through answers whose headers may be true. */
  public static Response possible(Interceptor.Chain chain) throws IOException {
    Framing.ended();
    Response response = read(chain);
    String fault = ofLength(response);
    if (!fault.isEmpty()) {
      chain.call().cancel(); // nobody can read it to its end
      throw new ProtocolException(fault);
    }
    return RetryAfter.inSeconds(response);
  }

  /** Where the library would fail by a bug of its own, or take one of several ends for the end. */
  private static String ofLength(Response response) {
    if (response.body().contentLength() < -1) {
      return "its Content-Length is below zero";
    }
    boolean several = Set.copyOf(response.headers("Content-Length")).size() > 1;
    return several ? "it names several Content-Lengths" : "";
  }

  private static Response read(Interceptor.Chain chain) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (IOException broken) {
      throw isTooLong(broken) && goesOn(chain.connection()) ? tooLarge(broken) : broken;
    }
  }

  private static boolean isTooLong(IOException broken) {
    return broken.getCause() instanceof EOFException line
        && String.valueOf(line.getMessage()).startsWith(NO_LINE);
  }

  /** The library gives up at its limit as it does at the connection's end, which is to be seen. */
  private static boolean goesOn(@Nullable Connection connection) {
    try {
      return connection != null && connection.socket().getInputStream().read() >= 0;
    } catch (SocketTimeoutException silent) {
      return true;
    } catch (IOException ended) {
      return false;
    }
  }

  private static IOException tooLarge(IOException broken) {
    ProtocolException fault = new ProtocolException("its headers take more than 256 KB");
    fault.initCause(broken);
    return fault;
  }
}
