package org.meshparity.proxyruntime;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Istio release that something speaks as: a line such as 1.4, and the patch of it.
 *
 * <p>Metrics changed within a line too (a service label twice in 1.3, gateways in 1.5.2), so a line
 * alone does not say enough. A line written without a patch stands for its last one.
 *
 * @param minor the line, 3 for 1.3
 * @param patch the patch of the line, 0 for 1.3.0
 */
public record IstioRelease(int minor, int patch) implements Comparable<IstioRelease> {

  private static final Pattern FORM = Pattern.compile("1\\.([0-9])(?:\\.([0-9]{1,2}))?");
  private static final int FIRST_LINE = 3;
  private static final int FIRST_WITHOUT_MIXER = 8;
  private static final int[] LAST_PATCHES = {8, 10, 10, 14, 8, 6};

  /** The last patch of 1.3. */
  public static final IstioRelease V1_3 = lastOf(3);

  /** The last patch of 1.4. */
  public static final IstioRelease V1_4 = lastOf(4);

  /** The last patch of 1.5. */
  public static final IstioRelease V1_5 = lastOf(5);

  /** The last patch of 1.6. */
  public static final IstioRelease V1_6 = lastOf(6);

  /** The last patch of 1.8, the last line that the in-proxy generator speaks as. */
  public static final IstioRelease V1_8 = lastOf(8);

  public IstioRelease {
    if (!isLine(minor) || patch < 0 || patch > lastPatch(minor)) {
      throw new IllegalArgumentException(refusal("1." + minor + "." + patch));
    }
  }

  /** The release written as {@code 1.4} or {@code 1.4.3}; anything else is refused. */
  public static IstioRelease parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || !isLine(Integer.parseInt(parts.group(1)))) {
      throw new IllegalArgumentException(refusal(text));
    }
    int minor = Integer.parseInt(parts.group(1));
    String patch = parts.group(2);
    if (patch == null) {
      return lastOf(minor);
    }
    if (Integer.parseInt(patch) > lastPatch(minor)) {
      throw new IllegalArgumentException(refusal(text));
    }
    return new IstioRelease(minor, Integer.parseInt(patch));
  }

  /** Whether this release is of line 1.{@code minor} or of a later one. */
  public boolean isAtLeast(int minor) {
    return this.minor >= minor;
  }

  /** Whether this release is 1.{@code minor}.{@code patch} or a later one. */
  public boolean isAtLeast(int minor, int patch) {
    return this.minor > minor || (this.minor == minor && this.patch >= patch);
  }

  /** Whether this release has a Mixer: it was removed in 1.8. */
  public boolean hasMixer() {
    return !isAtLeast(FIRST_WITHOUT_MIXER);
  }

  @Override
  public int compareTo(IstioRelease other) {
    return minor == other.minor
        ? Integer.compare(patch, other.patch)
        : Integer.compare(minor, other.minor);
  }

  /** The text that {@link #parse} reads; the last patch of a line is written as the line. */
  @Override
  public String toString() {
    return patch == lastPatch(minor) ? "1." + minor : "1." + minor + "." + patch;
  }

  /** The release with its patch, always. */
  public String withPatch() {
    return "1." + minor + "." + patch;
  }

  private static IstioRelease lastOf(int minor) {
    return new IstioRelease(minor, lastPatch(minor));
  }

  private static boolean isLine(int minor) {
    return minor >= FIRST_LINE && minor < FIRST_LINE + LAST_PATCHES.length;
  }

  private static int lastPatch(int minor) {
    return LAST_PATCHES[minor - FIRST_LINE];
  }

  private static String refusal(String text) {
    return "--istio-version must be one of 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, or a patch up to 1.3.8, 1.4.10,"
        + " 1.5.10, 1.6.14, 1.7.8, 1.8.6, was \""
        + text
        + "\"";
  }
}
