package org.meshparity.proxyruntime.inproxy;

import org.jspecify.annotations.Nullable;

/** A TCP connection, with what a test wants to say of it. */
final class TestConnection implements TcpFacts {

  Reporter reporter = Reporter.DESTINATION;
  @Nullable NodeMetadata peer;
  boolean awaitsPeer;
  String cluster = "inbound|9080|tcp|server.default.svc.cluster.local";
  String flags = "-";
  boolean mutualTls = true;

  @Override
  public Reporter reporter() {
    return reporter;
  }

  @Override
  public @Nullable NodeMetadata peer() {
    return peer;
  }

  @Override
  public boolean awaitsPeer() {
    return awaitsPeer;
  }

  @Override
  public String cluster() {
    return cluster;
  }

  @Override
  public String flags() {
    return flags;
  }

  @Override
  public boolean mutualTls() {
    return mutualTls;
  }

  @Override
  public String sourcePrincipal() {
    return "spiffe://cluster.local/ns/default/sa/client";
  }

  @Override
  public String destinationPrincipal() {
    return "spiffe://cluster.local/ns/default/sa/server";
  }
}
