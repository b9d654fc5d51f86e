package org.meshparity.proxyruntime.sidecar.security;

import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/** The name a client asks for before anything is encrypted; it proves nothing. */
public final class ServerName {

  private ServerName() {}

  /**
   * The name by which Istio's proxies ask for a cluster: {@code outbound_.80_.v1_.HOST} for {@code
   * outbound|80|v1|HOST}. Empty when the cluster has no such name.
   */
  public static String ofCluster(String cluster) {
    String[] parts = cluster.split("\\|", -1);
    return parts.length == 4 && !parts[3].isEmpty()
        ? parts[0] + "_." + parts[1] + "_." + parts[2] + "_." + parts[3]
        : "";
  }

  static void ask(SSLEngine engine, String name) {
    if (name.isEmpty()) {
      return;
    }
    SSLParameters parameters = engine.getSSLParameters();
    // As bytes: Istio's names have underscores, which the other constructor refuses.
    parameters.setServerNames(List.of(new SNIHostName(name.getBytes(StandardCharsets.US_ASCII))));
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
