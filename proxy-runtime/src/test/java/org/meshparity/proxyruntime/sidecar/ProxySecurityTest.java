package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meshparity.proxyruntime.inproxy.NodeMetadata;
import picocli.CommandLine;

class ProxySecurityTest {

  private static final NodeMetadata NODE =
      new NodeMetadata("id", "pod", "default", "ratings-v1", "", "", Map.of());

  @TempDir private Path folder;

  private final StringWriter warnings = new StringWriter();

  private MeshSecurity security(String... options) throws IOException {
    ProxySecurity parsed = new ProxySecurity();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("mtls", mixin(parsed)))
        .parseArgs(options);
    return parsed.of(NODE, parsed.mode(), new PrintWriter(warnings));
  }

  private static CommandLine.Model.CommandSpec mixin(ProxySecurity options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }

  @Test
  void withoutAnOptionConnectionsArePlainText() throws IOException {
    assertThat(security()).isSameAs(MeshSecurity.PLAIN);
  }

  @Test
  void strictMakesTheFileThatOthersNeed() throws IOException {
    Path file = folder.resolve("ca.pem");
    assertThat(security("--mtls", "strict", "--mtls-ca", file.toString()).mutualTls()).isNotNull();
    assertThat(file).isRegularFile();
    assertThat(warnings.toString()).isEmpty();
  }

  @Test
  void aKeyThatOthersCanReadIsWarnedOf() throws IOException {
    Path file = folder.resolve("ca.pem");
    security("--mtls", "strict", "--mtls-ca", file.toString());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    security("--mtls", "strict", "--mtls-ca", file.toString());

    assertThat(warnings.toString()).contains("ca.pem", "chmod 600").doesNotContain("PRIVATE");
  }

  @Test
  void optionsThatDoNotFitTogetherAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> security("--mtls", "strict"))
        .withMessageContaining("needs --mtls-ca FILE");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> security("--mtls-ca", "x.pem"))
        .withMessageContaining("for --mtls strict");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> security("--mtls", "off", "--trust-domain", "not a domain"))
        .withMessageContaining("trust domain");
  }

  @Test
  void aFileThatCannotBeMadeIsNamedWithItsOption() {
    assertThatIOException()
        .isThrownBy(() -> security("--mtls", "strict", "--mtls-ca", folder + "/no/ca.pem"))
        .withMessageContainingAll("--mtls-ca", "no");
  }
}
