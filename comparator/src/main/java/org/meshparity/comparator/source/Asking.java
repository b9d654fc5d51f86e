package org.meshparity.comparator.source;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.ConnectionSpec;
import okhttp3.Response;
import org.meshparity.comparator.source.access.AccessClient;
import org.meshparity.comparator.source.access.Retries;

/**
 * Puts one question until it is answered, refused for good, or the time for it is over. Asked again
 * is only what nothing has been read of: a busy server, and a token that had ended.
 */
final class Asking implements AutoCloseable {

  private static final int LONGEST_REASON = 600;
  private static final int LONGEST_REMARK = 300;

  private final PrometheusOptions options;
  private final AccessClient client;
  private final Cancellable calls = new Cancellable();

  /**
   * @param connections what the server's scheme needs
   */
  Asking(PrometheusOptions options, List<ConnectionSpec> connections) {
    this.options = options;
    this.client = new AccessClient(options.access(), options.timeouts(), connections);
  }

  /**
   * Asks until there is an answer, and says what makes it partial.
   *
   * @param answered sees it before its body is read
   */
  List<String> ask(HttpQuestion question, Consumer<Response> answered) throws IOException {
    long deadline = System.nanoTime() + options.callTimeout().toNanos();
    boolean renewed = false;
    Room room = new Room();
    for (int asked = 1; ; asked++) {
      Call call = question.call(client);
      call.timeout().timeout(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      try {
        return calls.run(call, running -> exchange(running, question, answered, room));
      } catch (Refused refused) {
        if (refused.status() == 401 && !renewed && client.renewed(call)) {
          renewed = true;
          continue;
        }
        if (client.asksByGet(call, refused.status())) {
          continue;
        }
        if (!Retries.isBusy(refused.status()) || asked > options.retries().most()) {
          throw refused.answer();
        }
        pause(refused, asked, deadline);
      }
    }
  }

  private List<String> exchange(
      Call call, HttpQuestion question, Consumer<Response> answered, Room room) throws IOException {
    try (Response response = answer(call)) {
      if (response.isSuccessful()) {
        answered.accept(response);
        return read(call, question, response, room);
      }
      WrongAnswer answer = HttpFaults.refusal(response, client::hidden);
      if (answer instanceof AskedTooMuch) {
        throw answer;
      }
      int status = response.code();
      if (status != 401 && !Retries.isBusy(status)) {
        question.refused(status);
      }
      throw new Refused(status, response.header("Retry-After"), answer.in(this::told));
    } catch (WrongAnswer quoting) {
      throw quoting.in(this::told);
    }
  }

  private Response answer(Call call) throws IOException {
    try {
      return call.execute();
    } catch (IOException broken) {
      boolean withoutWord = call.request().isHttps() && !call.isCanceled();
      throw withoutWord && HttpFaults.isCut(broken)
          ? HttpFaults.hungUp(broken, options.access().tls().certificate().isPresent())
          : broken;
    }
  }

  private static List<String> read(Call call, HttpQuestion question, Response response, Room room)
      throws IOException {
    try {
      return question.read(response);
    } catch (OutOfMemoryError full) {
      call.cancel(); // else closing it reads on, fails again, and what fills the heap stays
      room.give();
      throw full;
    }
  }

  private void pause(Refused refused, int asked, long deadline) throws IOException {
    Instant now = Instant.now();
    Duration pause = options.retries().pause(asked, refused.retryAfter(), now);
    if (System.nanoTime() + pause.toNanos() - deadline > 0) {
      boolean told = !Retries.told(refused.retryAfter(), now).isZero();
      throw new WrongAnswer(
          refused.answer().what(),
          told
              ? "it asks to wait for " + Math.max(1, pause.toSeconds()) + " s; try again later"
              : "it was asked " + times(asked) + "; try again later");
    }
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancellable.Stopped();
    }
  }

  private static String times(int asked) {
    return asked == 1 ? "once" : asked + " times";
  }

  private String told(String words) {
    return Shortened.text(client.hidden(words), LONGEST_REASON);
  }

  /** A server's words without the secrets that it was sent, and only then shortened. */
  String hidden(String words) {
    return Shortened.text(client.hidden(words), LONGEST_REMARK);
  }

  @Override
  public void close() {
    client.close();
    calls.close();
  }
}
