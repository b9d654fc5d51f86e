package org.meshparity.comparator.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meshparity.comparator.source.access.Access;
import org.meshparity.comparator.source.access.Compression;
import org.meshparity.comparator.source.access.Credential;
import org.meshparity.comparator.source.access.Secret;
import org.meshparity.comparator.source.access.Tls;
import org.meshparity.comparator.source.settings.EnvironmentText;
import picocli.CommandLine.Option;

/**
 * How servers let a check in. No option takes a secret itself, as other users of a machine see it.
 */
final class AccessOptions {

  @Option(
      names = "--bearer-token-file",
      paramLabel = "FILE",
      description = "Holds the token that every server gets; read anew for each query.")
  private @Nullable Path bearerTokenFile;

  @Option(
      names = "--basic-user",
      paramLabel = "NAME",
      description = "User of basic authentication.")
  private @Nullable String basicUser;

  @Option(
      names = "--basic-password-file",
      paramLabel = "FILE",
      description = "Holds that user's password.")
  private @Nullable Path basicPasswordFile;

  @Option(
      names = "--header",
      paramLabel = "'NAME: VALUE'",
      description =
          "Sent with every query, e.g. 'X-Scope-OrgID: mesh' (repeatable); $${NAME} in it is taken"
              + " from the environment.")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = "--query-parameter",
      paramLabel = "NAME=VALUE",
      description =
          "Added to every query's URL, e.g. dedup=false (repeatable); $${NAME} in it is taken from"
              + " the environment.")
  private List<String> parameters = new ArrayList<>();

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "PEM certificates to trust instead of the machine's.")
  private @Nullable Path caFile;

  @Option(
      names = "--cert-file",
      paramLabel = "FILE",
      description = "PEM certificate of this client; with --key-file.")
  private @Nullable Path certFile;

  @Option(names = "--key-file", paramLabel = "FILE", description = "Its private key, PEM.")
  private @Nullable Path keyFile;

  /** Whether no option says how to get in. */
  boolean none() {
    return headers.isEmpty()
        && parameters.isEmpty()
        && bearerTokenFile == null
        && basicUser == null
        && basicPasswordFile == null
        && caFile == null
        && certFile == null
        && keyFile == null;
  }

  /** They are read when they are needed, which is too late to tell of a wrong name. */
  void refuseMissingFiles() {
    refuseMissing("--bearer-token-file", bearerTokenFile);
    refuseMissing("--basic-password-file", basicPasswordFile);
    refuseMissing("--ca-file", caFile);
    refuseMissing("--cert-file", certFile);
    refuseMissing("--key-file", keyFile);
  }

  static void refuseMissing(String option, @Nullable Path file) {
    if (file != null && Files.isDirectory(file)) {
      throw new IllegalArgumentException(
          option + " must name a file, was the folder " + file.toAbsolutePath());
    }
    if (file != null && !Files.isReadable(file)) {
      String what = Files.exists(file) ? "that this user may not read: " : "that is not there: ";
      throw new IllegalArgumentException(option + " names a file " + what + file);
    }
  }

  Access access(Map<String, String> environment) {
    Credential credential = credential();
    Tls tls = tls();
    Map<String, Secret> given = headers(environment);
    Access headed =
        Arguments.told(
            "--header",
            () -> new Access(credential, given, List.of(), false, tls, Compression.AUTO));
    List<Access.Parameter> more = parameters(environment);
    return Arguments.told(
        "--query-parameter",
        () -> new Access(credential, headed.headers(), more, false, tls, Compression.AUTO));
  }

  private Map<String, Secret> headers(Map<String, String> environment) {
    Map<String, Secret> given = new LinkedHashMap<>();
    for (String header : headers) {
      int colon = header.indexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("--header must look like 'X-Scope-OrgID: mesh'");
      }
      String name = header.substring(0, colon).strip();
      String value = header.substring(colon + 1).strip();
      boolean open = isOpen("--header", name, value);
      String filled = EnvironmentText.filled("--header", value, environment).strip();
      if (given.put(name, open ? Secret.open(filled) : Secret.of(filled)) != null) {
        throw new IllegalArgumentException("--header gives " + name + " twice");
      }
    }
    return given;
  }

  /** Whether anybody may see a value; one that nobody may see must not stand in an option. */
  private static boolean isOpen(String option, String name, String value) {
    boolean refers = EnvironmentText.refers(value);
    if (Secret.tells(name) && !refers) {
      throw new IllegalArgumentException(
          (option + ": " + name + " holds a secret, and other users of this machine see options;")
              + " write ${NAME} of an environment variable in its place, in single quotes");
    }
    return !refers;
  }

  private List<Access.Parameter> parameters(Map<String, String> environment) {
    List<Access.Parameter> more = new ArrayList<>();
    for (String parameter : parameters) {
      int sign = parameter.indexOf('=');
      if (sign < 1) {
        throw new IllegalArgumentException("--query-parameter must look like dedup=false");
      }
      String name = parameter.substring(0, sign);
      String value = parameter.substring(sign + 1);
      boolean open = isOpen("--query-parameter", name, value);
      String filled = EnvironmentText.filled("--query-parameter", value, environment);
      more.add(new Access.Parameter(name, filled, open));
    }
    return more;
  }

  private Credential credential() {
    if ((basicUser == null) != (basicPasswordFile == null)) {
      throw new IllegalArgumentException(
          "--basic-user and --basic-password-file need each other, give both or neither");
    }
    if (basicUser != null && basicPasswordFile != null) {
      if (bearerTokenFile != null) {
        throw new IllegalArgumentException(
            "--bearer-token-file and --basic-user exclude each other, give one of them");
      }
      return new Credential.Basic(Secret.of(basicUser), Secret.file(basicPasswordFile));
    }
    return bearerTokenFile == null
        ? new Credential.None()
        : new Credential.Bearer(Secret.file(bearerTokenFile));
  }

  private Tls tls() {
    if ((certFile == null) != (keyFile == null)) {
      throw new IllegalArgumentException(
          "--cert-file and --key-file need each other, give both or neither");
    }
    return new Tls(
        Optional.ofNullable(caFile),
        Optional.ofNullable(certFile),
        Optional.ofNullable(keyFile),
        Optional.empty(),
        true);
  }
}
