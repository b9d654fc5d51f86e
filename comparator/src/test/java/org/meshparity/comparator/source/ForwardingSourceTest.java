package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.script.ScriptSource;
import org.meshparity.rules.LabelMatchers;

class ForwardingSourceTest {

  private static final PrometheusSource SERVER =
      PrometheusSource.of("http://127.0.0.1:1", PrometheusOptions.DEFAULT);
  private static final SampleSource PAGE = new ScriptSource("page", 0, List.of());

  @Test
  void nothingOfTheContractIsForgotten() {
    assertThat(methods(ForwardingServer.class, ForwardingSource.class))
        .containsAll(methods(QuerySource.class, SampleSource.class));
  }

  private static List<String> methods(Class<?>... types) {
    return Stream.of(types)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
        .map(ForwardingSourceTest::signature)
        .toList();
  }

  private static String signature(Method method) {
    return method.getName() + Arrays.toString(method.getParameterTypes());
  }

  @Test
  void oneThatComputesStillDoesAndNoOther() {
    assertThat(ForwardingSource.of(SERVER, SourceWatch.Question::put))
        .isInstanceOf(QuerySource.class);
    assertThat(ForwardingSource.of(PAGE, SourceWatch.Question::put))
        .isNotInstanceOf(QuerySource.class);
  }

  @Test
  void aWatchSeesEveryKindOfQuestionAndMayRefuseIt() {
    List<SourceWatch.Question> seen = new ArrayList<>();
    QuerySource watched =
        (QuerySource)
            ForwardingSource.of(
                SERVER,
                question -> {
                  seen.add(question);
                  throw new SourceUnavailable("enough", null);
                });
    LabelMatchers all = LabelMatchers.ALL;

    refused(() -> watched.samples("up", all, 0, 1, series -> {}));
    refused(() -> watched.histograms("up", all, 0, 1, series -> {}));
    refused(() -> watched.ceasing("up", all, 0, 1, 1, labels -> {}));
    refused(() -> watched.namesEndingIn(Set.of("up"), all, 0, 1));
    refused(() -> watched.query("up", 1, (labels, value) -> {}));
    refused(() -> watched.ranges("up[1m]", 0, 1, series -> {}));
    assertThat(seen).hasSize(6);
  }

  private static void refused(ThrowingCallable asking) {
    assertThatThrownBy(asking).isInstanceOf(SourceUnavailable.class).hasMessage("enough");
  }

  @Test
  void itIsWatchedStillOnceSomebodyHearsItsRemarks() throws Exception {
    List<SourceWatch.Question> seen = new ArrayList<>();
    SourceWatch watch =
        question -> {
          seen.add(question);
          return List.of("watched");
        };
    QuerySource noting = (QuerySource) ForwardingSource.of(SERVER, watch).noting(note -> {});

    assertThat(noting.query("up", 1, (labels, value) -> {})).containsExactly("watched");
    assertThat(seen).hasSize(1);
  }
}
