package org.meshparity.proxyruntime.sidecar.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaFileTest {

  @TempDir private Path folder;

  @Test
  void aMissingFileIsMadeForItsOwnerAloneAndReadAgain() throws IOException {
    Path file = folder.resolve("ca.pem");
    MeshCa made = CaFile.loadOrCreate(file, "cluster.local");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(CaFile.isOpenToOthers(file)).isFalse();
    assertThat(CaFile.loadOrCreate(file, "cluster.local").certificate())
        .isEqualTo(made.certificate());
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void ofManyWhoMakeItAtOnceAllHaveTheSame() throws Exception {
    Path file = folder.resolve("ca.pem");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    Callable<MeshCa> maker = () -> CaFile.loadOrCreate(file, "cluster.local");
    try {
      var made = threads.invokeAll(List.of(maker, maker, maker, maker, maker, maker, maker, maker));
      for (var ca : made) {
        assertThat(ca.get().certificate()).isEqualTo(made.get(0).get().certificate());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aFileWithoutACertificateIsRefusedByName() throws IOException {
    Path file = Files.writeString(folder.resolve("ca.pem"), "nothing");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CaFile.loadOrCreate(file, "cluster.local"))
        .withMessageContaining("ca.pem: it has no BEGIN CERTIFICATE block");
  }

  @Test
  void anotherAuthoritysKeyIsRefusedAndNotShown() throws IOException {
    MeshCa one = MeshCa.inMemory("cluster.local");
    MeshCa other = MeshCa.inMemory("cluster.local");
    String key = other.bundle().getPrivateKeyPEM();
    Path file =
        Files.writeString(folder.resolve("ca.pem"), one.bundle().getCertificatePEM() + "\n" + key);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CaFile.loadOrCreate(file, "cluster.local"))
        .withMessageContaining("its key is not its certificate's")
        .withMessageNotContaining(key.lines().skip(1).findFirst().orElseThrow());
  }

  @Test
  void aWorkloadsCertificateIsNoAuthority() throws IOException {
    var leaf =
        MeshCa.inMemory("cluster.local")
            .issue(
                new SpiffeId("cluster.local", "default", "ratings"),
                java.time.Instant.now(),
                java.time.Duration.ofHours(1));
    Path file =
        Files.writeString(
            folder.resolve("ca.pem"), leaf.getCertificatePEM() + "\n" + leaf.getPrivateKeyPEM());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CaFile.loadOrCreate(file, "cluster.local"))
        .withMessageContaining("not a certificate authority's");
  }
}
