package org.meshparity.web.chart;

import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/**
 * Writes SVG. Every value and every text is escaped here, so a label's content can never become
 * markup; colours come from the style sheet by class, since the content policy allows no inline
 * style.
 */
final class Svg {

  private final StringBuilder out = new StringBuilder();

  private Svg() {}

  /**
   * A picture with a name and a description for those who cannot see it.
   *
   * @param cssClass class of the root element
   * @param attributes further attributes, name and value in turn
   */
  static Svg picture(String cssClass, String title, String description, Object... attributes) {
    Svg svg = new Svg();
    svg.open("svg", "class", cssClass, "role", "img", "aria-label", title + ". " + description);
    svg.attributes(attributes);
    return svg;
  }

  /** An element that is open until {@link #close}. */
  Svg open(String tag, Object... attributes) {
    out.append('<').append(tag).append('>');
    return attributes(attributes);
  }

  /** An element without content. */
  Svg add(String tag, Object... attributes) {
    return open(tag, attributes).close(tag);
  }

  /** A text element. */
  Svg text(String content, Object... attributes) {
    open("text", attributes);
    out.append(HtmlUtils.htmlEscape(content));
    return close("text");
  }

  Svg close(String tag) {
    out.append("</").append(tag).append('>');
    return this;
  }

  /** The markup, with the root closed. */
  String end() {
    return close("svg").out.toString();
  }

  /** Puts attributes into the tag that was opened last. */
  private Svg attributes(Object... namesAndValues) {
    int end = out.length() - 1;
    out.setLength(end);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      out.append(' ').append(namesAndValues[i]).append("=\"");
      out.append(HtmlUtils.htmlEscape(value(namesAndValues[i + 1]))).append('"');
    }
    out.append('>');
    return this;
  }

  private static String value(Object value) {
    return value instanceof Double number ? number(number) : value.toString();
  }

  /** With two decimals at most: pixels and percents need no more. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }

  /** A share of the width, as an attribute. */
  static String percent(double share) {
    return number(100 * share) + "%";
  }
}
