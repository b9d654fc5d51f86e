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

  private final MessageDigest digest = sha256();
  private final byte[] metric;
  private final byte[] labels;

  /** Of the checks of one group, whose own text is the same in all of them. */
  CheckIds(Group group) {
    this.metric = part(group.metric());
    this.labels = part(group.labels());
  }

  String of(Judgement judgement) {
    digest.update(metric);
    String parts =
        judgement.claim().word() + '\0' + judgement.bound() + '\0' + judgement.quantile();
    digest.update(part(parts));
    digest.update(labels);
    return hex(digest);
  }

  /** Of some parts and of many texts behind them, each of which ends as a part does. */
  static String digest(Stream<?> parts, Stream<byte[]> texts) {
    MessageDigest digest = sha256();
    parts.forEachOrdered(part -> digest.update(part(part)));
    texts.forEachOrdered(digest::update);
    return hex(digest);
  }

  private static byte[] part(Object part) {
    return (part.toString() + '\0').getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest(), 0, DIGITS / 2);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
