package org.meshparity.comparator.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class HeapExhaustedTest {

  @Test
  void itSaysWhatIsTooLargeForWhatAndWhatHelps() {
    HeapExhausted full = HeapExhausted.ofRun("istio", 1_380_000, "97 % stayed in use", null);

    assertThat(full)
        .hasMessageContaining("comparison istio with 1,380,000 series on both sides")
        .hasMessageContaining(" MB, all that Java may use for objects: 97 % stayed in use")
        .hasMessageContaining("JAVA_TOOL_OPTIONS=-Xmx")
        .hasMessageContaining("memory limit")
        .hasMessageContaining("--shard");
  }

  @Test
  void ofARunThatHasNotCountedItsSeriesItSaysNoNumber() {
    assertThat(HeapExhausted.ofRun("istio", 0, "an allocation failed", null))
        .hasMessageContaining("comparison istio does not fit");
  }

  @Test
  void theHeapThatItSuggestsIsAtLeastTwiceAsLargeAndGrowsWithTheSeries() {
    assertThat(HeapExhausted.suggested(256, 1000)).isEqualTo(512);
    assertThat(HeapExhausted.suggested(300, 1000)).isEqualTo(768);
    assertThat(HeapExhausted.suggested(64, 1_380_000)).isEqualTo(768);
    assertThat(HeapExhausted.suggested(62, 0)).isEqualTo(256);
  }

  @Test
  void onlyTheHeapIsAReasonWhateverStandsBeforeIt() {
    var heap = new OutOfMemoryError("Java heap space");
    var copied = (OutOfMemoryError) new OutOfMemoryError().initCause(heap);

    assertThat(HeapExhausted.isReasonOf(heap)).isTrue();
    assertThat(HeapExhausted.isReasonOf(new CompletionException(copied))).isTrue();
    assertThat(HeapExhausted.isReasonOf(new OutOfMemoryError("Metaspace"))).isFalse();
    assertThat(HeapExhausted.isReasonOf(new IllegalStateException("heap"))).isFalse();
  }
}
