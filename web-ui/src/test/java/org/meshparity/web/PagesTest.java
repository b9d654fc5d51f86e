package org.meshparity.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PagesTest {

  @Test
  void aPageShowsItsOutcome() {
    try (Asking asking = Asking.about(Reports::gaps)) {
      var page = asking.get("/");
      System.out.println(page.body());
      assertThat(page.status()).isEqualTo(200);
    }
  }
}
