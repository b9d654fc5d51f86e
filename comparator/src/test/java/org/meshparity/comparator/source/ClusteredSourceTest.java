package org.meshparity.comparator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meshparity.rules.LabelMatchers;

class ClusteredSourceTest {

  private static final String SUM =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":"
          + "[{\"metric\":{\"shop\":\"x\"},\"value\":[1,\"%d\"]}]}}";
  private static final String RAW =
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":"
          + "[{\"metric\":{\"__name__\":\"up\",\"cluster\":\"own\"},\"values\":[[1,\"%d\"]]}]}}";

  @Test
  void eachServersSumsCarryItsName() throws Exception {
    try (StubServer eu = StubServer.json(SUM.formatted(3));
        StubServer us = StubServer.json(SUM.formatted(4));
        QuerySource source = source("eu=" + eu.url() + ",us=" + us.url())) {
      List<String> sums = new ArrayList<>();
      source.query("sum(x)", 1000, (labels, value) -> sums.add(labels + " " + value));

      assertThat(sums)
          .containsExactlyInAnyOrder("{cluster=eu, shop=x} 3.0", "{cluster=us, shop=x} 4.0");
      assertThat(source.name()).isEqualTo("eu=" + eu.url() + ",us=" + us.url());
    }
  }

  @Test
  void aLabelOfThatNameIsKeptBesideIt() throws Exception {
    try (StubServer eu = StubServer.json(RAW.formatted(1));
        QuerySource source = source("eu=" + eu.url())) {
      List<String> found = new ArrayList<>();
      source.samples(
          "up", LabelMatchers.ALL, 0, 2000, series -> found.add(series.labels().toString()));

      assertThat(found).containsExactly("{__name__=up, cluster=eu, exported_cluster=own}");
    }
  }

  @Test
  void oneServerThatIsGoneMakesAllUnavailable() throws Exception {
    try (StubServer eu = StubServer.json(SUM.formatted(3));
        QuerySource source = source("eu=" + eu.url() + ",us=http://127.0.0.1:1")) {
      assertThatThrownBy(() -> source.query("sum(x)", 1000, (labels, value) -> {}))
          .isInstanceOf(SourceUnavailable.class)
          .hasMessageContaining("http://127.0.0.1:1");
    }
  }

  @Test
  void oneUrlIsOneServerWithoutAName() {
    assertThat(source("http://127.0.0.1:9090")).isInstanceOf(PrometheusSource.class);
    assertThat(source("http://127.0.0.1:9090/?a=http://x,b")).isInstanceOf(PrometheusSource.class);
  }

  @Test
  void wrongListsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source("eu=http://a:1,http://b:1"))
        .withMessageContaining("must look like eu=http://a:9090");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source("eu=http://a:1,eu=http://b:1"))
        .withMessageContaining("one server, two are eu");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ClusteredSource.refuseNamed(
                    source("eu=http://a:1"), LabelMatchers.parse("cluster=\"eu\"")))
        .withMessageContaining("leave cluster out");
  }

  private static QuerySource source(String text) {
    return ClusteredSource.parse(text, PrometheusOptions.DEFAULT);
  }
}
