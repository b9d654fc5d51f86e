package org.meshparity.comparator.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.verdict.Judgement;

/** Names that are the same in every run: digests of what they name. */
final class CheckIds {

  private static final int DIGITS = 16;

  private CheckIds() {}

  static String of(Group group, Judgement judgement) {
    return digest(
        String.join(
            "\u0000",
            group.metric(),
            judgement.claim().word(),
            String.valueOf(judgement.bound()),
            String.valueOf(judgement.quantile()),
            group.labels().toString()));
  }

  static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
