package org.meshparity.proxyruntime.mixer;

import com.google.protobuf.CodedInputStream;
import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.wire.ReportRequest;

/**
 * What a client sent: a request, or bytes that are none.
 *
 * <p>gRPC's own reading of a broken message ends the call as "unknown"; Mixer calls it an internal
 * error, and says why. So broken bytes get as far as the service here.
 *
 * @param request null when the bytes could not be read
 * @param fault why not; empty when they could
 */
record Incoming(@Nullable ReportRequest request, String fault) {

  /** Reads requests; never writes one. */
  static final class Marshaller implements MethodDescriptor.Marshaller<Incoming> {

    @Override
    public InputStream stream(Incoming value) {
      throw new UnsupportedOperationException("a server sends no requests");
    }

    @Override
    public Incoming parse(InputStream stream) {
      try {
        return new Incoming(ReportRequest.parseFrom(CodedInputStream.newInstance(stream)), "");
      } catch (IOException e) {
        return new Incoming(null, "grpc: error unmarshalling request: " + e.getMessage());
      }
    }
  }
}
