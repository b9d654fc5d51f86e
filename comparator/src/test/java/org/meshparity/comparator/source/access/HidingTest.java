package org.meshparity.comparator.source.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HidingTest {

  private final Hiding hiding = new Hiding();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tok+a/b==",
        "tok%2Ba%2Fb%3D%3D",
        "tok%2ba/b%3d%3d",
        "tok&#43;a&#47;b&#61;&#61;",
        "tok&plus;a&sol;b==",
        "tok+a\\/b==",
        "tok\\u002ba\\u002Fb==",
        "tok%252Ba%252Fb%253D%253D",
        "tok%25252Ba%25252Fb%25253d%25253d",
        "tok&amp;#43;a&amp;sol;b&amp;#x3d;=",
        "tok+a\\\\\\/b==",
        "tok\\\\u002ba\\\\u002Fb==",
      })
  void aSecretIsFoundInAnyWriting(String written) {
    assertThat(hiding.sent("Bearer tok+a/b==")).endsWith("b==");

    assertThat(hiding.hidden("you sent <" + written + ">")).isEqualTo("you sent <***>");
  }

  @Test
  void oneThatHoldsAnotherIsHiddenWhole() {
    assertThat(hiding.sent("s3cret")).isNotEmpty();
    assertThat(hiding.sent("s3cret-and-more")).isNotEmpty();

    assertThat(hiding.hidden("s3cret-and-more, s3cret")).isEqualTo("***, ***");
  }

  @Test
  void theLatestOfVeryManyAreHidden() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(hiding.sent("always-there")).isNotEmpty();
      assertThat(hiding.sent("token-number-" + i)).isNotEmpty();
    }

    assertThat(hiding.hidden("always-there token-number-9999")).isEqualTo("*** ***");
  }
}
