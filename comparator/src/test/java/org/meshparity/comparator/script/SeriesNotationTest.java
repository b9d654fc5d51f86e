package org.meshparity.comparator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesNotationTest {

  private static final double ABSENT = SeriesNotation.ABSENT;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0+10x3        | 0 10 20 30",
        "5x3           | 5 5 5 5",
        "0x30s +10x30s | 0 0 0 10 20",
        "7 3 0.5       | 7 3 0.5",
        "9-2x3         | 9 7 5 3",
        "-5x1          | -5 -5",
        "0 +1 +1x2     | 0 1 2 3",
        "0.1+0.1x2     | 0.1 0.2 0.3",
        "1e3           | 1000",
      })
  void valuesAreWrittenAsInPromtoolsTestsAndGoOnWithPlus(String text, String values) {
    double[] expected = Arrays.stream(values.split(" ")).mapToDouble(Double::parseDouble).toArray();

    assertThat(read(text, expected.length)).containsExactly(expected);
  }

  @Test
  void whatStaysKeepsItsValueAndWhatIsGoneIsNotThere() {
    assertThat(read("0 3 stays", 4)).containsExactly(0, 3, 3, 3);
    assertThat(shown("0 3 gone", 4)).isEqualTo("0 3 _ _");
    assertThat(shown("_ 1 _x2 4", 5)).isEqualTo("_ 1 _ _ 4");
  }

  @Test
  void notANumberIsAValueAndNotAbsent() {
    assertThat(shown("NaN Inf -Infx1", 4)).isEqualTo("NaN Infinity -Infinity -Infinity");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 1           | 2 values for the 3 scrapes of its target: end it with \"stays\"",
        "0+1x9         | more values than the 3 scrapes of its target",
        "0+1           | cannot read \"0+1\"",
        "0*3           | cannot read \"0*3\"",
        "stays 1 2     | cannot read \"stays\"",
        "stays         | write one before them",
        "_ +1x2        | write one before them",
        "NaN+1x2       | NaN cannot grow",
        "0x20s         | 20s is no multiple of the scrape interval",
        "0xfor         | what follows x must be a duration longer than 0",
        "0+1x999999999 | what follows x must be a duration",
        "0+1x999999    | more values than the 3 scrapes",
      })
  void whatIsNotUnderstoodIsRefusedWithWhatIsAllowed(String text, String told) {
    assertThatThrownBy(() -> read(text, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }

  private static double[] read(String text, int scrapes) {
    return SeriesNotation.read(text, Duration.ofSeconds(15), scrapes);
  }

  private static String shown(String text, int scrapes) {
    return Arrays.stream(read(text, scrapes))
        .mapToObj(
            value ->
                Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(ABSENT)
                    ? "_"
                    : value == Math.rint(value) && !Double.isInfinite(value)
                        ? "" + (long) value
                        : "" + value)
        .collect(Collectors.joining(" "));
  }
}
