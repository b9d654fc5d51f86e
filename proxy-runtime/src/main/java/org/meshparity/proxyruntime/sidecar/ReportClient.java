package org.meshparity.proxyruntime.sidecar;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.meshparity.proxyruntime.attribute.AttributeBag;
import org.meshparity.proxyruntime.attribute.ReportEncoder;
import org.meshparity.proxyruntime.attribute.wire.MixerGrpc;
import org.meshparity.proxyruntime.attribute.wire.ReportRequest;
import org.meshparity.proxyruntime.attribute.wire.ReportResponse;

/**
 * One proxy's connection to Mixer.
 *
 * <p>Reporting is best effort, as in the real proxies: a call that fails is counted and its reports
 * are gone. Nothing here ever waits on the path of a request.
 */
final class ReportClient implements AutoCloseable {

  private static final long DEADLINE_SECONDS = 10;
  private static final long CLOSE_SECONDS = 2;

  /** Calls under way at a time; with full batches of 100 a few megabytes. */
  static final int MAX_CALLS = 32;

  /** The published call, but for a request that is encoded already. */
  private static final MethodDescriptor<byte[], ReportResponse> REPORT = method();

  private final ManagedChannel channel;
  private final Channel mixer;
  private final ReportCounters counters;
  private final @Nullable TelemetryMeter meter;
  private final AtomicInteger callsUnderWay = new AtomicInteger();
  private final Executor sending;
  private final Phaser underWay = new Phaser(1);

  ReportClient(
      InetSocketAddress address, Network network, DoubleSupplier loss, ReportCounters counters) {
    this(address, network, loss, counters, null);
  }

  ReportClient(
      InetSocketAddress address,
      Network network,
      DoubleSupplier loss,
      ReportCounters counters,
      @Nullable TelemetryMeter meter) {
    this.counters = counters;
    this.meter = meter;
    sending = network.reportLoops();
    channel =
        builder(address)
            .eventLoopGroup(network.reportLoops())
            .channelType(NioSocketChannel.class)
            .directExecutor()
            .usePlaintext()
            // Else the first reports wait for DNS records that no Mixer has, and time out.
            .disableServiceConfigLookUp()
            .build();
    mixer = ClientInterceptors.intercept(channel, new LossyLine(loss));
  }

  private static MethodDescriptor<byte[], ReportResponse> method() {
    MethodDescriptor<ReportRequest, ReportResponse> published = MixerGrpc.getReportMethod();
    return published.toBuilder(new Bytes(), published.getResponseMarshaller()).build();
  }

  /**
   * A name is looked up anew whenever the connection is made anew; an address needs no looking up.
   */
  private static NettyChannelBuilder builder(InetSocketAddress address) {
    return address.isUnresolved()
        ? NettyChannelBuilder.forAddress(address.getHostString(), address.getPort())
        : NettyChannelBuilder.forAddress(address);
  }

  /**
   * Sends a batch from the thread for reports; the caller's is that of a request. While as many
   * calls as may be are under way the batch is lost, so that a slow Mixer costs no memory.
   */
  void send(List<AttributeBag> batch) {
    counters.called();
    if (callsUnderWay.incrementAndGet() > MAX_CALLS) {
      callsUnderWay.decrementAndGet();
      counters.answered(Status.UNAVAILABLE);
      return;
    }
    underWay.register();
    try {
      sending.execute(() -> report(batch));
    } catch (RejectedExecutionException e) {
      over(Status.UNAVAILABLE); // the threads are gone, so is the sidecar
    }
  }

  private void report(List<AttributeBag> batch) {
    byte[] request = ReportEncoder.message(batch);
    if (meter != null) {
      meter.reported(request.length);
    }
    CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
    ClientCalls.asyncUnaryCall(mixer.newCall(REPORT, options), request, new Outcome());
  }

  private void over(Status status) {
    callsUnderWay.decrementAndGet();
    counters.answered(status);
    underWay.arriveAndDeregister();
  }

  /** Waits a little for the calls under way, then hangs up. */
  @Override
  public void close() {
    try {
      underWay.awaitAdvanceInterruptibly(underWay.arrive(), CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // What is still under way is lost with the connection, and counted as such.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    channel.shutdownNow();
    try {
      channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Requests as they go over the wire. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] request) {
      return new ByteArrayInputStream(request);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException("a client reads no requests");
    }
  }

  private final class Outcome implements StreamObserver<ReportResponse> {

    @Override
    public void onNext(ReportResponse response) {}

    @Override
    public void onError(Throwable error) {
      over(Status.fromThrowable(error));
    }

    @Override
    public void onCompleted() {
      over(Status.OK);
    }
  }
}
