package org.meshparity.comparator.run;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.verdict.Judgement;

/**
 * Names that are the same in every run: digests of what they name.
 *
 * <p>A check's has 64 bits: the digest of its metric and group, into whose last 28 bits that of its
 * claim, bound and quantile is mixed. So the checks of a group share nine digits and stand together
 * in the order of ids, and there is one digest to make for each group and one for each claim. Two
 * checks of different groups have the same id by a chance of one in 2^64, as with any digest of
 * that size: among a million checks once in 37 million meshes. Two of one group have it by one in
 * 2^28: with 25 claims once in 900,000 packs, and then in all groups.
 */
final class CheckIds {

  /** So many last bits tell a group's claims apart; the others are the group's alone. */
  static final int CLAIM_BITS = 28;

  private static final int BYTES = 8;
  private static final int MOST_CLAIMS = 10_000;

  private final Map<Claimed, Long> claims = new ConcurrentHashMap<>();

  private record Claimed(String claim, @Nullable BigDecimal bound, @Nullable BigDecimal quantile) {

    // Written out, since every check is looked up by it: a record's own cost more each time.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Claimed one
          && claim.equals(one.claim)
          && Objects.equals(bound, one.bound)
          && Objects.equals(quantile, one.quantile);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * claim.hashCode() + Objects.hashCode(bound)) + Objects.hashCode(quantile);
    }
  }

  /** What the ids of all checks of a group begin with. */
  static long ofGroup(String metric, Map<String, String> labels) {
    MessageDigest digest = sha256();
    digest.update(part(metric));
    digest.update(part(labels));
    return first(digest);
  }

  /**
   * The id of one check.
   *
   * @param group the number of its group
   */
  long of(long group, Judgement judgement) {
    Claimed claimed =
        new Claimed(judgement.claim().word(), judgement.bound(), judgement.quantile());
    Long known = claims.get(claimed);
    if (known == null) {
      known = digest(claimed);
      if (claims.size() < MOST_CLAIMS) {
        claims.put(claimed, known);
      }
    }
    return group ^ known;
  }

  private static long digest(Claimed claimed) {
    MessageDigest digest = sha256();
    digest.update(part(claimed.claim() + '\0' + claimed.bound() + '\0' + claimed.quantile()));
    return first(digest) >>> (Long.SIZE - CLAIM_BITS);
  }

  /** As it is written: ascending like the numbers without sign. */
  static String text(long id) {
    return HexFormat.of().toHexDigits(id);
  }

  /** Of some parts, and digests of what stands behind them. */
  static String digest(Stream<?> parts, Stream<byte[]> digests) {
    MessageDigest digest = sha256();
    parts.forEachOrdered(part -> digest.update(part(part)));
    digests.forEachOrdered(digest::update);
    return text(first(digest));
  }

  private static byte[] part(Object part) {
    return (part.toString() + '\0').getBytes(StandardCharsets.UTF_8);
  }

  private static long first(MessageDigest digest) {
    byte[] bytes = digest.digest();
    long first = 0;
    for (int i = 0; i < BYTES; i++) {
      first = (first << Byte.SIZE) | (bytes[i] & 0xFF);
    }
    return first;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
