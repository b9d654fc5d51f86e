package org.meshparity.proxyruntime.vectors;

import java.io.IOException;
import java.util.Map;
import org.meshparity.proxyruntime.inproxy.Reporter;

/** A scenario that was played; its proxies still stand, so that their pages can be read. */
interface Run extends AutoCloseable {

  /** What stands for the variables of the cases' labels. */
  Map<String, String> variables();

  /** What a scraper sees of this side. */
  ScrapedPage page(Reporter side) throws IOException;

  @Override
  void close();
}
