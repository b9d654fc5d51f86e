package org.meshparity.comparator.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.meshparity.comparator.cause.Group;
import org.meshparity.comparator.verdict.Judgement;

/** Names that are the same in every run: digests of what they name. */
final class CheckIds {

  private static final int DIGITS = 16;

  private CheckIds() {}

  static String of(Group group, Judgement judgement) {
    return digest(
        Stream.of(
            group.metric(),
            judgement.claim().word(),
            String.valueOf(judgement.bound()),
            String.valueOf(judgement.quantile()),
            group.labels()));
  }

  /** One after the other: the text of a whole report can be longer than the heap. */
  static String digest(Stream<?> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      parts.forEachOrdered(
          part -> {
            digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
          });
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
