package org.meshparity.rules;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Two packs without fault that use every key, for tests that break them in one place. */
final class SoundPack {

  static final String YAML =
      """
      name: shop-v1-to-v2
      version: 1.2.3
      description: A made-up migration
      identity: [shop, status, policy, version]
      sides:
        legacy: {selector: 'job="old"', scrape-interval: 15s, lag: 2s, expiry: 1h30m}
        candidate:
          selector: 'job="new",cluster=~"eu-.*"'
          scrape-interval: 250ms
          restart: {series: shop_started, kind: start-time}
      metrics:
        - name: orders
          type: counter
          unit: orders
          legacy: {series: orders_total}
          candidate: {series: shop_orders_total, factor: 0.5, lag: 0s}
          provenance: {url: "https://example.com/orders", versions: "1 - 2", checked: 2026-11-22}
        - name: order-time
          type: histogram
          unit: milliseconds
          description: From click to mail
          values: continuous
          legacy: {series: [order_seconds, order_time_seconds], factor: 1000, le: includes, sum: exact}
          candidate:
            series: order_milliseconds
            lag: 1m
            le: excludes
            ties: none
            edges: {"0.5": 1, "500": 490}
            precision: {below: 0, above: 0.5}
            sum: {from: 20/21, to: 22/21, below: {bound: 10, add: 1}, bins: {"10": 0.1, "1e2": 1}}
          thresholds: [250, 1000]
          comparable: "<= 10000"
          provenance: {url: "https://example.com/time", versions: "1 - 2", checked: 2026-11-22}
      labels:
        - label: [shop, version]
          both: {values: {"": unknown}}
        - label: policy
          legacy: {from: old_policy, regex: {match: "mode-(.*)", replace: "$1"}}
          candidate: {strip-prefix: "spiffe://", case: lower, values: {"tls": "mutual"}}
      known-differences:
        - id: probes
          cause: probe-traffic
          metrics: [orders, order-time]
          when: 'shop="unknown"'
          side: candidate-more
          up-to: 12.5%
          reference: example/shop#1
      losses:
        - {of: legacy, on: candidate, series: [shop_send_errors, shop_timeouts], holds: 100, metrics: orders}
      outcome: [status]
      causes:
        - id: probe-traffic
          title: probes are counted
          metrics: orders
          claims: [increase]
          when: 'shop="none"'
          side: candidate-more
          reference: example/shop#3
        - id: no-answer
          title: an order without an answer has another status
          when: 'status="0"'
          instead-of: 'status=~"500|200"'
          reference: example/shop#2
      """;

  /** All that maps one thing to another. */
  static final String MAPPING =
      """
      name: mapping
      version: 1.0.0
      releases: 1.0 - 2.4.1
      identity: [operation, method, host]
      sides:
        legacy: {selector: 'job="l"', scrape-interval: 15s, lag: 1s}
        candidate: {selector: 'job="c"', scrape-interval: 15s, lag: 1s}
      metrics:
        - name: operations
          type: counter
          unit: operations
          releases: "2.0"
          legacy:
            parts:
              - {series: published_total, labels: {operation: publish}}
              - {series: [received_total, received], where: 'ok="yes"'}
          candidate: {series: http.server.operations, where: 'ok=~"y.*"'}
          provenance: {url: "https://example.com", versions: any, checked: 2026-11-25}
        - name: time
          type: summary
          unit: seconds
          legacy: {series: a_seconds, sum: {from: 1/2, to: 2}}
          candidate: {series: b_seconds}
          provenance: {url: "https://example.com", versions: any, checked: 2026-11-25}
        - name: latency
          type: histogram
          unit: seconds
          legacy: {series: c_seconds}
          candidate: {series: d_seconds, buckets: native}
          provenance: {url: "https://example.com", versions: any, checked: 2026-11-25}
      labels:
        - label: method
          legacy: {join: {labels: [service, rpc.method], with: "/"}}
          candidate: {values: {GET: GET, "": none}, otherwise: _OTHER}
        - label: host
          both: {strip: port, set: [{to: a, when: 'x="1"'}, {to: b}]}
        - label: host
          releases: 1.0 - 1.5
          both: {from: authority}
      known-differences:
        - id: late
          cause: late
          metrics: latency
          releases: "1.5"
          only-with: something
          claims: [mean, bucket]
          when: 'host="a"'
          side: either
          up-to: 5000%
          reference: example/x#1
      """;

  private SoundPack() {}

  /** The pack with one piece of text replaced, which must be there. */
  static String with(String piece, String other) {
    if (!YAML.contains(piece)) {
      throw new IllegalArgumentException("the sound pack must contain: " + piece);
    }
    return YAML.replace(piece, other);
  }

  static Pack read(String yaml) {
    return read(yaml.getBytes(StandardCharsets.UTF_8));
  }

  static Pack read(byte[] yaml) {
    return read(yaml, Setting.UNKNOWN);
  }

  static Pack read(byte[] yaml, Setting setting) {
    try {
      return PackReader.read(PackBytes.read("shop.yaml", new ByteArrayInputStream(yaml)), setting);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
