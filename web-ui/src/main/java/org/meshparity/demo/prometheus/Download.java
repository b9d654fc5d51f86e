package org.meshparity.demo.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Fetches one file whose checksum is known. Where there is no internet it gives up within seconds:
 * even a name server that never answers may not hold up the next way to get the file.
 */
final class Download {

  private static final Duration TO_CONNECT = Duration.ofSeconds(3);
  private static final Duration TO_ANSWER = Duration.ofSeconds(10);
  private static final Duration WITHOUT_A_BYTE = Duration.ofSeconds(15);
  private static final long MOST_BYTES = 300L << 20;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final HttpUrl address;
  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .connectTimeout(TO_CONNECT)
          .readTimeout(WITHOUT_A_BYTE)
          .followSslRedirects(false) // never from https to plain http
          .build();

  Download(HttpUrl address) {
    this.address = address;
  }

  /**
   * Fetches the file.
   *
   * @param sha256 what it must have, in lower-case hex digits
   * @throws IOException if it cannot be had or is another file than the one asked for
   */
  void to(Path file, String sha256) throws IOException {
    try (Response response = answer()) {
      if (!response.isSuccessful()) {
        throw new IOException(address + " answered " + response.code());
      }
      String actual = save(response.body().byteStream(), file);
      if (!actual.equals(sha256)) {
        throw new IOException(
            address + " has another checksum than is pinned: sha256 " + actual + ", not " + sha256);
      }
    } catch (UnknownHostException unknown) {
      throw new IOException("no address is known for " + address.host(), unknown);
    } finally {
      http.connectionPool().evictAll();
    }
  }

  /** The deadline is kept outside the call because looking up a name cannot be interrupted. */
  private Response answer() throws IOException {
    Call call = http.newCall(new Request.Builder().url(address).build());
    CompletableFuture<Response> answer = new CompletableFuture<>();
    Thread asking = new Thread(() -> ask(call, answer), "fetch " + address.host());
    asking.setDaemon(true);
    asking.start();
    try {
      return answer.get(TO_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException silent) {
      call.cancel();
      throw new IOException(
          address.host() + " did not answer within " + TO_ANSWER.toSeconds() + " s", silent);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException reason ? reason : new IOException(failed);
    } catch (InterruptedException stopped) {
      call.cancel();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + address + " was fetched");
    }
  }

  private static void ask(Call call, CompletableFuture<Response> answer) {
    try {
      Response response = call.execute();
      if (!answer.complete(response)) {
        response.close();
      }
    } catch (IOException | RuntimeException failed) {
      answer.completeExceptionally(failed);
    }
  }

  private String save(InputStream content, Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    long written = 0;
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        written += read;
        if (written > MOST_BYTES) {
          throw new IOException(address + " is larger than " + MOST_BYTES + " bytes");
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException cut) {
      throw new IOException(
          address + " broke off after " + written + " bytes: " + cut.getMessage(), cut);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
