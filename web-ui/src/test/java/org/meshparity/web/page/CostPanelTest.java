package org.meshparity.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.meshparity.web.page.Cost.Line;

class CostPanelTest {

  private static CostPanel.Row row(@Nullable Double legacy, @Nullable Double candidate) {
    return CostPanel.Row.of(new Line("CPU", "µs", false, legacy, candidate));
  }

  @Test
  void aCheaperCandidateIsAShareLess() {
    assertThat(row(40.0, 2.0).compared()).isEqualTo("95 % less");
    assertThat(row(8.0, 5.0).compared()).isEqualTo("38 % less");
    assertThat(row(40.0, 2.0).cheaper()).isTrue();
  }

  @Test
  void aDearerCandidateIsAShareMoreOrSoManyTimesAsMuch() {
    assertThat(row(100.0, 173.0).compared()).isEqualTo("73 % more");
    assertThat(row(100.0, 350.0).compared()).isEqualTo("3.5 times as much");
    assertThat(row(100.0, 350.0).cheaper()).isFalse();
  }

  @Test
  void aTwentiethIsNoDifference() {
    assertThat(row(100.0, 105.0).compared()).isEqualTo("about the same");
    assertThat(row(100.0, 95.0).compared()).isEqualTo("about the same");
  }

  @Test
  void whatIsNotMeasuredIsADashAndComparedWithNothing() {
    assertThat(row(null, 2.0).legacy()).isEqualTo("–");
    assertThat(row(null, 2.0).compared()).isEmpty();
    assertThat(row(0.0, 2.0).compared()).isEmpty();
  }

  @Test
  void aPartIsNotComparedByItself() {
    assertThat(CostPanel.Row.of(new Line("filter", "µs", true, 8.0, 2.0)).compared()).isEmpty();
  }

  @Test
  void digitsEndWhereTheMeasurementDoes() {
    assertThat(row(1234.5678, 0.12345).legacy()).isEqualTo("1\u202f235 µs");
    assertThat(row(1234.5678, 0.12345).candidate()).isEqualTo("0.12 µs");
    assertThat(row(49.65, 1.0).legacy()).isEqualTo("49.7 µs");
    assertThat(row(1000.0, 1.0).compared()).isEqualTo("99.9 % less");
  }

  @Test
  void withoutARequestTheCaptionSaysSo() {
    Cost cost = new Cost("v1", "v2", Duration.ofSeconds(60), 0, List.of(), List.of());

    assertThat(CostPanel.of(() -> Optional.of(cost)).measured())
        .isEqualTo("no request was measured in the last 1 min");
    assertThat(CostPanel.of(CostSource.NONE)).isNull();
  }

  @Test
  void aCostThatIsNoNumberIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Line("CPU", "µs", false, Double.NaN, null))
        .withMessageContaining("was NaN");
  }
}
