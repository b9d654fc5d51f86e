package org.meshparity.web.chart;

import java.util.List;
import java.util.stream.Collectors;

/** Shares of a whole, side by side in one bar; the numbers stand beside it as text. */
public final class StackedBar {

  private StackedBar() {}

  /**
   * Draws the parts in order; parts of size 0 are left out.
   *
   * @param title what the whole is
   */
  public static String draw(String title, List<Part> parts) {
    double whole = parts.stream().mapToDouble(Part::size).sum();
    String description =
        parts.stream()
            .filter(part -> part.size() > 0)
            .map(part -> part.text() + " " + part.name())
            .collect(Collectors.joining(", "));
    Svg svg =
        Svg.picture("bar", title, description.isEmpty() ? "nothing" : description, "height", 10);
    svg.add("rect", "class", "track", "width", "100%", "height", 10);
    double from = 0;
    for (Part part : parts) {
      double share = whole > 0 ? part.size() / whole : 0;
      if (share > 0) {
        svg.add(
            "rect",
            "class",
            part.cssClass(),
            "x",
            Svg.percent(from),
            "width",
            Svg.percent(share),
            "height",
            10);
      }
      from += share;
    }
    return svg.end();
  }

  /**
   * One part.
   *
   * @param size 0 or more, in any unit
   * @param text the size for a person
   */
  public record Part(String name, String cssClass, double size, String text) {}
}
