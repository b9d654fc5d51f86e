package org.meshparity.proxyruntime.mesh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.meshparity.proxyruntime.sidecar.Telemetry;

/**
 * What Istio's installation switches mean for the mesh.
 *
 * <p>The trap they hold is kept: with v1 and v2 both enabled, v2 tells the sidecars not to report
 * to Mixer, so v1 stays silent unless {@code meshConfig.disableMixerHttpReports=false} is set as
 * well. A mesh that is given no switch is set up to be compared, with both on.
 *
 * @param telemetry what the sidecars then run
 * @param description one line for a person
 */
public record Installation(Telemetry telemetry, String description) {

  private static final String ENABLED = "values.telemetry.enabled";
  private static final String V1 = "values.telemetry.v1.enabled";
  private static final String V2 = "values.telemetry.v2.enabled";
  private static final String V2_PROMETHEUS = "values.telemetry.v2.prometheus.enabled";
  private static final String DISABLE_REPORTS = "meshConfig.disableMixerHttpReports";

  private static final Map<String, Boolean> ISTIO_DEFAULTS =
      Map.of(ENABLED, true, V1, true, V2, true, V2_PROMETHEUS, true);

  /** Both generators, as a migration must set it to compare them. */
  public static Installation comparing() {
    return of(List.of(DISABLE_REPORTS + "=false"));
  }

  /**
   * What these switches do, each {@code KEY=true|false}, several with commas between them. None at
   * all means {@link #comparing()}.
   *
   * @throws IllegalArgumentException on an unknown key or value
   */
  public static Installation of(List<String> switches) {
    Map<String, Boolean> set = new LinkedHashMap<>();
    for (String group : switches) {
      for (String one : group.split(",", -1)) {
        parse(one.trim(), set);
      }
    }
    return set.isEmpty() ? comparing() : resolve(set);
  }

  private static void parse(String text, Map<String, Boolean> into) {
    int equals = text.indexOf('=');
    String key = equals < 0 ? text : text.substring(0, equals);
    String value = equals < 0 ? "" : text.substring(equals + 1);
    if (!key.equals(DISABLE_REPORTS) && !ISTIO_DEFAULTS.containsKey(key)) {
      TreeSet<String> known = new TreeSet<>(ISTIO_DEFAULTS.keySet());
      known.add(DISABLE_REPORTS);
      throw new IllegalArgumentException(
          "--set: unknown installation switch \""
              + key
              + "\", must be one of "
              + String.join(", ", known));
    }
    if (!value.equals("true") && !value.equals("false")) {
      throw new IllegalArgumentException(
          "--set " + key + " must be true or false, was \"" + value + "\"");
    }
    into.put(key, value.equals("true"));
  }

  private static Installation resolve(Map<String, Boolean> set) {
    boolean enabled = isOn(ENABLED, set);
    boolean v1 = enabled && isOn(V1, set);
    boolean v2 = enabled && isOn(V2, set);
    boolean reportsDisabled = set.getOrDefault(DISABLE_REPORTS, v2);
    boolean reports = v1 && !reportsDisabled;
    boolean metrics = v2 && isOn(V2_PROMETHEUS, set);
    return new Installation(
        new Telemetry(reports, v2, metrics), describe(v1, v2, reports, metrics));
  }

  private static boolean isOn(String key, Map<String, Boolean> set) {
    return set.getOrDefault(key, ISTIO_DEFAULTS.getOrDefault(key, true));
  }

  private static String describe(boolean v1, boolean v2, boolean reports, boolean metrics) {
    String legacy = "Mixer's HTTP reports: no";
    if (reports) {
      legacy = "Mixer's HTTP reports: yes";
    } else if (v1 && v2) {
      legacy =
          "Mixer's HTTP reports: no, although v1 is enabled: v2 sets disableMixerHttpReports=true;"
              + " to compare both, set meshConfig.disableMixerHttpReports=false";
    }
    String candidate = "in-proxy metrics: no";
    if (metrics) {
      candidate = "in-proxy metrics: yes";
    } else if (v2) {
      candidate = "in-proxy metrics: no, only the metadata exchange";
    }
    return candidate + "; " + legacy;
  }
}
