package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meshparity.comparator.envelope.Identity;
import org.meshparity.rules.LabelMatchers;
import org.meshparity.rules.Pack;
import org.meshparity.rules.Packs;

class GroupMatchersTest {

  private static final Pack PACK = Packs.builtIn("istio-mixer-to-inproxy");

  private final GroupMatchers candidate = new GroupMatchers(Identity.candidate(PACK));

  @Test
  void aLabelThatIsReadAsItIsMustBeEqual() {
    assertThat(of(Map.of("reporter", "source"))).contains("reporter=\"source\"");
  }

  @Test
  void unknownIsAlsoWhatIsAbsent() {
    assertThat(of(Map.of("source_app", "unknown"))).contains("source_app=~\"|unknown\"");
    assertThat(of(Map.of("source_app", "reviews"))).contains("source_app=\"reviews\"");
  }

  @Test
  void aCaseThatWasFoldedMayBeEither() {
    assertThat(of(Map.of("connection_security_policy", "mutual_tls")))
        .contains("connection_security_policy=~\"(?i:mutual_tls)\"");
  }

  @Test
  void everyGroupIsFoundByItsOwnMatchers() {
    Map<String, String> labels =
        Map.of(
            "reporter", "destination",
            "destination_workload", "ratings-v1",
            "response_code", "0",
            "connection_security_policy", "MUTUAL_TLS");
    Identity identity = Identity.candidate(PACK);
    Map<String, String> group =
        identity.of(label -> labels.getOrDefault(label, "")).toMap(PACK.identity());

    LabelMatchers matchers = candidate.of(group);

    assertThat(matchers.matches(label -> labels.getOrDefault(label, ""))).isTrue();
    assertThat(matchers.matches(label -> label.equals("reporter") ? "source" : "")).isFalse();
  }

  private String of(Map<String, String> group) {
    return candidate.of(group).toString();
  }
}
