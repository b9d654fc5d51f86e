package org.meshparity.proxyruntime.mixer;

import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.meshparity.proxyruntime.attribute.wire.MixerGrpc;
import org.meshparity.proxyruntime.attribute.wire.ReportRequest;
import org.meshparity.proxyruntime.attribute.wire.ReportResponse;

/** The reporting call: every bag is counted before the client is answered. */
final class ReportService {

  private final ReportIntake intake;
  private final LoadShedder shedder;
  private final SelfMonitoring monitoring;

  ReportService(ReportIntake intake, LoadShedder shedder, SelfMonitoring monitoring) {
    this.intake = intake;
    this.shedder = shedder;
    this.monitoring = monitoring;
  }

  /** The service as a server takes it. */
  ServerServiceDefinition definition() {
    MethodDescriptor<ReportRequest, ReportResponse> published = MixerGrpc.getReportMethod();
    MethodDescriptor<byte[], ReportResponse> method =
        published.toBuilder(new Bytes(), published.getResponseMarshaller()).build();
    return ServerServiceDefinition.builder(MixerGrpc.SERVICE_NAME)
        .addMethod(method, ServerCalls.asyncUnaryCall(this::report))
        .build();
  }

  private void report(byte[] message, StreamObserver<ReportResponse> client) {
    Receipt receipt = intake.take(message, this::admits);
    monitoring.received(receipt);
    Status status = status(receipt);
    if (!status.isOk()) {
      client.onError(status.asRuntimeException());
      return;
    }
    client.onNext(ReportResponse.getDefaultInstance());
    client.onCompleted();
  }

  private boolean admits(int bags) {
    if (!shedder.exceeds(bags)) {
      return true;
    }
    monitoring.throttled();
    return !shedder.enforces();
  }

  private static Status status(Receipt receipt) {
    return switch (receipt.outcome()) {
      case TAKEN -> Status.OK;
      case UNREADABLE -> Status.INTERNAL.withDescription(receipt.message());
      case FAILED -> Status.UNKNOWN.withDescription(receipt.message());
      case OVERLOADED -> Status.UNAVAILABLE.withDescription(receipt.message());
    };
  }

  /**
   * Messages as they came.
   *
   * <p>gRPC's own reading of a broken message ends the call as "unknown"; Mixer calls it an
   * internal error, and says why. So broken bytes get as far as the service here.
   */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      throw new UnsupportedOperationException("a server sends no requests");
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
