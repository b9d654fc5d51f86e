package org.meshparity.comparator.source;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Makes long pages of histograms, as a sidecar or a Mixer shows them, while they are read. */
final class Pages {

  private static final String[] BOUNDS = {
    "0.5", "1", "5", "10", "25", "50", "100", "250", "500", "1000", "2500", "5000", "10000",
    "30000", "60000", "300000", "600000", "1800000", "3600000", "+Inf"
  };

  private Pages() {}

  /** A page of at least so many bytes. */
  static InputStream ofHistograms(long bytes) {
    return new InputStream() {
      private byte[] chunk = new byte[0];
      private int at;
      private long made;
      private int histogram;

      @Override
      public int read() {
        throw new UnsupportedOperationException("byte by byte would measure this stream");
      }

      @Override
      public int read(byte[] into, int from, int length) {
        if (at == chunk.length) {
          if (made >= bytes) {
            return -1;
          }
          chunk = histogram(histogram++).getBytes(StandardCharsets.US_ASCII);
          made += chunk.length;
          at = 0;
        }
        int count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, from, count);
        at += count;
        return count;
      }
    };
  }

  /** The lines of one histogram of 20 buckets, about 8 kB. */
  static String histogram(int i) {
    String labels =
        "response_code=\"200\",reporter=\"destination\",source_workload=\"client-%d\"".formatted(i)
            + ",source_workload_namespace=\"default\",source_principal=\"spiffe://cluster.local/ns"
            + "/default/sa/client\",destination_workload=\"reviews-v%d\"".formatted(i % 50)
            + ",destination_workload_namespace=\"default\",destination_service=\"reviews.default"
            + ".svc.cluster.local\",request_protocol=\"http\",response_flags=\"-\"";
    StringBuilder text = new StringBuilder(8192);
    for (int k = 0; k < BOUNDS.length; k++) {
      text.append("h_bucket{").append(labels).append(",le=\"").append(BOUNDS[k]).append("\"} ");
      text.append((k + 1) * (i % 1000)).append('\n');
    }
    text.append("h_sum{").append(labels).append("} ").append(i * 1.25).append('\n');
    text.append("h_count{").append(labels).append("} ").append(20 * (i % 1000)).append('\n');
    return text.toString();
  }
}
