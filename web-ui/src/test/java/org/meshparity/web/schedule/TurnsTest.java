package org.meshparity.web.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnsTest {

  private static final Set<String> A = Set.of("a");
  private static final Set<String> B = Set.of("b");
  private static final Duration SOON = Duration.ofMillis(1);
  private static final Duration NEVER = Duration.ofHours(1);

  private static CompletableFuture<Turns.Turn> taking(Turns turns, Set<String> who, boolean alone) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return turns.take(who, alone);
          } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
          }
        },
        work -> new Thread(work).start());
  }

  private static void stillWaits(CompletableFuture<Turns.Turn> turn) {
    await().during(Duration.ofMillis(500)).until(() -> !turn.isDone());
  }

  @Test
  void aServerThatHangsKeepsNobodyElseWaiting() throws Exception {
    Turns turns = new Turns(SOON);
    turns.take(A, false);
    turns.take(A, false);
    var third = taking(turns, A, false);

    assertThat(taking(turns, B, false)).succeedsWithin(Duration.ofSeconds(30));
    assertThat(third).as("two at once are enough for one server").isNotDone();
  }

  @Test
  void asLongAsTheyAreQuickTwoRunAtOnce() throws Exception {
    Turns turns = new Turns(NEVER);
    Turns.Turn first = turns.take(A, false);
    turns.take(A, false);
    var third = taking(turns, B, false);

    stillWaits(third);
    turns.give(first);

    assertThat(third).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void whoNeedsAllMemoryWaitsForTheLongOnesToo() throws Exception {
    Turns turns = new Turns(SOON);
    Turns.Turn slow = turns.take(A, false);
    var large = taking(turns, B, true);

    stillWaits(large);
    turns.give(slow);

    assertThat(large).succeedsWithin(Duration.ofSeconds(30));
  }

  @Test
  void nobodyOvertakesWhoNeedsAllMemoryOrRunsBesideIt() throws Exception {
    Turns turns = new Turns(SOON);
    Turns.Turn slow = turns.take(A, false);
    var large = taking(turns, B, true);
    stillWaits(large);
    var later = taking(turns, B, false);
    stillWaits(later);

    turns.give(slow);
    Turns.Turn alone = large.join();
    stillWaits(later);
    turns.give(alone);

    assertThat(later).succeedsWithin(Duration.ofSeconds(30));
  }
}
