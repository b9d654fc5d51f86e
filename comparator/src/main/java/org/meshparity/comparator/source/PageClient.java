package org.meshparity.comparator.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.meshparity.comparator.source.access.AccessClient;
import org.meshparity.comparator.source.access.Headers;

/**
 * Fetches pages of metrics over HTTP: bounded in time and length, credentials from the URL, and no
 * redirect followed.
 */
final class PageClient implements AutoCloseable {

  private static final String ACCEPT = "text/plain;version=0.0.4;q=1,*/*;q=0.1";

  private final OkHttpClient client;
  private final long maxBytes;

  /**
   * @param longest for one page in all
   * @param maxBytes of one page, unpacked
   */
  PageClient(Duration longest, long maxBytes) {
    this.maxBytes = maxBytes;
    this.client =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .addNetworkInterceptor(Headers::possible)
            .connectTimeout(longest)
            .readTimeout(longest)
            .callTimeout(longest)
            .build();
  }

  /**
   * Reads a page while it arrives.
   *
   * @throws IOException whose place {@link HttpFaults} can name
   */
  void fetch(SourceAddress address, Body into) throws IOException {
    Request.Builder request =
        new Request.Builder().url(address.url()).header("Accept", ACCEPT).get();
    String authorization = address.authorization();
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try (Response response = client.newCall(request.build()).execute()) {
      if (!response.isSuccessful()) {
        throw HttpFaults.ofStatus(response, "");
      }
      into.read(new BoundedStream(AccessClient.body(response).inputStream(), maxBytes));
    }
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.connectionPool().evictAll();
  }

  /** Takes the page. */
  @FunctionalInterface
  interface Body {
    void read(InputStream page) throws IOException;
  }
}
