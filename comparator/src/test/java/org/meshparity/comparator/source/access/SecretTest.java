package org.meshparity.comparator.source.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names tell of a secret. */
class SecretTest {

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "X-Api-Key", "access_token", "client_SECRET", "Cookie"})
  void aNameOfACredentialTellsOfASecret(String name) {
    assertThat(Secret.tells(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Scope-OrgID", "dedup", "requested_token_type", "subject_token_type"})
  void whatOnlySaysWhoOrOfWhatKindTellsOfNone(String name) {
    assertThat(Secret.tells(name)).isFalse();
  }
}
