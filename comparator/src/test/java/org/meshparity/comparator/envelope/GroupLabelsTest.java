package org.meshparity.comparator.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GroupLabelsTest {

  private final Map<String, String> labels =
      new GroupKey(List.of("shop", "", "source", "200")).toMap(List.of("to", "from", "by", "code"));

  @Test
  void labelsAreSortedByNameAndAbsentOnesLeftOut() {
    assertThat(labels.toString()).isEqualTo("{by=source, code=200, to=shop}");
    assertThat(labels).hasSize(3).doesNotContainKey("from").containsEntry("to", "shop");
  }

  @Test
  void theyEqualAnyMapOfTheSame() {
    Map<String, String> other = new TreeMap<>(Map.of("by", "source", "code", "200", "to", "shop"));

    assertThat(labels).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(other).isEqualTo(labels);
  }

  @Test
  void nobodyChangesThem() {
    assertThatThrownBy(() -> labels.put("by", "destination"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> labels.remove("by")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> labels.entrySet().iterator().next().setValue("x"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aGroupWithoutAnyLabelIsNamedByTheFirst() {
    assertThat(new GroupKey(List.of("", "")).toMap(List.of("to", "from")))
        .isEqualTo(Map.of("to", ""));
  }
}
