package org.meshparity.proxyruntime.mixer;

import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.MalformedReport;
import org.meshparity.proxyruntime.attribute.ReportDecoder;
import org.meshparity.proxyruntime.attribute.wire.MixerGrpc;
import org.meshparity.proxyruntime.attribute.wire.ReportRequest;
import org.meshparity.proxyruntime.attribute.wire.ReportResponse;

/** The reporting call: every bag is counted before the client is answered. */
final class ReportService {

  private final MixerMetrics metrics;
  private final SelfMonitoring monitoring;

  ReportService(MixerMetrics metrics, SelfMonitoring monitoring) {
    this.metrics = metrics;
    this.monitoring = monitoring;
  }

  /** The service as a server takes it. */
  ServerServiceDefinition definition() {
    MethodDescriptor<ReportRequest, ReportResponse> published = MixerGrpc.getReportMethod();
    MethodDescriptor<Incoming, ReportResponse> method =
        published.toBuilder(new Incoming.Marshaller(), published.getResponseMarshaller()).build();
    return ServerServiceDefinition.builder(MixerGrpc.SERVICE_NAME)
        .addMethod(method, ServerCalls.asyncUnaryCall(this::report))
        .build();
  }

  private void report(Incoming incoming, StreamObserver<ReportResponse> client) {
    ReportRequest request = incoming.request();
    Status status =
        request == null ? Status.INTERNAL.withDescription(incoming.fault()) : count(request);
    monitoring.answered(status);
    if (!status.isOk()) {
      client.onError(status.asRuntimeException());
      return;
    }
    client.onNext(ReportResponse.getDefaultInstance());
    client.onCompleted();
  }

  private Status count(ReportRequest request) {
    List<String> failures = new ArrayList<>();
    try {
      ReportDecoder.decode(request, bag -> count(bag, failures));
    } catch (MalformedReport e) {
      Status status = e.isOtherDictionary() ? Status.INTERNAL : Status.UNKNOWN;
      return status.withDescription(e.getMessage());
    }
    return failures.isEmpty()
        ? Status.OK
        : Status.UNKNOWN.withDescription(String.join("; ", failures));
  }

  private void count(AttributeBag bag, List<String> failures) {
    monitoring.received();
    try {
      metrics.record(bag);
    } catch (EvaluationFailed e) {
      failures.add(String.valueOf(e.getMessage()));
    }
  }
}
