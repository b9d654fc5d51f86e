package org.meshparity.web.api;

import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The packs this service knows. */
@RestController
final class PackController {

  private final PackList packs;

  PackController(PackList packs) {
    this.packs = packs;
  }

  @GetMapping("/api/v1/packs")
  List<PackView> list() {
    return packs.packs().stream()
        .map(pack -> new PackView(pack.name(), pack.version(), pack.sha256(), pack.description()))
        .toList();
  }

  /** A pack as JSON. */
  record PackView(String name, String version, String sha256, String description) {}
}
