package org.meshparity.proxyruntime.sidecar.security;

import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/** The name a client asks for before anything is encrypted; it proves nothing. */
public final class ServerName {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]+([.-][A-Za-z0-9]+){0,126}");

  private ServerName() {}

  /**
   * The host of a cluster, {@code direction|port|subset|host}; empty when it has none.
   *
   * <p>Istio's own names, {@code outbound_.80_.v1_.HOST}, have underscores, which Java's TLS
   * neither sends nor accepts.
   */
  public static String ofCluster(String cluster) {
    String[] parts = cluster.split("\\|", -1);
    return parts.length == 4 && HOST.matcher(parts[3]).matches() ? parts[3] : "";
  }

  static void ask(SSLEngine engine, String name) {
    if (name.isEmpty()) {
      return;
    }
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(name)));
    engine.setSSLParameters(parameters);
  }

  static String asked(SSLSession session) {
    if (!(session instanceof ExtendedSSLSession extended)) {
      return "";
    }
    for (SNIServerName name : extended.getRequestedServerNames()) {
      if (name instanceof SNIHostName host) {
        return host.getAsciiName();
      }
    }
    return "";
  }
}
