package org.meshparity.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class BelongingsTest {

  private final List<String> closed = new ArrayList<>();
  private final Belongings belongings = new Belongings();

  @Test
  void whatCameLastIsClosedFirst() {
    belongings.add(() -> closed.add("mesh"));
    belongings.add(() -> closed.add("service"));

    belongings.close();

    assertThat(closed).containsExactly("service", "mesh");
  }

  @Test
  void oneThatCannotBeClosedKeepsNoneOpen() {
    belongings.add(() -> closed.add("mesh"));
    belongings.add(
        () -> {
          throw new IllegalStateException("on purpose");
        });

    belongings.close();

    assertThat(closed).containsExactly("mesh");
  }

  @Test
  void whatComesAfterTheEndIsClosedAtOnce() {
    belongings.close();

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> belongings.add(() -> closed.add("late")));
    assertThat(closed).containsExactly("late");
  }
}
