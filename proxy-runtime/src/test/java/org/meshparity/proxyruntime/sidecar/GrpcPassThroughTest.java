package org.meshparity.proxyruntime.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A gRPC client and server that do not notice the two sidecars between them. */
class GrpcPassThroughTest {

  private static final MethodDescriptor<byte[], byte[]> ECHO = method("Echo", MethodType.UNARY);
  private static final MethodDescriptor<byte[], byte[]> FAIL = method("Fail", MethodType.UNARY);
  private static final MethodDescriptor<byte[], byte[]> CHAT =
      method("Chat", MethodType.BIDI_STREAMING);

  private final Network network = new Network(1);
  private Server server;
  private Sidecar inbound;
  private Sidecar outbound;
  private ManagedChannel channel;
  private int entry;

  private static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
    return MethodDescriptor.newBuilder(new Raw(), new Raw())
        .setFullMethodName("test.Service/" + name)
        .setType(type)
        .build();
  }

  /** Messages are bytes; no generated code is needed. */
  private static final class Raw implements Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream in) {
      try {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @BeforeEach
  void start() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(
                ServerServiceDefinition.builder("test.Service")
                    .addMethod(ECHO, ServerCalls.asyncUnaryCall(GrpcPassThroughTest::echo))
                    .addMethod(FAIL, ServerCalls.asyncUnaryCall(GrpcPassThroughTest::refuse))
                    .addMethod(CHAT, ServerCalls.asyncBidiStreamingCall(GrpcPassThroughTest::chat))
                    .build())
            .build()
            .start();
    inbound = Sidecar.start(TestProxy.settings("ratings"), network);
    outbound = Sidecar.start(TestProxy.settings("reviews"), network);
    Destination itself =
        Destination.inbound(
            TestProxy.SERVICE, loopback(server.getPort()), "kubernetes://r.default");
    Destination peer =
        Destination.outbound(
            TestProxy.SERVICE,
            loopback(inbound.listenInbound(host -> itself)),
            "kubernetes://r.default");
    entry = outbound.listenOutbound(host -> host.startsWith("ratings") ? peer : null, 0);
    channel = client(entry, "ratings:9080");
  }

  private static ManagedChannel client(int port, String authority) {
    return NettyChannelBuilder.forAddress(loopback(port))
        .overrideAuthority(authority)
        .usePlaintext()
        .build();
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static void echo(byte[] request, StreamObserver<byte[]> answer) {
    answer.onNext(request);
    answer.onCompleted();
  }

  private static void refuse(byte[] request, StreamObserver<byte[]> answer) {
    answer.onError(Status.FAILED_PRECONDITION.withDescription("not today").asException());
  }

  private static StreamObserver<byte[]> chat(StreamObserver<byte[]> answers) {
    return new StreamObserver<>() {
      @Override
      public void onNext(byte[] message) {
        answers.onNext(message);
        answers.onNext(message);
      }

      @Override
      public void onError(Throwable error) {}

      @Override
      public void onCompleted() {
        answers.onCompleted();
      }
    };
  }

  @AfterEach
  void stop() throws InterruptedException {
    channel.shutdownNow();
    channel.awaitTermination(5, TimeUnit.SECONDS);
    outbound.close();
    inbound.close();
    server.shutdownNow();
    network.close();
  }

  private byte[] call(MethodDescriptor<byte[], byte[]> method, byte[] request) {
    CallOptions hasty = CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS);
    return ClientCalls.blockingUnaryCall(channel, method, hasty, request);
  }

  @Test
  void aCallIsAnsweredAndCountedWithItsStatusOnBothSides() {
    assertThat(call(ECHO, "hello".getBytes())).asString().isEqualTo("hello");

    String series =
        "request_protocol=\"grpc\",response_code=\"200\",grpc_response_status=\"0\","
            + "response_flags=\"-\"";
    awaitPage(outbound, series);
    awaitPage(inbound, series);
    awaitPage(inbound, "source_workload=\"reviews-v1\"");
  }

  @Test
  void aStatusWithoutAMessageArrivesAsTheServerSentIt() {
    assertThatThrownBy(() -> call(FAIL, new byte[0]))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
              assertThat(e.getStatus().getDescription()).isEqualTo("not today");
            });
    awaitPage(outbound, "grpc_response_status=\"9\"");
    awaitPage(inbound, "grpc_response_status=\"9\"");
  }

  @Test
  void bothSidesTalkAtTheSameTime() throws InterruptedException {
    Queue<String> answers = new ConcurrentLinkedQueue<>();
    CountDownLatch over = new CountDownLatch(1);
    StreamObserver<byte[]> requests =
        ClientCalls.asyncBidiStreamingCall(
            channel.newCall(CHAT, CallOptions.DEFAULT),
            new StreamObserver<>() {
              @Override
              public void onNext(byte[] message) {
                answers.add(new String(message));
              }

              @Override
              public void onError(Throwable error) {
                answers.add(error.toString());
                over.countDown();
              }

              @Override
              public void onCompleted() {
                over.countDown();
              }
            });
    requests.onNext("one".getBytes());
    await().until(() -> answers.size() == 2); // answered while the request is still being made
    requests.onNext("two".getBytes());
    requests.onCompleted();
    assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(answers).containsExactly("one", "one", "two", "two");
    await().until(() -> inbound.activity().requests() == 0);
  }

  @Test
  void aLargeMessageIsNotCut() {
    byte[] large = new byte[3_000_000];
    large[2_999_999] = 7;
    assertThat(call(ECHO, large)).isEqualTo(large);
  }

  @Test
  void aClientIsToldInItsOwnWayThatThereIsNoRoute() throws InterruptedException {
    ManagedChannel lost = client(entry, "elsewhere");
    try {
      assertThatThrownBy(
              () -> ClientCalls.blockingUnaryCall(lost, ECHO, CallOptions.DEFAULT, new byte[0]))
          .hasMessageContaining("UNIMPLEMENTED")
          .hasMessageContaining("no route");
      awaitPage(outbound, "grpc_response_status=\"12\",response_flags=\"NR\"");
    } finally {
      lost.shutdownNow();
      lost.awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  private static void awaitPage(Sidecar sidecar, String text) {
    await().until(() -> page(sidecar).contains(text));
  }

  private static String page(Sidecar sidecar) throws IOException {
    var uri = java.net.URI.create("http://127.0.0.1:" + sidecar.statsPort() + Sidecar.STATS_PATH);
    try (InputStream in = uri.toURL().openStream()) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
