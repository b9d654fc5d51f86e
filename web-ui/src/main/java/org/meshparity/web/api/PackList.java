package org.meshparity.web.api;

import java.util.List;
import org.meshparity.rules.Pack;

/** The packs a service can name to programs. */
public record PackList(List<Pack> packs) {

  public PackList {
    packs = List.copyOf(packs);
  }
}
