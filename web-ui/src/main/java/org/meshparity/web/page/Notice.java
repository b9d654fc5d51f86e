package org.meshparity.web.page;

import java.net.URI;
import java.util.List;

/**
 * What every page says at its top, e.g. that this is a demo and what goes on in it.
 *
 * @param sentence plain text
 * @param links where to look further
 */
public record Notice(String sentence, List<Link> links) {

  public Notice {
    links = List.copyOf(links);
  }

  /** A link, opened only when somebody follows it. */
  public record Link(String text, URI to) {
    public Link {
      if (!"http".equals(to.getScheme()) && !"https".equals(to.getScheme())) {
        throw new IllegalArgumentException("a link must be http or https, was " + to);
      }
    }
  }
}
