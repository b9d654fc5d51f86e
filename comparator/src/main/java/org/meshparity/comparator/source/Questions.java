package org.meshparity.comparator.source;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts questions to one server, only so many at once, learns its clock from the answers, and says
 * in one sentence what went wrong. For several threads.
 */
final class Questions implements AutoCloseable {

  private final String name;
  private final PrometheusOptions options;
  private final Asking asking;
  private final Semaphore turns;
  private final ServerClock clock = new ServerClock();

  /**
   * @param name what messages call the server
   */
  Questions(String name, SourceAddress address, PrometheusOptions options) {
    this.name = name;
    this.options = options;
    this.asking = new Asking(options, address.connections());
    this.turns = new Semaphore(options.maxConcurrent(), true);
  }

  /**
   * Waits for its turn and for the answer, and says what makes it partial.
   *
   * @throws Unsuited if the question says so of its answer
   */
  List<String> put(HttpQuestion question) throws SourceUnavailable, Unsuited {
    awaitTurn(question);
    long sentMs = System.currentTimeMillis();
    try {
      List<String> partial = asking.ask(question, response -> clock.note(sentMs, response));
      return partial.stream().map(asking::hidden).toList();
    } catch (Unsuited unsuited) {
      throw unsuited;
    } catch (IOException e) {
      throw unavailable(question, HttpFaults.ofBreak(e), e);
    } catch (OutOfMemoryError full) {
      throw new AnswerFillsHeap(name + about(question), full);
    } finally {
      turns.release();
    }
  }

  private void awaitTurn(HttpQuestion question) throws SourceUnavailable {
    try {
      if (!turns.tryAcquire(options.callTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        throw unavailable(question, "is still busy with earlier queries; try again later", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(question, "was not asked, as this run was stopped; run it again", e);
    }
  }

  private SourceUnavailable unavailable(
      HttpQuestion question, String what, @Nullable Exception cause) {
    String message = name + " " + what + about(question);
    return cause instanceof IOException broken && HttpFaults.isTooLarge(broken)
        ? new QueryTooLarge(message, cause)
        : new SourceUnavailable(message, cause);
  }

  private static String about(HttpQuestion question) {
    return " (query: " + Shortened.text(question.text(), 200) + ")";
  }

  Optional<ClockOffset> clock() {
    return clock.offset();
  }

  /** A server's words without the secrets that it was sent. */
  String hidden(String words) {
    return asking.hidden(words);
  }

  @Override
  public void close() {
    asking.close();
  }
}
