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
final class ServerName {

  private ServerName() {}

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
